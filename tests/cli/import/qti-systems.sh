# QTI 1.2 of other course systems: New Quizzes of Canvas with a shared text, categories and steps to order; D2L, whose
# points have names of their own; and Blackboard's pools of questions.
for name in new-quiz.xml d2l.xml pool/imsmanifest.xml; do
	satchel-import --seed 1 --reviewed 2026-11-20 -o out "$TREE/tests/convert/qti/$name" 2>&1 | sed "s|$TREE/||"
	satchel-validate -q out
	cat out/*.xml | sed '/<satchel/d'
	rm -r out
done
# The same pool alone.
satchel-import -q --seed 1 --reviewed 2026-11-20 -o alone "$TREE/tests/convert/qti/pool/res00001.dat"
ls alone
# A quiz of Canvas, with its settings and instructions beside it.
mkdir quiz
cat > quiz/imsmanifest.xml << 'END'
<manifest><resources>
<resource identifier="g" type="imsqti_xmlv1p2"><file href="g/g.xml"/></resource>
<resource identifier="m" type="associatedcontent/imscc_xmlv1p1/learning-application-resource" href="g/assessment_meta.xml"><file href="g/assessment_meta.xml"/></resource>
</resources></manifest>
END
mkdir quiz/g
cat > quiz/g/assessment_meta.xml << 'END'
<quiz identifier="g"><title>Kidney</title><description>&lt;p&gt;Read the chapter first.&lt;/p&gt;</description><shuffle_answers>true</shuffle_answers><allowed_attempts>2</allowed_attempts></quiz>
END
cat > quiz/g/g.xml << 'END'
<questestinterop><assessment ident="g" title="Kidney"><section ident="root_section"><section ident="s" title="Tubules">
<item ident="q"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel><fieldentry>true_false_question</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>
<presentation><material><mattext>Tubules reabsorb water.</mattext></material><response_lid ident="r" rcardinality="Single"><render_choice><response_label ident="t"><material><mattext>True</mattext></material></response_label><response_label ident="f"><material><mattext>False</mattext></material></response_label></render_choice></response_lid></presentation>
<resprocessing><respcondition><conditionvar><varequal respident="r">t</varequal></conditionvar><setvar varname="SCORE" action="Set">100</setvar></respcondition></resprocessing></item>
</section></section></assessment></questestinterop>
END
satchel-import --seed 1 --reviewed 2026-11-20 -o kidney quiz/imsmanifest.xml 2>&1
cat kidney/kidney.xml
