# An emphasised negation in the stem is reported at info only: if infos are enabled, or only that rule.
. "$TREE/tests/cli/lint/functions"
question() { # NAME STEM
	printf "<question id='q-%s'><stem>%s</stem><option correct='true'>Oil</option><option>Tar</option><explanation>It is so.</explanation></question>" "$1" "$2"
}
lesson plain '<p>A</p>' "<questions>$(question plain 'Which fuel is not solid?')</questions>" > plain.xml
lesson capitals '<p>A</p>' "<questions>$(question capitals 'Which gas is NOT heavy?')</questions>" > capitals.xml
lesson strong '<p>A</p>' "<questions>$(question strong 'Which metal is <strong>not</strong> soft?')</questions>" > strong.xml
satchel-lint --quiet --format gcc plain.xml capitals.xml strong.xml
echo "exit $?"
satchel-lint --quiet --format gcc --severity info --ignore question/no-feedback plain.xml capitals.xml strong.xml
echo "exit $?"
satchel-lint --quiet --format gcc --select question/negative-stem strong.xml
echo "exit $?"
