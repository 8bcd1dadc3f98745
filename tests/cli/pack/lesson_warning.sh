# A warning is shown and stops nothing; a lesson that no unit names is one.
. "$TREE/tests/cli/pack/prepare"
lesson spare "Not in the pack"
satchel-pack build packs/small.xml -q
satchel-pack verify -q small.satchel
