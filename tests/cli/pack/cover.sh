# The cover of a pack.
mkdir content packs
cat > content/lithium.xml << 'END'
<lesson xmlns="urn:satchel:lesson:1" id="lithium" xml:lang="en" reviewed="2026-11-20">
<title>Lithium</title><summary>What it is for.</summary>
<section id="use"><title>Use</title><p>x</p></section>
<questions><question id="q" access="member"><stem>Is it?</stem><option correct="true">Yes</option><option>No</option></question></questions>
</lesson>
END
pack() { # ATTRIBUTES
	printf '<pack xmlns="urn:satchel:pack:1" id="p" version="1.0.1" release="1" licence="CC0-1.0" xml:lang="en" content="../content">
<title>P</title><cover %s/><edition id="full"/><edition id="free"/><unit id="u"><title>U</title><lesson id="lithium"/></unit></pack>' "$1" > packs/p.xml
}
svg() { # CONTENT
	printf '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">%s</svg>' "$1" > content/pill.svg
}
build() {
	satchel-pack build --quiet packs/p.xml -o . 2>&1 | grep error:
}
svg '<g/>'
pack 'src="pill.svg" alt="A  pill."'
build
for edition in p p-free; do
	satchel-pack verify $edition.satchel
	satchel-pack cat $edition.satchel manifest.json | grep -o '"cover":{[^}]*}'
	satchel-pack list $edition.satchel | grep -c assets/
done
satchel-pack show p.satchel | grep Cover
satchel-diff p.satchel packs/p.xml
pack 'src="pill.svg" alt="Pills."'
satchel-diff p.satchel packs/p.xml | grep pack
pack 'src="pill.svg" alt="A pill."'
svg '<path/>'
satchel-diff p.satchel packs/p.xml | grep pack

svg '<script>1</script>'; build
svg '<g>'; build
echo text > content/pill.svg; build
head -c 1100000 /dev/zero > content/pill.svg; build
pack 'src="absent.svg" alt="A pill."'; build
pack 'src="../packs/p.xml" alt="A pill."'; build
pack 'src="https://example.org/pill.svg" alt=""'; build
pack ''; build
exit 0
