# Lists of references of several lessons may share entries; one list may not repeat them, and prose with a year is prose.
. "$TREE/tests/cli/lint/functions"

entries='<p>Hopkins, E. A., &amp; Lark, B. (2019). Levels of lithium in old age. <em>Quarterly of Kidneys, 12</em>, 34–56.</p>
<p>12. Hopkins EA, Lark B. Levels of lithium in old age and in frailty. Q Kidneys. 2019;12(3):34–56.</p>
<list><item>[3] Kidney Society of the North. (2021, May 3). Guidance on lithium for all who prescribe it. https://example.org/lithium</item>
<item>Vane-Court, J. Old age and the kidney: a reader. 2nd ed. Oxford: Small Press; 2004. Chapter 3, on drugs.</item></list>'
prose='<p>The trial (2019) showed that levels of lithium rise in old age, and that frail people are harmed first.</p>
<p>Smith found in 1994 that levels of lithium rise in old age, and that frail people are harmed first of all.</p>'
lesson one "$entries
$prose" > one.xml
lesson two "$entries
$prose" > two.xml
lesson three "$entries
<p>Hopkins, E. A., &amp; Lark, B. (2019). Levels of lithium in old age. <em>Quarterly of Kidneys, 12</em>, 34–56.</p>" > three.xml
satchel-lint --quiet --format gcc --select duplicate/prose one.xml two.xml three.xml
