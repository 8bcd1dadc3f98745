# Changes as a changelog.
. "$TREE/tests/cli/diff/prepare"
satchel-diff --format markdown old/packs/small.xml new/packs/small.xml
