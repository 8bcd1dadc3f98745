# The people of a lesson.
mkdir content packs
cat > content/lithium.xml << 'END'
<lesson xmlns="urn:satchel:lesson:1" id="lithium" xml:lang="en" reviewed="2026-11-20">
<title>Lithium</title><summary>What it is for.</summary>
<people>
<author name="Ada  Byron" credentials="MD, psychiatrist" orcid="0000-0002-1825-0097"><disclosure>Fees from <em>a maker</em>.</disclosure></author>
<reviewer name="Grace Murray" date="2026-11-19"><disclosure xml:lang="fr">Aucun.</disclosure></reviewer>
</people>
<section id="use"><title>Use</title><p>x</p></section></lesson>
END
printf '<pack xmlns="urn:satchel:pack:1" id="p" version="1.0.0" release="1" licence="CC0-1.0" xml:lang="en" content="../content"><title>P</title>
<unit id="u"><title>U</title><lesson id="lithium"/></unit></pack>' > packs/p.xml
satchel-pack build --quiet packs/p.xml -o . || exit
satchel-pack verify p.satchel
satchel-pack cat p.satchel lessons/lithium.json | grep -o '"people".*"objectives"'
satchel-pack cat --text p.satchel lithium | sed -n '/^Author/,/^$/p'
satchel-fmt --quiet content/lithium.xml; sed -n '/<people>/,/<.people>/p' content/lithium.xml
satchel-diff p.satchel packs/p.xml
sed -i 's/MD, psych/Psych/' content/lithium.xml
satchel-diff p.satchel packs/p.xml
exit 0
