# Changes of each kind between two definitions, as text.
. "$TREE/tests/cli/diff/prepare"
satchel-diff old/packs/small.xml new/packs/small.xml
