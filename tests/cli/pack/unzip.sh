# unzip accepts packs, and their first bytes are as specified.
. "$TREE/tests/cli/pack/prepare"
satchel-pack build packs/small.xml -q
command -v unzip > /dev/null || { echo '# needs unzip'; exit 0; }
unzip -tq small.satchel > said || cat said
unzip -Z1 small.satchel
unzip -p small.satchel lessons/heart.json > out
satchel-pack cat small.satchel lessons/heart.json | cmp - out
dd if=small.satchel bs=1 skip=38 count=32 2> /dev/null
echo
