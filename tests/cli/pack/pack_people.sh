# The description and the people of a pack.
mkdir content packs
cat > content/lithium.xml << 'END'
<lesson xmlns="urn:satchel:lesson:1" id="lithium" xml:lang="en" reviewed="2026-11-20">
<title>Lithium</title><summary>What it is for.</summary>
<section id="use"><title>Use</title><p>x</p></section></lesson>
END
pack() { # RELEASE PARTS
	printf '<pack xmlns="urn:satchel:pack:1" id="p" version="1.0.%s" release="%s" licence="CC0-1.0" xml:lang="en" content="../content">
<title>P</title>%s<unit id="u"><title>U</title><lesson id="lithium"/></unit></pack>' "$1" "$1" "$2" > packs/p.xml
}
people='<people><author name="Ada  Byron" credentials="MD" orcid="0000-0002-1825-0097"><disclosure>Fees from
 a &lt;maker&gt;.</disclosure></author><reviewer name="Grace Murray" date="2026-11-19"/></people>'
pack 1 "<description>All about
 lithium &amp; kidneys.</description>$people"
satchel-pack build --quiet packs/p.xml -o . || exit
satchel-pack verify p.satchel
satchel-pack cat p.satchel manifest.json | grep -o '"title".*"version"'
satchel-pack show p.satchel | sed '/byte/d; /root/d'
satchel-diff p.satchel packs/p.xml
pack 2 "<description>All about lithium.</description>$people"
satchel-diff p.satchel packs/p.xml
pack 2 '<description>All about lithium.</description><people><author name="Ada"/></people>'
satchel-diff p.satchel packs/p.xml
satchel-diff p.satchel packs/p.xml --format json | grep -o '"changes".*'
pack 3 '<people/><description> </description><people><author name=" " orcid="1"><disclosure/></author>
<reviewer date="2026-02-30" name="Ada"/><author name="Ada" date="2026-02-20">x</author><editor/></people>'
satchel-pack build --quiet packs/p.xml -o . 2>&1 | grep error:
exit 0
