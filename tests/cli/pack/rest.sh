# Where the rest of a free edition is.
mkdir content packs
cat > content/lithium.xml << 'END'
<lesson xmlns="urn:satchel:lesson:1" id="lithium" xml:lang="en" reviewed="2026-11-20">
<title>Lithium</title><summary>What it is for.</summary>
<section id="use"><title>Use</title><p>x</p></section>
<questions><question id="q" access="member"><stem>Is it?</stem><option correct="true">Yes</option><option>No</option></question></questions>
</lesson>
END
pack() { # REST...
	printf '<pack xmlns="urn:satchel:pack:1" id="p" version="1.0.1" release="1" licence="CC0-1.0" xml:lang="en" content="../content">
<title>P</title><edition id="full"/><edition id="free"/>
%s
<unit id="u"><title>U</title><lesson id="lithium"/></unit></pack>' "$1" > packs/p.xml
}
build() {
	satchel-pack build --quiet packs/p.xml -o . 2>&1 | grep -E 'error:|warning:|help:'
}
pack ''
build
cp p.satchel before.satchel
pack '<rest>Ask  your
library.</rest><rest xml:lang="de" href="https://example.org/?a&amp;b">Fragen Sie.</rest>'
build
for edition in p p-free; do
	satchel-pack verify $edition.satchel
	satchel-pack cat $edition.satchel manifest.json | grep -o '"rest":\[[^]]*\]'
done
satchel-pack show p-free.satchel | grep Rest
echo "# differences"
satchel-diff before.satchel p.satchel
satchel-diff p.satchel packs/p.xml
pack '<rest>Ask a library.</rest>'
satchel-diff p.satchel packs/p.xml | grep pack
echo "# mistakes"
for address in http://example.org mailto:a@example.org javascript:alert https://a@example.org 'https://example.org/ x' example.org 'https://' ''; do
	pack "<rest href='$address'>Ask.</rest>"
	build
done
pack '<rest> </rest>'; build
pack '<rest><b>Ask</b></rest>'; build
pack '<rest to="x">Ask.</rest>'; build
pack '<rest xml:lang="english">Ask.</rest>'; build
pack '<rest>Ask.</rest><rest xml:lang="en">Ask.</rest>'; build
pack '<rest>Ask.</rest><rest xml:lang="de">x</rest><rest xml:lang="de">y</rest>'; build
pack "<rest>$(printf '%01001d' 0)</rest>"; build
pack "$(for i in cs da de es fr it nl; do printf '<rest xml:lang="%s">%0900d</rest>' $i 0; done)"; build
pack "$(for i in bg cs da de el es et fi fr hr hu it lt lv nl pl pt; do printf '<rest xml:lang="%s">x</rest>' $i; done)"; build
pack '<search/><rest>Ask.</rest>'; build
pack '<rest>Ask.</rest>'
sed -i 's|<edition id="free"/>||' packs/p.xml
satchel-pack build packs/p.xml -o . 2>&1
exit 0
