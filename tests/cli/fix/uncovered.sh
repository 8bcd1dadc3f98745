# An error that a fix uncovers does not stop other fixes if the next round fixes it; no fix replaces markup.
. "$TREE/tests/cli/fix/functions"
lesson a '<p>Give .50 mg, .500 g, or .250 mg of it.</p><p>Give .0 mg, then .000 mg, then .5 mg.</p><p>Give 5.0 mсg.</p>' > a.xml
lesson b '<p>A&amp;<em>nbsp;</em>b&amp;nb<!-- -->sp;c<![CDATA[ d&nb]]>sp;e &nbsp; f<![CDATA[&nbsp;]]>g</p>' |
	sed 's/ &nbsp; / \&amp;nbsp; /' > b.xml
for unsafe in '' --unsafe-fixes; do
	satchel-lint --quiet --select medical/,text/ --fix $unsafe --format gcc a.xml b.xml
	grep -h '<p>' a.xml b.xml
done
