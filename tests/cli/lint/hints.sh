# A hint may offer alternatives including the answer, but must not be or contain the answer.
. "$TREE/tests/cli/lint/functions"
lesson hints '<p>Text.</p>' '<cards>
<cloze id="c-1">The heart has <blank hint="4">4</blank> chambers.</cloze>
<cloze id="c-2">The heart has <blank hint="three or four">four</blank> chambers.</cloze>
<cloze id="c-3">First <blank hint="kind of ECT">ECT</blank> is tried.</cloze>
<cloze id="c-4">Then <blank hint="ECT, TMS">ECT</blank> is tried.</cloze>
<cloze id="c-5">At last <blank hint="ECT/TMS">ECT</blank> is tried.</cloze>
<cloze id="c-6">The QT interval is <blank>prolonged</blank>; what prolongs it keeps it prolonged.</cloze>
<card id="c-7"><front>Lithium or valproate: which is more teratogenic?</front><back>Valproate</back></card>
<card id="c-8"><front>What is the sign of the frontal lobe syndrome?</front><back>Frontal lobe syndrome</back></card>
</cards>' > hints.xml
satchel-lint --quiet --format gcc hints.xml
