# What follows from a mistake is no finding of its own: the number that a deletion without a number leaves out, the sum of
# credits of which one is wrong.
. "$TREE/tests/cli/lint/functions"
printf '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><rect width="9" height="9"/></svg>' > a.svg
lesson one '<p>Words.</p>' '<questions>
<question id="q-a" kind="multiple"><stem>Which of these are red?</stem>
<option correct="true" credit="-50">Blood</option><option correct="true" credit="100">Fire</option>
<option credit="0">Snow</option><explanation>Snow is white, but the others are red.</explanation></question>
<ordering-question id="q-b"><stem>What is the order of these?</stem>
<step>1. Call for help</step><step>2. Open the airway</step><step>3. Begin compressions</step>
<explanation>Help must come early.</explanation></ordering-question>
</questions>
<cards>
<occlusion id="c-a" src="a.svg" alt="A heart"><rectangle x="1" y="1" width="10" height="10">Left atrium</rectangle>
<rectangle n="2" x="21" y="1" width="10" height="10">Right atrium</rectangle></occlusion>
<cloze id="c-b">Red is <blank>warm</blank>, but blue is <blank n="2">cold</blank>.</cloze>
</cards>' > one.xml
satchel-lint --quiet --format gcc --select schema/,card/,question/wrong-credit,question/option-letter one.xml
