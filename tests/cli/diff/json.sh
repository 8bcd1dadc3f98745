# Changes as JSON, formatted by another program.
. "$TREE/tests/cli/diff/prepare"
satchel-diff --format json old/packs/small.xml new/packs/small.xml > changes.json
code=$?
python3 -m json.tool --indent 1 changes.json
exit $code
