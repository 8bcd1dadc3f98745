# What both sides changed is marked inside the item.
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
. "$TREE/tests/cli/merge/prepare"
echo "--- the same sentence"
edit ours 's/12 hours\.$/12 to 14 hours./' 's/Why monitor/Why to monitor/'
edit theirs 's/12 hours\.$/10 hours./'
merge -q
merge -q --diff3 -L mine -L old -L yours --marker-size=9
echo "--- adjacent sentences"
edit ours 's/after 12 hours/after 13 hours/'
edit theirs 's/weekly/daily/'
merge -q
echo "--- one removes what the other changes"
edit ours '/<card id="c-nsaid">/,/<\/card>/d'
edit theirs 's/It raises it/It raises it much/'
merge -q
echo "--- the stem and the key"
edit ours 's/When is/When is not/'
edit theirs 's/ correct="true"//' 's/<option>After 1 h/<option correct="true">After 1 h/'
merge -q
echo "--- front and back"
edit ours 's/What does ibuprofen/What does paracetamol/' 's/Less is/Much less is/'
edit theirs 's/It raises it/It greatly raises it/'
merge -q
echo "--- both add the same id"
edit ours "s|^  </cards>|$(card c-new one)&|"
edit theirs "s|^  </cards>|$(card c-new two)&|"
merge -q
echo "--- both add a paragraph at the same place"
edit ours 's|^  </section>|    <p>Ours.</p>\n&|'
edit theirs 's|^  </section>|    <p>Theirs.</p>\n&|'
merge -q
echo "--- the same attribute"
edit ours 's/tags="lithium"/tags="kidney"/'
edit theirs 's/tags="lithium"/tags="thyroid"/'
merge -q
echo "--- the first row of a table without a head, and another row"
cat > base.xml << 'LESSON'
<lesson xmlns="urn:satchel:lesson:1" id="doses" xml:lang="en" reviewed="2026-11-20"><title>Doses</title>
<summary>Which ones.</summary><section id="s"><title>Doses</title><table>
<row><cell>drug</cell><cell>mg</cell></row>
<row><cell>a</cell><cell>100</cell></row>
<row><cell>b</cell><cell>200</cell></row>
</table></section></lesson>
LESSON
edit ours 's/mg/g/'
edit theirs 's/200/300/'
merge -q
echo "--- the same if the first row has a header"
sed -i 's|<cell>\([a-z]*\)</cell><cell>|<header scope="row">\1</header><cell>|' base.xml
edit ours 's/mg/g/'
edit theirs 's/200/300/'
merge -q
echo "--- parts of a sentence with abbreviations"
cat > base.xml << 'LESSON'
<lesson xmlns="urn:satchel:lesson:1" id="doses" xml:lang="en" reviewed="2026-11-20"><title>Doses</title>
<summary>Which ones.</summary><section id="s"><title>Doses</title>
<p>Give 5 mg b.i.d. Mondays at 9 a.m. Greenwich time etc. Otherwise 10 mg suffice.</p></section></lesson>
LESSON
edit ours 's/5 mg/7 mg/'
edit theirs 's/10 mg/20 mg/'
merge -q
