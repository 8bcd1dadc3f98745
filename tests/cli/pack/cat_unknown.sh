# Unknown ids are reported.
. "$TREE/tests/cli/pack/prepare"
satchel-pack build packs/small.xml -q
satchel-pack cat small.satchel haert
echo $?
satchel-pack cat small.satchel something-else-entirely
echo $?
