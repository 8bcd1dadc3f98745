# Empty links have the labels of their targets: numbers of figures, tables and recordings, titles, terms, in this lesson
# and others.
mkdir content packs
echo '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>' > content/a.svg
lesson() { # ID LANGUAGE TITLE PARTS
	printf '<lesson xmlns="urn:satchel:lesson:1" id="%s" xml:lang="%s" reviewed="2026-11-20"><title>%s</title>
<summary>What it is about.</summary>%s</lesson>\n' "$1" "$2" "$3" "$4" > "content/$1.xml"
}
figure() { echo "<figure id=\"$1\" src=\"a.svg\" alt=\"$1\"><credit licence=\"CC0-1.0\">None</credit></figure>"; }
recording() { # audio|video ATTRIBUTES
	echo "<$1${2-} src=\"https://example.org/a\" length=\"0:40\" digest=\"$(printf %064d 7)\"><transcript>A.</transcript><credit licence=\"CC0-1.0\">None</credit></$1>"
}
table() { echo "<table$1><row><cell>0.6</cell></row></table>"; }
definition() { # VERSION RELEASE
	printf '<pack xmlns="urn:satchel:pack:1" id="p" version="%s" release="%s" licence="CC0-1.0" xml:lang="en" content="../content"><title>P</title>
<edition id="full"/><edition id="free"/><unit id="u"><title>U</title><lesson id="ect"/><lesson id="lithium"/></unit></pack>' "$1" "$2" > packs/p.xml
}
section='<section id="dose"><title>Dose in <em>old</em> age</title><p><link to="f-two"/> (<link to="f-two"></link>), <link to="t-levels"/>, <link to="lithium#dose"> </link>,
<link to="g-level"/>; <link to="ect"/>, <link to="f-sine"/>, <link to="ect#course"/>. <span xml:lang="hu"><link to="f-two"/>, <link to="v-gait"/></span>, <link to="lithium#v-gait"/></p>'
recordings() { recording video; recording video ' id="v-tremor"'; recording audio ' id="a-heart"'; recording video ' id="v-gait"'; }
rest='</section><section id="rare"><title>Rare</title><p>x</p></section>
<cards><card id="c-tremor"><front>Tremor?</front><back>See <link to="f-two"/></back></card></cards>
<glossary><entry id="g-level"><term>Serum level</term><definition>In the morning.</definition></entry></glossary>'
lesson lithium en 'Lithium' "$section$(figure f-one; table ''; figure f-two; table ' id="t-levels"'; recordings)$rest"
lesson ect de 'EKT &amp; Narkose' "<section id=\"course\"><title>Verlauf</title><p>Siehe <link to=\"f-two\"/>, <link to=\"rare\"/>, <link to=\"v-gait\"/>, <link to=\"a-heart\"/>.</p>$(figure f-sine)</section>"
definition 1.0.0 1
satchel-pack build --quiet packs/p.xml -o . || exit
satchel-pack verify p.satchel && satchel-pack verify p-free.satchel
for lesson in lithium ect; do
	satchel-pack cat p.satchel lessons/$lesson.json | sed 's/{"type":"link"/\n&/g; s/"label":"[^"]*"/\n&\n/g' |
		grep -Eo '^[{]"type":"link".*"(to|part)":"[^"]*"}|^"label.*'
done
satchel-pack cat --text p.satchel lithium | sed -n '/^Table 1/,/^$/p; /^Video 2/,/^$/p'
satchel-diff p.satchel packs/p.xml
# Other numbers and titles change the lessons with the targets, but nothing that links to them.
lesson lithium en 'Lithium' "$section$(figure f-two; figure f-one; table ''; table ' id="t-levels"'; recordings)$(echo "$rest" | sed s/Rare/Seldom/)"
definition 1.0.1 2
satchel-diff p.satchel packs/p.xml
# Another target of an answer is another answer.
sed -i 's/See <link to="f-two"/See <link to="f-one"/' content/lithium.xml
satchel-diff p.satchel packs/p.xml
exit 0
