# A read-only file and a full disk are reported.
. "$TREE/tests/cli/lint/functions"
lesson a > a.xml
chmod 444 a.xml
satchel-fmt a.xml
echo "exit $?"
satchel-fmt --diff a.xml > /dev/full
echo "exit $?"
satchel-fmt missing.xml
echo "exit $?"
satchel-fmt --seed x a.xml
echo "exit $?"
satchel-fmt
echo "exit $?"
