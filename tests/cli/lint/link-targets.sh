# Links to parts of lessons: by id alone if one lesson has it, with the lesson if several do. Empty ones have the labels of
# what has one.
lesson() { # ID PARTS
	printf '<lesson xmlns="urn:satchel:lesson:1" id="%s" xml:lang="en-GB" reviewed="2026-11-20"><title>%s</title>
<summary>What %s is about.</summary>%s</lesson>\n' "$1" "$1" "$1" "$2" > "$1.xml"
}
section() { printf '<section id="%s"><title>Title</title>%s</section>' "$1" "$2"; }
echo '<satchel xmlns="urn:satchel:config:1"/>' > satchel.xml
lesson lithium "$(section monitoring '<p>Thyroid.</p>')$(section dose '<table id="t-levels"><row><cell>0.6</cell></row></table>')"
lesson valproate "$(section monitoring '<p>Liver.</p>')$(section lithium-too '<p>Both.</p>')"
lesson lamotrigine "$(section monitoring '<p>Skin, and <link to="monitoring">this very section</link>.</p>')"
lesson ect "$(section links '<p><link to="lithium#monitoring">a</link> <link to="valproate#monitoring">b</link> <link to="t-levels">c</link>
<link to="lithium">d</link> <link to="ect#links">e</link> <link to="links">f</link> <link to="monitoring">several</link>
<link to="lithium#lithium-too">elsewhere</link> <link to="valproat#monitoring">no lesson</link> <link to="dose#monitoring">a part</link>
<link to="lithium#lithium">itself</link> <link to="lithium#">form</link> <link to="#dose">form</link></p>')"
lesson labels "$(section empty '<p><link to="lithium#monitoring"/> <link to="t-levels"/> <link to="lithium"/> <link to="g-level"/>
<link to="c-level"/> <link to="cards#c-level"/> <link to="o-level"/> <link to="nothing"/> <span xml:lang="la"><link to="dose"/>
<link to="t-levels"/></span> <link to="labels"> </link> <link to="lithium"><cite source="s-a"/></link></p>')<sources><source id=\"s-a\">A</source></sources>"
lesson cards "<objectives><objective id=\"o-level\">Know it.</objective></objectives>$(section all '<p>All.</p>')
<cards><card id=\"c-level\"><front>Level?</front><back>0.6</back></card></cards>
<glossary><entry id=\"g-level\"><term>Level</term><definition>Serum.</definition></entry></glossary>"
satchel-lint --format gcc --quiet --select reference/,schema/ . | sort -t: -k2,2n -k3,3n
