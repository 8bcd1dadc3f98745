# The positions of keys are also counted over a folder; reported once, at its first lesson, independently of threads.
. "$TREE/tests/cli/lint/functions"

# keys LESSON WORD... writes a lesson of questions with one option per letter of WORD; the capital letter is the key.
keys() {
	id=$1
	shift
	n=0
	{
		echo "<questions>"
		for word; do
			n=$((n + 1))
			echo "<question id=\"q-$id-$n\"><stem>What is $id $n?</stem>"
			for letter in $(echo "$word" | sed 's/./& /g'); do
				case $letter in
				[A-Z]) echo "<option correct=\"true\">$id $n $letter</option>" ;;
				*) echo "<option>$id $n $letter</option>" ;;
				esac
			done
			echo "<explanation>It is so.</explanation></question>"
		done
		echo "</questions>"
	} > questions
	lesson "$id" '<p>Text.</p>' "$(cat questions)"
}
run() {
	satchel-lint --quiet --format gcc --select question/key-position "$@"
	echo "exit $?"
}
mkdir -p tree/heart tree/lung tree/one tree/even
echo '<satchel xmlns="urn:satchel:config:1"/>' > tree/satchel.xml
# Each lesson has too few questions to be reported by itself; together they are uneven.
keys b Abcd Abcd Abcd aBcd Abcd Abcd Abcd > tree/heart/b.xml
keys a AB Abc abCd Abcd Abcd Abcd Abcd Abcd > tree/heart/a.xml
keys c abcD Abcd Abcd abCd Abcd aBcd Abcd > tree/heart/c.xml
# Here one lesson has been reported by itself.
keys d Abcd Abcd Abcd Abcd Abcd Abcd Abcd Abcd Abcd Abcd > tree/lung/d.xml
keys e Abcd Abcd Abcd Abcd Abcd Abcd > tree/lung/e.xml
# One lesson is not a folder, though its questions with three options are uneven by themselves.
keys f Abc Abc Abc Abc Abc Abc Abc Abc aB aB aB aB Abc Abc aB aB aB aB aB > tree/one/f.xml
# Even, and too few.
keys g Abcd Abcd aBcd aBcd abCd > tree/even/g.xml
keys h abCd abcD abcD Abcd aBcd > tree/even/h.xml
keys i Abc Abc Abc Abc Abc > tree/i.xml
keys j Abc Abc Abc Abc > tree/j.xml
run --jobs 1 tree | tee one
for jobs in 2 4 7; do
	run --jobs $jobs tree | cmp one -
done
echo "the first lesson is not asked for, or is all that is:"
run tree/heart/b.xml
run tree/heart/a.xml
echo "from within:"
(cd tree/heart && run . && run ./b.xml c.xml ./a.xml)
echo "another least number:"
sed 's|/>|><rule name="question/key-position"><option name="questions" value="9"/></rule></satchel>|' tree/satchel.xml > nine.xml
run --config nine.xml tree
sed 's|/>|><rule name="question/key-position"><option name="questions" value="19"/></rule></satchel>|' tree/satchel.xml > many.xml
run --config many.xml tree
echo "suppressed:"
sed -i 's|^<questions>|&<?satchel-ignore question/key-position reason="drawn at random"?>|' tree/heart/a.xml
run tree/heart
