# A hyphen followed by a space equals a hyphen: the options are the same, and the word is split.
. "$TREE/tests/cli/lint/functions"

lesson hyphen '<p>Text.</p>' '<questions><question id="q-diet"><stem>Which diet lowers the blood pressure most?</stem>
<option correct="true">A low-salt diet</option>
<option>A low- salt diet</option>
<option>A vegetarian diet</option>
<explanation>The effect is seen within weeks.</explanation></question></questions>' > hyphen.xml
satchel-lint --quiet --select question/duplicate-options --select text/split-word hyphen.xml
