# Items of Blackboard have no title and no id but that in their metadata: the ledger names them by their text, and a
# later import finds them by that id. Words of a text to choose become gaps.
pool() { # TEXT
	cat > pool.xml <<END2
<questestinterop><assessment title="Pool"><section>
<item maxattempts="0"><itemmetadata><bbmd_asi_object_id>_12_1</bbmd_asi_object_id><bbmd_questiontype>Jumbled Sentence</bbmd_questiontype></itemmetadata>
<presentation><flow class="Block"><flow class="QUESTION_BLOCK"><material><mat_extension><mat_formattedtext type="HTML">&lt;p&gt;$1 [a] jumps over the [b].&lt;/p&gt;</mat_formattedtext></mat_extension></material></flow>
<flow class="RESPONSE_BLOCK"><response_lid ident="a"><render_choice><response_label ident="j1"><material><mattext>fox</mattext></material></response_label><response_label ident="j2"><material><mattext>dog</mattext></material></response_label></render_choice></response_lid></flow>
<flow class="RESPONSE_BLOCK"><response_lid ident="b"><render_choice><response_label ident="j1"><material><mattext>fox</mattext></material></response_label><response_label ident="j2"><material><mattext>dog</mattext></material></response_label></render_choice></response_lid></flow></flow></presentation>
<resprocessing><respcondition title="correct"><conditionvar><and><varequal respident="a">j1</varequal><varequal respident="b">j2</varequal></and></conditionvar><setvar variablename="SCORE" action="Set">SCORE.max</setvar></respcondition></resprocessing></item>
<item maxattempts="0"><itemmetadata><bbmd_asi_object_id>_13_1</bbmd_asi_object_id><bbmd_questiontype>Hot Spot</bbmd_questiontype></itemmetadata>
<presentation><flow class="Block"><material><mattext>Where is it?</mattext></material><response_xy ident="r"/></flow></presentation></item>
</section></assessment></questestinterop>
END2
	satchel-import --seed 1 --reviewed 2026-11-20 pool.xml -o pool 2>&1 | grep -v '^ \|^$'
	grep 'id="q\|stem\|vignette' pool/pool.xml
}
pool 'The quick'
echo '--- reworded'
pool 'The slow'
