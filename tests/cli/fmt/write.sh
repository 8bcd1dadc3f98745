# Files are rewritten only if they change; mode and link are kept; files that are not lessons are unchanged and
# reported.
. "$TREE/tests/cli/lint/functions"
mkdir tree
lesson a '<p>One. Two.</p>' > tree/a.xml
lesson b > target
ln -s ../target tree/b.xml
echo '<lesson xmlns="urn:satchel:lesson:1"><p>broken & unclosed' > tree/c.xml
cp tree/c.xml c-before
chmod 600 tree/a.xml
satchel-fmt tree
echo "exit $?"
cat tree/a.xml
stat -c %a tree/a.xml
[ -L tree/b.xml ] && head -n 3 target
cmp tree/c.xml c-before
satchel-fmt tree/a.xml tree/b.xml
echo "exit $?"
ls -A tree
