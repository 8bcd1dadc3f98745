# SOURCE_DATE_EPOCH sets the date of the release, and the date that lessons are compared with.
. "$TREE/tests/cli/pack/prepare"
date_of() {
	satchel-pack cat small.satchel manifest.json | grep -o '"date":"[^"]*"' || echo none
}
satchel-pack build packs/small.xml -q
date_of
for epoch in 1795564800 0 253402300799 1795564799; do
	SOURCE_DATE_EPOCH=$epoch TZ=Pacific/Auckland satchel-pack build packs/small.xml --no-config > said 2>&1
	echo "$?: $(date_of), $(grep -c freshness said) findings of freshness"
done
satchel-pack verify small.satchel
for epoch in '' x -1 1.5 ' 1' 1x 253402300800 99999999999999999999; do
	SOURCE_DATE_EPOCH=$epoch satchel-pack build packs/small.xml -q
	echo "$?"
done
