# With a base, CHANGELOG.md lists the changes since then, unchanged entries are copied, and the base may be the release
# that is replaced.
. "$TREE/tests/cli/release/prepare"
exec 2>&1
release -o rel
cp rel/small-1.0.0.satchel rel/small-free-1.0.0.satchel .
raise 2
sed -i 's/seventy/eighty/; s/Count them/Count all of them/' content/*.xml
release -o rel --base rel/small-1.0.0.satchel
echo "$?"
cat rel/CHANGELOG.md
satchel-diff --format markdown small-1.0.0.satchel rel/small-2.0.0.satchel | diff - rel/CHANGELOG.md
(cd rel && sha256sum -c --quiet --strict SHA256SUMS && grep -c CHANGELOG.md SHA256SUMS)
cp -r rel kept
release -o rel --base small-1.0.0.satchel
diff -r rel kept
echo '# the release made again with itself as base is unchanged'
for base in small-2.0.0 small-free-2.0.0; do
	release -o rel --base rel/$base.satchel --expires 120
	echo "$?"
	cmp rel/CHANGELOG.md kept/CHANGELOG.md
	cmp rel/latest.json kept/latest.json | sed 's/:.*//'
done
release -o rel --base small-1.0.0.satchel
echo '# the free edition, without words for members'
release -o rel --base small-free-1.0.0.satchel
cat rel/CHANGELOG.md
echo '# invalid bases'
for base in nowhere packs/small.xml ours.pub; do
	release -o rel --base $base
	echo "$?"
done
raise 3
release -o rel
[ ! -e rel/CHANGELOG.md ] || cat rel/CHANGELOG.md
