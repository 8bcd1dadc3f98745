# Files named by a hook: those that are not lessons are skipped, with a message if there are no others.
. "$TREE/tests/cli/lint/functions"
lesson a '<p>Give 5mg.</p>' > a.xml
echo '<pack xmlns="urn:satchel:pack:1"/>' > pack.xml
echo '<project><name>x</name></project>' > pom.xml
echo '<satchel xmlns="urn:satchel:config:1"/>' > satchel.xml
echo '<leson xmlns="urn:satchel:lesson:1"/>' > typo.xml
printf 'not XML <lesson' > broken.xml
: > empty.xml
echo 'Just words.' > words.xml
echo 'Just words.' > words.md
run() {
	"$@" 2>&1
	echo "exit $?"
}
run satchel-lint --quiet --format gcc --only-lessons a.xml pack.xml pom.xml satchel.xml
run satchel-lint --quiet --format gcc --only-lessons pack.xml pom.xml satchel.xml
run satchel-validate --quiet --only-lessons pom.xml
run satchel-lint --format gcc --only-lessons typo.xml broken.xml empty.xml words.xml words.md pom.xml
