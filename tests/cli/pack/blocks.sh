# Parts of several paragraphs, titles, lettered lists and cells that cover others: as text, and in a comparison.
. "$TREE/tests/cli/pack/prepare"
write() { # PARAGRAPH TITLE-OF-CALLOUT TITLE-OF-FIGURE FEEDBACK
	cat > content/pump.xml <<END
<?xml version="1.0" encoding="UTF-8"?>
<lesson xmlns="urn:satchel:lesson:1" id="pump" xml:lang="en" reviewed="2026-11-20">
  <title>The pump</title>
  <summary>How it fills.</summary>
  <section id="one">
    <title>First</title>
    <callout kind="warning"><title>$2</title><p>It fills.</p><p>$1</p></callout>
    <callout kind="note">It has <em>two</em> sounds.<p>Both are short.</p></callout>
    <figure id="f-one" src="images/shape.svg" alt="Its shape"><title>$3</title><caption>From the left</caption></figure>
    <list kind="letter" start="25"><item>yes</item><item><p>zero</p><p>nought</p></item><item>after it</item></list>
    <list kind="number" start="4"><item xml:lang="fr"><p xml:lang="FR">quatre</p></item></list>
    <table>
      <row><cell rows="2"><p>above</p><p>below</p></cell><cell>beside</cell><cell rows="3">tall</cell></row>
      <row><cell><list><item>in a list</item></list></cell></row>
      <row><cell columns="2">wide</cell></row>
    </table>
  </section>
  <questions>
    <question id="q-pump">
      <stem><p>It fills.</p><p>How?</p></stem>
      <option correct="true">Slowly<feedback>Over half a second.<p>$4</p></feedback></option>
      <option>At once</option>
      <explanation>Count.</explanation>
    </question>
  </questions>
</lesson>
END
}
write "It empties." "Twice" "A pump" "At rest"
satchel-pack build packs/small.xml -q -o old.satchel
satchel-pack cat old.satchel pump --text
write "It rests." "In turn" "The pump" "In sleep"
satchel-diff old.satchel packs/small.xml
