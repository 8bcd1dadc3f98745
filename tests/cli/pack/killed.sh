# A build killed at any moment leaves the old file or the new one, complete. If the file system supports unnamed files,
# nothing else is left; otherwise leftovers can't be mistaken for packs. The next build succeeds.
. "$TREE/tests/cli/pack/prepare"
nameless=$(python3 -c 'import os; os.open(".", os.O_TMPFILE | os.O_RDWR); print("yes")' 2> said)
{
	echo '<svg xmlns="http://www.w3.org/2000/svg"><desc>'
	head -c 1000000 /dev/urandom | base64
	echo '</desc></svg>'
} > content/images/shape.svg
satchel-pack build packs/small.xml -q -o new 2> said || cat said
sed -i 's/release="1"/release="2"/' packs/small.xml
begin=$(date +%s%N)
satchel-pack build packs/small.xml -q -o newer 2> said || cat said
took=$((($(date +%s%N) - begin) / 1000000))
cp new small.satchel
killed=0
for step in $(seq 0 40); do
	delay=$((took * step / 40))
	satchel-pack build packs/small.xml -q 2> said &
	sleep "$(printf %d.%03d $((delay / 1000)) $((delay % 1000)))"
	kill -9 $! 2> said && killed=$((killed + 1))
	wait $! 2> said
	cmp -s small.satchel new || cmp -s small.satchel newer || echo "$delay ms: neither the old pack nor the new one"
	cp new small.satchel
	left=$(find . -name 'small.satchel.*')
	# Only a complete file has a name, for a moment.
	[ -z "$nameless" ] || [ -z "$left" ] || cmp -s "$left" newer || echo "$delay ms: '$left' is left over"
done
[ $killed -gt 0 ] || echo 'none was killed'
find . -name '*.satchel' ! -name small.satchel
satchel-pack build packs/small.xml -q 2> said || cat said
cmp small.satchel newer
