# Elements that need an id get one that is unused in the tree.
. "$TREE/tests/cli/lint/functions"
mkdir tree
echo '<satchel xmlns="urn:satchel:config:1"/>' > tree/satchel.xml
without() {
	lesson "$1" '<section><title>T</title><p>P</p></section>' "<questions>$(question q "$2?" | sed 's/ id="q"//')</questions>
<cards><card><front>$2</front><back>B</back></card><cloze>A <blank>gap</blank>, $2</cloze></cards>
<glossary><entry><term>$2</term><definition>D</definition></entry></glossary>"
}
without a One > tree/a.xml
cp tree/a.xml same.xml
satchel-fmt -q --seed 1 tree/a.xml
grep -o 'id="[^"]*"' tree/a.xml
# The same random ids are drawn again, but are in use.
without b Two > tree/b.xml
satchel-fmt -q --seed 1 tree/b.xml
grep -o 'id="[^"]*"' tree/a.xml tree/b.xml | sed 's/.*://' | sort | uniq -d
satchel-validate tree
# Without a seed, no two runs draw the same ids.
satchel-fmt -q --stdin-path x/a.xml - < same.xml > one
satchel-fmt -q --stdin-path x/a.xml - < same.xml > other
cmp -s one other && echo "the same twice"
exit 0
