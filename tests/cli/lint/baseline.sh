# Known findings are not reported even if they move; new ones are, and obsolete entries too.
. "$TREE/tests/cli/lint/functions"
q() { echo "<question id=\"$1\"><stem>$2</stem><option correct=\"true\">A</option><option>B</option></question>"; }
mkdir -p tree/sub
echo '<satchel xmlns="urn:satchel:config:1"/>' > tree/satchel.xml
lesson a '<p>A</p>' "<questions>$(q q-a What?)</questions>" > tree/a.xml
lesson b '<p>B</p>' "<questions>$(q q-b Who?)</questions><cards>$(card c-b What "")</cards>" > tree/sub/b.xml
run() {
	echo "$*:"
	satchel-lint --format gcc --select question/no-explanation,card/empty-back --baseline known "$@"
	echo "exit $?"
}
run tree
run --update-baseline tree
cat known
run tree
lesson a '<p>A</p>

' "<questions>$(q q-new Where?)
<!-- moved -->
$(q q-a What?)</questions>" > tree/sub/moved.xml
rm tree/a.xml
lesson b '<p>B</p>' "<questions>$(q q-b Who?)</questions><cards>$(card c-b What That)</cards>" > tree/sub/b.xml
run tree
echo "one lesson alone says nothing of the others:"
run tree/sub/moved.xml
run --quiet --update-baseline tree/sub/moved.xml
run --ignore question/ tree
run --update-baseline tree
cat known
for text in '' 'x\n' 'satchel-baseline 2\n' 'satchel-baseline 1\nquestion/no-key\titem:a\t-\t0\tx\n' \
	'satchel-baseline 1\nquestion/no-key\titem:a + card:b\t-\t1\tx\n' 'satchel-baseline 1\na/a\titem:a\t-\t1\tx'; do
	printf "$text" > known
	run tree
done
cp known before
run --update-baseline tree
cmp known before
satchel-lint --update-baseline tree
# What is not XML is never recorded, and not counted.
rm known
echo '<lesson>&' > tree/a.xml
run --update-baseline tree
true
