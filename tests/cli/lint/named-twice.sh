# A file that is named twice, or by two names, is checked once.
. "$TREE/tests/cli/lint/functions"
mkdir folder
lesson a > folder/a.xml
ln -s folder/a.xml b.xml
satchel-lint folder folder/a.xml ./folder/a.xml b.xml
