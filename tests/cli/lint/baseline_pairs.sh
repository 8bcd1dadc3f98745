# A pair in a baseline is recognised whichever side comes first, as is each pair of a group.
. "$TREE/tests/cli/lint/functions"
mkdir tree
echo '<satchel xmlns="urn:satchel:config:1"/>' > tree/satchel.xml
same() { # ID
	lesson "l-$1" '<p>Lithium has a narrow therapeutic index, so its level is measured twelve hours after the last dose.</p>' \
		"<cards>$(card "c-$1" 'What is the antidote to iron?' Deferoxamine)</cards>"
}
same a > tree/a.xml
same b > tree/b.xml
same c > tree/c.xml
run() {
	echo "$1:"
	shift
	satchel-lint --quiet --format gcc --select duplicate/,identity/,card/ambiguous --baseline known "$@"
	echo "exit $?"
}
run "all of them" --update-baseline tree
sed 's/[0-9a-f]\{16\}/DIGEST/' known
run "again" tree
for lesson in a b c; do
	run "$lesson.xml alone" "tree/$lesson.xml"
done
mv tree/a.xml tree/z.xml
run "a.xml renamed to z.xml" tree
same d > tree/d.xml
run "another one of the same" tree
rm tree/d.xml tree/z.xml
same e > tree/0.xml
run "another one in place of a" tree
rm tree/0.xml
lesson n1 > tree/Name.xml
lesson n2 > tree/name.xml
satchel-lint --quiet --select file/ --baseline names --update-baseline tree
lesson n3 > tree/NAME.xml
echo "a third name that comes first:"
satchel-lint --quiet --format gcc --select file/ --baseline names tree
rm tree/[Nn]*
cp tree/c.xml tree/e.xml
run "an id used twice, which is an error and new" --select identity/ tree
