# A citation is no part of what is said: one that is added, moved to another source, or removed changes only marks, in
# whatever part of an item, and no progress is lost.
lesson() { # CITATION
	sed "s|@|$1|g" <<'END'
<lesson xmlns="urn:satchel:lesson:1" id="cites" xml:lang="en" reviewed="2026-11-20">
  <title>T</title><summary>S@.</summary>
  <section id="s"><title>T</title><p>Text@, and more@.</p></section>
  <questions>
    <question id="q-a"><stem>Which@?</stem><option correct="true">This@</option><option>That@ one<feedback>No@.</feedback></option><explanation>So@.</explanation></question>
    <open-question id="q-b"><stem>What?</stem><answer>Word@</answer><model-answer>Words@.</model-answer></open-question>
  </questions>
  <cards>
    <card id="c-a"><front>Front@?</front><back>Back@</back></card>
    <cloze id="c-b">A <blank>gap@</blank> in it@.</cloze>
  </cards>
  <glossary><entry id="g-a"><term>Term</term><definition>Means@.</definition></entry></glossary>
  <sources><source id="s-a">A</source><source id="s-b">B</source></sources>
</lesson>
END
}
mkdir none one other
lesson '' > none/cites.xml
lesson ' <cite source="s-a"/>' > one/cites.xml
lesson ' <cite source="s-b" at="p. 2"/>' > other/cites.xml
for pair in 'none one' 'one other' 'other none'; do
	satchel-diff $pair | tail -n 1
done
