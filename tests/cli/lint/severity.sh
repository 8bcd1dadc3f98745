# Rules with another severity, and a minimum severity.
. "$TREE/tests/cli/lint/functions"
lesson bad '<p>A</p>' "<questions><question id='q-a'><stem>Why?</stem><option>X</option><option>Y</option></question></questions>" > bad.xml
for list in info warning error question/no-key=info,question/no-feedback=warning question=off; do
	echo "$list:"
	satchel-lint --quiet --format gcc --severity "$list" bad.xml
	echo "exit $?"
done
