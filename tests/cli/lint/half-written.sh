# Missing content is reported once, and nothing is inferred from content that could not be read.
. "$TREE/tests/cli/lint/functions"
lesson a '<p>Text.</p>' '<questions>
<question id="q-a"><stem>Which drug?</stem>
<option correct="yes">Lithium</option><option>Valproate</option><explanation>So.</explanation></question>
<question id="q-b"><stem></stem></question>
</questions>' > a.xml
lesson b '<p>Text.</p>' '<questions/>' > b.xml
satchel-lint --quiet --format gcc .
