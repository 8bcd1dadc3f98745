# A suppression removes findings of the named rules in its element, whether found within the lesson or across lessons.
. "$TREE/tests/cli/lint/functions"
lesson a '<p>A</p>' '<questions>
<question id="q-a"><?satchel-ignore question/no-explanation reason="feedback"?><stem>What is it?</stem>
<option correct="true">A</option><option>B</option></question>
<question id="q-b"><?satchel-ignore duplicate/stem reason="asked twice on purpose"?><stem>What is it?</stem>
<option correct="true">A</option><option>B</option></question>
<question id="q-c">
  <?satchel-ignore duplicate/ reason="was solved"?>
<stem>What is that?</stem>
<option correct="true">A</option><option>A<?satchel-ignore question/duplicate-options?></option><explanation>So.</explanation></question>
</questions><cards><?satchel-ignore card/empty-back reason="pictures will follow"?>
<card id="c-a"><front>What?</front><back/></card>
<card id="c-b"><?satchel-ignore card/emtpy-back reason="x"?><front>Which?</front><back/></card>
<card id="c-c"><?satchel-ignore schema/bad-value reason="x"?><front>Who?</front><back/></card>
<card id="c-d"><?satchel-ignore reason="x"?><?satchel-ignore all reason="x"?><?satchel-ignore custom/any reason="x"?><front>Why?</front><back/></card>
</cards>' > a.xml
rules=suppression/,question/no-explanation,question/duplicate-options,duplicate/stem,card/empty-back
satchel-lint --quiet --select $rules a.xml
echo "exit $?"
echo "outside the lesson:"
{
	echo '<?satchel-ignore question/no-explanation reason="for all"?>'
	lesson b '<p>B</p>' '<questions><question id="q-d"><stem>Where?</stem>
<option correct="true">B</option><option>C</option></question></questions>'
	echo '<?satchel-ignore question/no-explanation reason="for all"?>'
} > b.xml
satchel-lint --quiet --select $rules b.xml
echo "the rule is off:"
satchel-lint --quiet --format gcc --select $rules --ignore duplicate/ a.xml | grep unused
satchel-lint --quiet --format jsonl --select $rules a.xml | grep -o '"rule":"suppression/unused".*' | grep -o '"fix.*'
echo "misspelt:"
marks='<?satchel-ignor X?> <?satchel ignore X?> <?Satchel-Ignore X?> <?satchel_ignore X?> <?sachtel-ignore X?> <?satchel
ignroe X?> <?satchel X?> <!-- satchel-ignore X --> <!--satchel-ignore X--> <?satchel-disable X?> <?satchel-ignore?>
<?ignore X?> <?xml-satchel-ignore X?> <?ignore-satchel X?> <?ignore satchel X?> <?IGNORE?> <?satchel:disable X?> <?lint.off X?>
<!-- ignore X --> <!-- ignore text/plaecholder reason="it is"--> <?xml-stylesheet type="text/css"?> <?php text/html?> <!-- ignore and/or suppress --> <!-- satchel-ignore-like words --> <!-- see satchel-ignore --> <!---->'
lesson c "<p>$marks</p>" | sed 's|X\( *[?-]\)|text/placeholder reason="it is"\1|g' > c.xml
satchel-lint --quiet --format gcc --select suppression/ c.xml
satchel-lint --quiet --select suppression/misspelt --fix c.xml
grep -n ignore c.xml
