# Comments are read in all their paragraphs, and the last one of a stem asks.
. "$TREE/tests/cli/lint/functions"
lesson paragraphs '<p>Text.</p>' '<questions>
<question id="q-letter"><stem>Which vessel has valves?</stem>
<option>Aorta</option><option correct="true">Vein</option>
<explanation><p>Valves keep blood from flowing back.</p><list><item>One.</item></list><p>The answer is A.</p></explanation></question>
<question id="q-after-list"><stem>Which vessel is wide?</stem>
<option>Aorta</option><option correct="true">Vein<feedback><list><item>One.</item></list><p>This is wrong.</p></feedback></option>
<explanation>Look at both.</explanation></question>
<question id="q-asks"><stem><p>She has a murmur.</p><p>Which is <em>not</em> a cause?</p></stem>
<option correct="true">Aorta<feedback>Wrong: it is none.</feedback></option><option>Valve<feedback>Correct, it is one.</feedback></option>
<explanation>Look at both.</explanation></question>
</questions>' > paragraphs.xml
satchel-lint --quiet --format gcc --select question paragraphs.xml
