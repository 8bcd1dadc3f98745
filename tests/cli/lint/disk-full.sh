# Output that can't be written is exit code 3, with findings and without.
. "$TREE/tests/cli/lint/functions"
lesson bad '<p>Text.</p>' "$(card c-a '' B | cards)" > bad.xml
for format in text gcc json jsonl sarif github gitlab junit; do
	satchel-lint --quiet --format $format bad.xml > /dev/full
	echo "$format $?" >&2
done
satchel-lint --list-rules > /dev/full
echo "rules $?" >&2
satchel-lint --explain card/empty-back > /dev/full
echo "page $?" >&2
satchel-lint --help > /dev/full
