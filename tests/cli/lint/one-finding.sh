# A mistake that the schema or one rule reports is not reported again by another.
. "$TREE/tests/cli/lint/functions"
lesson one '<p>Listen.</p><audio src="javascript:play()"><transcript>Beats.</transcript></audio>' "<questions>
<question id=\"q-no-key\"><stem>Which is it?</stem><option credit=\"100\">One</option><option>Two</option></question>
<question id=\"q-credit\"><stem>Which one?</stem>
<option credit=\"150\" correct=\"true\">One</option><option>Two</option></question>
<matching-question id=\"q-no-ids\"><stem>Match them.</stem><choice>One</choice><choice id=\"b\">Two</choice>
<prompt choice=\"a\">First</prompt></matching-question>
<ordering-question id=\"q-no-steps\"><stem>Order them.</stem></ordering-question>
<question-set id=\"set\"><vignette>A man of 40.</vignette></question-set>
</questions><cards><occlusion id=\"c-pixels\" src=\"heart.svg\" alt=\"A heart\">
<rectangle n=\"1\" x=\"200\" y=\"10\" width=\"90\" height=\"20\">One</rectangle>
<polygon n=\"2\" points=\"1,1 2,2\">Two</polygon>
</occlusion><cloze id=\"c-tag\">The one</blank> and the <blank n=\"2\">two</blank>.</cloze></cards>" > one.xml
cp "$TREE/tests/mistakes/heart.svg" .
satchel-lint --quiet --severity warning --format gcc \
	--ignore question/no-explanation --ignore question/unfocused-stem --select question/ --select card/ --select reference/ one.xml
