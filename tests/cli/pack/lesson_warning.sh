# Warnings are reported and stop nothing, for example a lesson that no unit names.
. "$TREE/tests/cli/pack/prepare"
lesson spare "Not in the pack"
satchel-pack build packs/small.xml -q
satchel-pack verify -q small.satchel
