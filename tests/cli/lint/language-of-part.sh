# Rules judge each part of a text in its own language.
. "$TREE/tests/cli/lint/functions"
check() {
	satchel-lint --quiet --format gcc --ignore text/unexplained-abbreviation "$1" 2>/dev/null | sed 's/: [a-z]*: .*\[/ [/'
}
lesson a '<p xml:lang="de">Man gibt 1.000 mg, dann 10 U. TODO.</p>
<p xml:lang="es">TODO el paciente. “Hola</p>
<p>She says <em xml:lang="de">1.000 mg, hemoglobin, „weh“</em> today.</p>
<p>She said <span xml:lang="de">die die</span> and then and then.</p>
<p>Give 1.000 mg, then <span xml:lang="de">2.000 mg</span>, then 3.000 mg of it it.</p>
<p>Fibre says <em xml:lang="en-US">color, tumor</em>, colour and hemoglobin.</p>
<p>See <abbr xml:lang="de" title="1.000 mg">T</abbr> and <abbr title="1.000 mg">T</abbr>.</p>' \
	"<questions>$(question q-a 'Which is always <em>not</em> true?' | sed 's/id="q-a"/& xml:lang="de"/')</questions>
$(card c-a 'List the five lobes.' 'Five.' | sed 's/<front/& xml:lang="nl"/' | cards)" |
	sed 's/xml:lang="en"/xml:lang="en-GB"/' > a.xml
lesson b '<p>Man gibt 1.000 mg, dann 10 U.</p>
<p xml:lang="en">Give 1.000 mg, then 10 U, then it it.</p>' "$(
	card c-b 'List the five lobes.' 'Five.' | sed 's/<front/& xml:lang="en"/' | cards)" |
	sed 's/id="b" xml:lang="en"/id="b" xml:lang="de"/' > b.xml
echo "a lesson in English:"
check a.xml
echo "a lesson in German:"
check b.xml
echo "fixes:"
satchel-lint --quiet --fix --unsafe-fixes a.xml > /dev/null 2>&1
grep -n 'mg' a.xml
