# A question of a hundred thousand words, each of which may negate it, takes linear time.
. "$TREE/tests/cli/lint/functions"

words=$(yes 'not false' | head -n 50000 | tr '\n' ' ')
lesson long '<p>Text.</p>' "<questions><question id=\"q-long\"><stem>Which is $words?</stem>
<option>Often</option><option correct=\"true\">Never</option><option>Once</option>
<explanation>It is so.</explanation></question></questions>" > long.xml
timeout 20 satchel-lint --quiet --select question/negative-stem --format jsonl long.xml > found
echo "$?, $(wc -l < found) finding"
