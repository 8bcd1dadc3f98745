# Only semantic versions are accepted.
. "$TREE/tests/cli/pack/prepare"
for version in 0.0.0 1.0.0-rc.1 1.0.0-0 1.0.0-0a.--.x-1 1.0.0-01 1.0.0-a..b 1.0.0-. 1.0.0-a. 1.0.0- 1.0.0+b 01.0.0 1.0 1.0.0.0; do
	sed "s/version=\"1.0.0\"/version=\"$version\"/" packs/small.xml > packs/try.xml
	satchel-pack build packs/try.xml -q > said 2>&1
	echo "$version: $?"
done
