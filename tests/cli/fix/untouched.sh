# Files that can't be written are reported and unchanged; for a link, its target is written and the link stays; other
# files are unchanged.
. "$TREE/tests/cli/fix/functions"
mkdir tree
echo '<satchel xmlns="urn:satchel:config:1"/>' > tree/satchel.xml
lesson a '<p>A & B</p>' > tree/a.xml
lesson b '<p>A & B</p>' > tree/b.xml
lesson c '<p>A & B</p>' > c-target
ln -s ../c-target tree/c.xml
chmod 444 tree/b.xml
lint --fix --quiet tree/b.xml
cksum < tree/a.xml > before
lint --fix --quiet tree/c.xml
cksum < tree/a.xml | cmp - before && echo "a is as it was"
[ -L tree/c.xml ] && grep -c '&amp;' c-target
grep -c '&amp;' tree/b.xml
ls -A tree
