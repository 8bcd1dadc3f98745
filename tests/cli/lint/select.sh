# Selects rules by name and by family; XML and schema errors are always reported.
. "$TREE/tests/cli/lint/functions"
lesson bad '<p>A & B</p>' "<questions><question id='q-a'><stem>Why?</stem><option>X</option></question></questions>
<cards>$(card c-a '' B)</cards>" > bad.xml
for list in question/no-key question card/,question/no-key reference/; do
	echo "$list:"
	satchel-lint --quiet --format gcc --select "$list" bad.xml
done
