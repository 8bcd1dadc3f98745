# A build with a base gives the same bytes as one without, and an invalid base is refused.
. "$TREE/tests/cli/pack/prepare"
satchel-pack build packs/small.xml -q -o old
sed -i 's/four/three or four/' content/heart.xml
satchel-pack build packs/small.xml -q -o plain
satchel-pack build packs/small.xml -q -o based --base old
cmp plain based
cmp -s old based || echo changed
# A pack may be its own base, and is replaced.
satchel-pack build packs/small.xml -q -o based --base based
cmp plain based

sed 's/id="small"/id="other"/' packs/small.xml > packs/other.xml
satchel-pack build packs/other.xml -q -o other
head -c 700 old > short
sed 's/lessons\/heart/lessons\/haert/' old > changed
for base in other short changed packs/small.xml absent content; do
	satchel-pack build packs/small.xml -q -o new --base "$base" 2> said
	echo "$?: $(cat said)"
done
ls
