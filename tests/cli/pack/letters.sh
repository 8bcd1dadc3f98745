# Options beyond Z are AA, AB …, as in lists; cat --text also shows tags, and points that options give.
. "$TREE/tests/cli/lint/functions"
choices() { for i in $(seq 28); do printf '<choice id="c-%d">Choice number %d</choice>' "$i" "$i"; done; }
lesson one '<list kind="letter" start="26"><item>last</item><item>next</item></list>' "<questions>
<matching-question id=\"q-m\" tags=\"drugs icd-10:F31\"><stem>Which of these is it?</stem>$(choices)
<prompt choice=\"c-28\">The last.</prompt><prompt choice=\"c-27\">The one before.</prompt>
<explanation>So it is.</explanation></matching-question>
<question id=\"q-p\" kind=\"multiple\"><stem>Which two are red?</stem><option correct=\"true\" credit=\"33.33333\">Blood</option>
<option correct=\"true\" credit=\"66.66667\">Fire</option><option credit=\"-50\">Snow</option>
<explanation>So it is.</explanation></question>
</questions>" | sed '1s/reviewed/tags="blood mesh:D001769" reviewed/' > one.xml
printf '%s\n' '<pack xmlns="urn:satchel:pack:1" id="p" version="0.1.0" release="1" licence="CC0-1.0" xml:lang="en" content=".">' \
	'<title>P</title><unit id="u"><title>U</title><lesson id="one"/></unit></pack>' > p.pack.xml
satchel-pack build --quiet p.pack.xml -o . > /dev/null
satchel-pack cat --text p.satchel one | grep -e Tags -e 'a\. ' -e 'z\. ' -e '^(' -e 'A[AB]\. ' -e Answer -e Points
