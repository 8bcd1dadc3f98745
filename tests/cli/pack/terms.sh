# Terms are bound to the glossary entries that explain them: by their text or by id, and only to entries of the edition.
mkdir content packs
lesson() { # ID PARTS
	printf '<lesson xmlns="urn:satchel:lesson:1" id="%s" xml:lang="en" reviewed="2026-11-20"><title>%s</title>
<summary>What it is about.</summary>%s</lesson>\n' "$1" "$1" "$2" > "content/$1.xml"
}
definition() { # VERSION RELEASE
	printf '<pack xmlns="urn:satchel:pack:1" id="p" version="%s" release="%s" licence="CC0-1.0" xml:lang="en" content="../content"><title>P</title>
<edition id="full"/><edition id="free"/><search/><unit id="u"><title>U</title><lesson id="ect"/><lesson id="sleep"/></unit></pack>' "$1" "$2" > packs/p.xml
}
entry() { # ID MORE
	echo "<entry id=\"$1\"><term>Electroconvulsive therapy</term>$2<definition>Currents.</definition></entry>"
}
use='<section id="use"><title>Use</title><p><term>electroconvulsive&#10;Therapy</term>, <term>EKT</term>, <term><em>Shock</em>-therapy</term>, <term entry="g-ect">currents</term>,
<term>narcosis</term>, <term xml:lang="de">Narkose</term>, <term entry="g-dream">dreams</term>, <term>Fit</term>, <term>unknown</term></p></section>'
rest='<entry id="g-sleep" access="member"><term>Anaesthesia</term><synonym>narcosis</synonym><synonym xml:lang="de">Narkose</synonym><definition>Sleep.</definition></entry>
<entry id="g-fit"><term>Seizure</term><synonym>fit</synonym><definition>A discharge.</definition></entry>
<entry id="g-form"><term>Fit</term><definition>Good form.</definition></entry>'
lesson ect "$use<glossary>$(entry g-ect '<synonym>shock therapy</synonym><abbreviation>EKT</abbreviation>')$rest</glossary>"
lesson sleep '<section id="all"><title>All</title><p>x</p></section><glossary><entry id="g-dream"><term>Dream</term><definition>A story.</definition></entry></glossary>'
definition 1.0.0 1
satchel-pack build --quiet packs/p.xml -o . || exit
satchel-pack verify p.satchel && satchel-pack verify p-free.satchel
for pack in p p-free; do
	satchel-pack cat $pack.satchel lessons/ect.json | grep -Eo '"type":"term"[^}]*([}][^}]*)?"entry":"[^"]*"|"(synonyms|abbreviations)":[^:]*'
	echo
done
satchel-pack cat p.satchel extras/search.json | grep -o narkose
satchel-pack cat --text p.satchel ect | sed -n '/^Glossary/,$p'
satchel-diff p.satchel packs/p.xml
# Another synonym is other text, but the entry is the same.
lesson ect "$use<glossary>$(entry g-ect '<synonym>electroshock</synonym><abbreviation>EKT</abbreviation>')$rest</glossary>"
definition 1.0.1 2
satchel-diff p.satchel packs/p.xml
exit 0
