# Output that can't be written is a failure, never a truncated report and exit code 0.
printf '<lesson/>' > bad.xml
for format in text gcc json jsonl sarif github gitlab junit; do
	satchel-validate --quiet --format $format bad.xml > /dev/full 2> said
	echo "$format $? $(cat said)"
done
satchel-validate --help > /dev/full 2> /dev/null
echo "help $?"
satchel-lint --list-rules > /dev/full 2> /dev/null
echo "list $?"
satchel-lint --explain question/no-key > /dev/full 2> /dev/null
echo "explain $?"
# A pipe that nobody reads: the findings are much larger than its buffer.
{
	printf '<lesson xmlns="urn:satchel:lesson:1" id="a" xml:lang="en" reviewed="2026-11-20">\n'
	seq 1 5000 | sed 's/.*/<pp>&<\/pp>/'
	printf '</lesson>\n'
} > many.xml
{ satchel-validate --quiet many.xml 2> said; echo $? > code; } | true
echo "pipe $(cat code) $(cat said)"
