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

echo "# titles for members"
mkdir editions && cd editions || exit 3
echo '<satchel xmlns="urn:satchel:config:1"/>' > satchel.xml
picture() { echo "<figure id=\"$1\" src=\"a.svg\" alt=\"$1\"/>"; }
to() { for id; do printf '<link to="%s"/>\n' "$id"; done; }
lesson members "$(section inner "$(picture f-inner)<p>$(to free shut sub g-shut)</p>")"
sed -i 's/id="members"/& access="member"/' members.xml
lesson free "$(section top "<p>
$(to members f-inner inner members#inner shut sub g-shut q-set f-shut g-open free#shut)
<link to=\"shut\">text</link></p>")
<section id=\"shut\" access=\"member\"><title>Shut</title>$(picture f-shut)<p>$(to sub g-shut members)</p>
<section id=\"sub\"><title>Sub</title><p>$(to shut)</p></section></section>
<questions><question-set id=\"q-set\" access=\"member\"><vignette>$(to shut)</vignette>
<question id=\"q-one\"><stem>Which of $(to members)?</stem><option correct=\"true\">a</option><option>b</option></question>
</question-set></questions><cards><card id=\"c-free\"><front>What is $(to g-shut)?</front><back>b</back></card>
<card id=\"c-shut\" access=\"member\"><front>What is $(to g-shut)?</front><back>c</back></card></cards>
<glossary><entry id=\"g-shut\" access=\"member\"><term>Shut</term><definition>$(to members)</definition></entry>
<entry id=\"g-open\"><term>Open</term><definition>$(to g-shut)</definition></entry></glossary>"
satchel-lint --format gcc --quiet --select reference/empty-link,reference/unknown-id . | sort -t: -k2,2n -k3,3n
