# Letters in options are reported if all options have them, and removed if nothing refers to them.
. "$TREE/tests/cli/lint/functions"
options() {
	echo "<question id=\"q-$1\"><stem>What is it?</stem>"
	shift
	correct=' correct="true"'
	for text; do
		echo "<option$correct>$text</option>"
		correct=
	done
	echo "<explanation>So.</explanation></question>"
}
{
	echo "<questions>"
	options bracket 'A) Oil' 'B) Ox' 'C) Owl'
	options both '(a) Oil' ' (b) Ox'
	options stop '1. Oil' '2. Ox'
	options small 'a. oil' 'b. ox'
	options marked '<strong>A)</strong> Oil' '<em>B) </em>Ox'
	options shuffled 'C) Oil' 'A) Ox' 'B) Owl'
	echo "<!-- nothing is wrong with these -->"
	options species 'E. coli' 'C. difficile' 'B. fragilis'
	options some 'A) Oil' 'Ox'
	options numbers '1.5 mg' '2.5 mg'
	options hands '(R)-ketamine' '(S)-ketamine'
	options words 'A dog' 'B cells'
	options letter 'A)' 'B)'
	echo "</questions>"
} > questions
lesson letters '<p>Text.</p>' "$(cat questions)" > letters.xml
satchel-lint --quiet --format gcc --select question/option-letter letters.xml
satchel-lint --quiet --select question/option-letter --fix letters.xml > left
grep -c letter] left
grep '<option' letters.xml | head -14
