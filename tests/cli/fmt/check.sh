# --check lists files that would change and --diff shows how; neither changes them.
command -v patch > /dev/null || { echo "# needs patch"; exit 0; }
. "$TREE/tests/cli/lint/functions"
lesson a '<p>One.</p>' > a.xml
cp a.xml before
satchel-fmt --check a.xml
echo "exit $?"
satchel-fmt -q --diff a.xml > patch
echo "exit $?"
cmp a.xml before
satchel-fmt -q a.xml
patch -s -p0 before < patch
cmp a.xml before
satchel-fmt --check a.xml
echo "exit $?"
satchel-fmt -q --diff a.xml
echo "exit $?"
