# Killed at any moment: in the pack's place is the old file or the new one, whole; what may be left beside it is named
# as no pack is, and does not stop the next build.
. "$TREE/tests/cli/pack/prepare"
{
	echo '<svg xmlns="http://www.w3.org/2000/svg"><desc>'
	head -c 1000000 /dev/urandom | base64
	echo '</desc></svg>'
} > content/images/shape.svg
satchel-pack build packs/small.xml -q -o new 2> said || cat said
sed -i 's/release="1"/release="2"/' packs/small.xml
satchel-pack build packs/small.xml -q -o newer 2> said || cat said
cp new small.satchel
delay=0
killed=0
while [ $delay -lt 200 ]; do
	satchel-pack build packs/small.xml -q 2> said &
	sleep "0.$(printf %03d $delay)"
	kill -9 $! 2> said && killed=$((killed + 1))
	wait $! 2> said
	cmp -s small.satchel new || cmp -s small.satchel newer || echo "$delay ms: neither the old pack nor the new one"
	cp new small.satchel
	delay=$((delay + 5))
done
[ $killed -gt 0 ] || echo 'none was killed'
find . -name '*.satchel' ! -name small.satchel
satchel-pack build packs/small.xml -q 2> said || cat said
cmp small.satchel newer
