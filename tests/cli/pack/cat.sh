# Lessons and items by id, entries by name.
. "$TREE/tests/cli/pack/prepare"
satchel-pack build packs/small.xml -q
satchel-pack cat small.satchel heart
satchel-pack cat small.satchel q-pump
satchel-pack cat small.satchel c-heart
satchel-pack cat small.satchel mimetype
echo
satchel-pack cat small.satchel q-pump --text
satchel-pack cat small.satchel heart --text
