# An unreadable satchel.xml is reported rather than ignored, and the one above it is not used instead.
. "$TREE/tests/cli/lint/functions"
run() {
	echo "$1:"
	satchel-lint --quiet --format gcc tree 2>&1
	echo "exit $?"
	(cd tree && satchel-lint --show-config 2>&1)
	echo "exit $?"
	rm -rf tree/satchel.xml
}
echo '<satchel xmlns="urn:satchel:config:1"/>' > satchel.xml
mkdir tree
lesson a > tree/a.xml
mkdir tree/satchel.xml && run folder
mkfifo tree/satchel.xml && run pipe
ln -s nothing tree/satchel.xml && run "dangling link"
ln -s ../satchel.xml tree/satchel.xml && run "sound link" | grep -v '<'
