# Items and sections that one side moved to another parent are merged where they are now.
. "$TREE/tests/cli/merge/prepare"
sed -i 's|^  </section>|    <section id="more">\n      <title>More</title>\n      <p>Much more.</p>\n    </section>\n&\n  <section id="last">\n    <title>Last</title>\n    <p>That is all.</p>\n  </section>|' base.xml
wrap='/<question id="q-trough"/i\    <question-set id="s-new">\n      <vignette>A man of 50.</vignette>'
echo "--- a question is put into a set, and changed"
edit ours "$wrap" 's|^    </question>|&\n    </question-set>|'
edit theirs 's/Ranges refer/All ranges refer/' 's/Too late/Much too late/'
merge
echo "--- the other way round"
edit theirs "$wrap" 's|^    </question>|&\n    </question-set>|'
edit ours 's/Ranges refer/All ranges refer/' 's/Too late/Much too late/'
merge
echo "--- a section is moved into another, and changed"
nest() {
	edit "$1" '/<section id="more">/,/<\/section>/d' \
		's|^    <p>That is all.</p>|&\n    <section id="more">\n      <title>More</title>\n      <p>Much more.</p>\n    </section>|'
}
nest ours
edit theirs 's/Much more/Much, much more/'
merge
echo "--- moved, and removed"
edit theirs '/<section id="more">/,/<\/section>/d'
merge
echo "--- moved by both, to the same place"
nest theirs
sed -i 's/Much more/Much, much more/' theirs.xml
merge
echo "--- moved by both, to different places"
edit theirs '/<section id="more">/,/<\/section>/d' \
	's|^  <section id="last">|  <section id="more">\n    <title>More</title>\n    <p>Much more.</p>\n  </section>\n&|'
merge -q
echo "--- a paragraph without an id is moved by both to different places"
paragraph='    <p>Thyroid function may slowly fall.</p>'
sed -i 's/Thyroid function may fall/Thyroid function may slowly fall/' base.xml
edit ours '/function may slowly/d' "/<title>Last/a\\$paragraph"
edit theirs '/function may slowly/d' "/<title>Why monitor/a\\$paragraph"
merge -q
echo "--- moved by one, and changed or removed by the other"
edit theirs 's/may slowly fall/may slowly fall or rise/'
merge
edit theirs '/function may slowly/d'
merge
echo "--- moved and changed by one, and removed by the other"
edit ours '/function may slowly/d' "/<title>Last/a\\    <p>Thyroid function may slowly and quietly fall.</p>"
merge -q
rewritten='Thyroid function may slowly fade; measure it each half year from the start of treatment.'
echo "--- moved and mostly rewritten by one, and removed by the other"
edit ours '/function may slowly/d' "/<title>Last/a\\    <p>$rewritten</p>"
merge -q
echo "--- made an item of a list by one, and removed by the other"
edit ours '/function may slowly/d' "/<title>Last/a\\    <list><item>Thyroid function may slowly fall.</item></list>"
merge -q
echo "--- moved and mostly rewritten by both"
edit ours '/function may slowly/d' "/<title>Last/a\\    <p>$rewritten</p>"
edit theirs '/function may slowly/d' "/<title>Why monitor/a\\    <p>Before all, thyroid function may slowly sink in women of fifty.</p>"
merge -q
echo "--- an option is moved and mostly rewritten by one, and removed by the other"
edit ours '/After 48 hours/d' \
	's|^ *<option correct.*|      <option>At 48 hours or more<feedback>It is too late for that.</feedback></option>\n&|'
edit theirs '/After 48 hours/d'
merge -q
echo "--- removed by both, and something else added by one"
edit ours '/function may slowly/d' "/<title>Last/a\\    <p>Ask about tremor and thirst at each visit.</p>"
edit theirs '/function may slowly/d'
merge
echo "--- what a question and a card say are different things, even with the same words"
sed -i 's|<explanation>.*|<explanation>Ranges refer to 12 hours.<list><item>One two three four.</item></list></explanation>|' base.xml
edit ours 's/<item>One two three four.</<item>Five.</' \
	's|Less is excreted.|&<list><item>One two three four.</item></list>|'
edit theirs 's/One two three four/One two three four five/'
merge -q
echo "--- both move different cards, and one the other changed"
printf '%s\n' '<lesson xmlns="urn:satchel:lesson:1"><cards>' '<card id="a"/>' '<card id="b"/>' '<card id="c"/>' \
	'<card id="d"/>' '</cards></lesson>' > base.xml
order() { # IDS
	echo '<lesson xmlns="urn:satchel:lesson:1"><cards>'
	for id; do
		echo "<card id=\"$id\"/>"
	done
	echo '</cards></lesson>'
}
order b c d a > ours.xml
order a d b c > theirs.xml
satchel-merge -qp base.xml ours.xml theirs.xml | tr -d '\n' && echo
