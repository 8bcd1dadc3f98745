# Two editions of one definition: no byte of the free one, compressed or not, reveals content for members.
. "$TREE/tests/cli/pack/prepare"
cat > content/mixed.xml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<lesson xmlns="urn:satchel:lesson:1" id="mixed" xml:lang="en" reviewed="2026-11-20">
  <title>Mixed</title>
  <summary>Free and not free.</summary>
  <section id="open-part">
    <title>Open</title>
    <p>Openword<cite source="s-both"/><cite source="s-open"/>. See <link to="c-linked">the card</link>.</p>
    <section id="shutsub" access="member"><title>Shutsubtitle</title><p>Shutsubword<cite source="s-both"/>.</p></section>
  </section>
  <section id="shutsec" access="member">
    <title>Shuttitle</title>
    <p>Shutpword<cite source="s-shut"/><cite source="s-via"/>.</p>
    <figure id="f-shut" src="images/shut.svg" alt="Shutalt"><caption>Shutcaption</caption></figure>
    <section id="inner"><title>Innertitle</title><p>Innerword.</p></section>
  </section>
  <questions>
    <question id="q-shut" access="member">
      <stem>Shutstem?</stem>
      <option correct="true">Shutkey<feedback>Shutwhy.</feedback></option>
      <option>Shutother<feedback>Shutnot.</feedback></option>
      <explanation>Shutexplained.</explanation>
    </question>
    <question id="q-open">
      <stem>Openstem?</stem>
      <option correct="true">Openkey<feedback>Openwhy.</feedback></option>
      <option>Openother<feedback>Opennot.</feedback></option>
      <explanation>Openexplained.</explanation>
    </question>
  </questions>
  <cards>
    <card id="c-open"><front>Openfront?</front><back>Openback</back></card>
    <card id="c-linked" access="member"><front>Shutfront?</front><back>Shutback</back></card>
    <cloze id="c-cloze" access="member">Shutcloze <blank hint="Shuthint">Shutblank</blank> here.</cloze>
  </cards>
  <glossary>
    <entry id="g-open"><term>Openterm</term><definition>Opendefined.</definition></entry>
    <entry id="g-shut" access="member"><term>Shutterm</term><definition>Shutdefined.</definition></entry>
  </glossary>
  <sources>
    <source id="s-both">Bothsource.</source>
    <source id="s-shut" href="https://example.org/shutsource" doi="10.1000/shutdoi">Shutsource <cite source="s-shut-chain"/>.</source>
    <source id="s-shut-chain">Shutchain.</source>
    <source id="s-via">Viasource, which a source that is open and a part that is not cite.</source>
    <source id="s-open">Opensource <cite source="s-via"/>.</source>
  </sources>
</lesson>
XML
printf '<svg xmlns="http://www.w3.org/2000/svg"><title>Shutpicture</title></svg>\n' > content/images/shut.svg
sed -i 's/id="pump" /id="pump" access="member" /; s/The pump/Shutlesson/; s/seventy/shutseventy/' content/pump.xml
cat > packs/small.xml <<'XML'
<pack xmlns="urn:satchel:pack:1" id="small" version="1.0.0" release="1" licence="CC0-1.0" xml:lang="en" content="../content">
  <title>Small</title>
  <edition id="full"/>
  <edition id="free"/>
  <search/>
  <unit id="organs"><title>Organs</title><lesson id="heart"/><lesson id="mixed"/></unit>
  <unit id="closed"><title>Closed</title><lesson id="pump"/></unit>
</pack>
XML
satchel-pack build packs/small.xml | sed 's/[0-9,]* bytes/N bytes/'
satchel-pack verify small.satchel small-free.satchel
for edition in small small-free; do
	cat "$edition.satchel" > "$edition"
	for name in $(satchel-pack list "$edition.satchel" | awk '{ print $NF }'); do
		satchel-pack cat "$edition.satchel" "$name" >> "$edition"
	done
	echo "# $edition"
	grep -aioh -E '[a-z-]*(shut|inner|pump|linked|cloze)[a-z]*' "$edition" | sort -u | tr '\n' ' '
	echo
	grep -aohE 'Bothsource|Opensource|Openword|Openterm|Viasource' "$edition" | sort | tr '\n' ' '
	echo
done
satchel-pack cat small-free.satchel manifest.json | grep -o '"\(counts\|whole\)":{[^}]*}'
satchel-pack cat small-free.satchel index.json | grep -o '"units":\[[^]]*\]'
satchel-pack cat small-free.satchel index.json | grep -o '"id":"\(heart\|mixed\)","title".*' | grep -o '"counts".*' | sed 's/,"items.*//'
satchel-pack cat small.satchel manifest.json | grep -c whole

echo '# one of them'
satchel-pack build packs/small.xml --edition free -o one.satchel -q
cmp one.satchel small-free.satchel
mkdir folder
satchel-pack build packs/small.xml -q -o folder
cmp folder/small.satchel small.satchel && cmp folder/small-free.satchel small-free.satchel
satchel-pack build packs/small.xml -q -o none.satchel
echo $?
satchel-pack build packs/small.xml -q -o none/
echo $?
satchel-pack build packs/small.xml --edition trial
echo $?
sed -i 's/<edition id="free".>//' packs/small.xml
satchel-pack build packs/small.xml --edition free
echo $?
sed -i 's/<edition id="full"/<edition id="free"/; s/<lesson id="\(heart\|mixed\)".>//g; /organs/d' packs/small.xml
rm small*.satchel
satchel-pack build packs/small.xml -q 2>&1 | grep -v -e warning -e '|' -e '^ '
ls ./*.satchel
