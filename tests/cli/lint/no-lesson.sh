# A folder without lessons is reported; if there is nothing to check at all, that is a usage error.
. "$TREE/tests/cli/lint/functions"
mkdir empty full
touch empty/satchel.xml empty/retired.xml empty/notes.txt
lesson a > full/a.xml
satchel-lint --quiet empty full
echo "exit $?"
satchel-lint empty
