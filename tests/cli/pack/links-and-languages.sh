# Links and languages in a pack: links have the lesson and part they resolve to, and text has lang if it differs from
# the lesson's.
mkdir content packs
lesson() { # ID PARTS
	printf '<lesson xmlns="urn:satchel:lesson:1" id="%s" xml:lang="en-GB" reviewed="2026-11-20"><title>%s</title>
<summary>What %s is about.</summary>%s</lesson>\n' "$1" "$1" "$1" "$2" > "content/$1.xml"
}
lesson lithium '<section id="monitoring"><title>Tests</title><table id="t-levels"><row><cell>0.6</cell></row></table></section>
<cards><card id="c-levels"><front>Which level is usual?</front><back>0.6</back></card></cards>'
lesson valproate '<section id="monitoring" access="member"><title>Tests</title><p>Liver.</p></section><section id="open"><title>Open</title>
<p><link to="monitoring">above</link></p></section>'
lesson ect '<section id="links"><title xml:lang="la">De <em xml:lang="fr">mal</em> caduco</title><p><link to="lithium#monitoring">a</link>, <link to="t-levels">b</link>,
<link to="lithium">c</link>, <link to="c-levels">d</link>, <link to="links">e</link>, <link to="ect">f</link></p>
<p>He says <span xml:lang="de">mir ist schwindelig</span>, <em xml:lang="EN-gb">he</em> does.</p>
<list xml:lang="fr"><item>mal de tête <em>grave</em></item><item xml:lang="en-GB">headache</item></list></section>'
printf '<pack xmlns="urn:satchel:pack:1" id="p" version="0.1.0" release="1" licence="CC0-1.0" xml:lang="en-GB" content="../content"><title>P</title>
<edition id="full"/><edition id="free"/><unit id="u"><title>U</title><lesson id="ect"/><lesson id="lithium"/><lesson id="valproate"/></unit></pack>' > packs/p.xml
satchel-pack build --quiet packs/p.xml -o . || exit
ls
satchel-pack verify p.satchel
satchel-pack cat p.satchel lessons/ect.json | grep -o '"title":.*"takeaways"'
satchel-pack cat p-free.satchel lessons/valproate.json | grep -o '"sections":.*"takeaways"'
# The definition, which is a tree, and the pack must agree.
satchel-diff p.satchel packs/p.xml; echo "exit code $?"
