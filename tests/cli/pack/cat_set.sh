# As text, a question of a set comes with the vignette of the set.
mkdir content packs
cat > content/heart.xml <<'END'
<lesson xmlns="urn:satchel:lesson:1" id="heart" xml:lang="en" reviewed="2026-11-20"><title>Heart</title><summary>A pump.</summary>
<section id="s"><title>Pump</title><p>It pumps.</p></section>
<questions><question-set id="pain"><vignette>A man of 60 has pain in the chest.<list><item>Pulse 50</item></list></vignette>
<numeric-question id="q-rate" value="50"><stem>How fast is his pulse?</stem></numeric-question>
<open-question id="q-cause"><vignette>He then faints.</vignette><stem>Why?</stem><answer>Block</answer></open-question></question-set></questions>
</lesson>
END
cat > packs/p.xml <<'END'
<pack xmlns="urn:satchel:pack:1" id="p" version="1.0.0" release="1" licence="CC0-1.0" xml:lang="en" content="../content"><title>P</title>
<unit id="u"><title>U</title><lesson id="heart"/></unit></pack>
END
satchel-pack build --quiet packs/p.xml
for id in q-rate q-cause; do
	satchel-pack cat --text p.satchel $id
done
