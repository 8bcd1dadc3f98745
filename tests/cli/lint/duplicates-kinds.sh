# Options in another order, glossary terms, paragraphs and pictures, each in a different file from the first.
. "$TREE/tests/cli/lint/functions"
mkdir -p x/images y/images
svg='<svg xmlns="http://www.w3.org/2000/svg"/>'
echo "$svg" > x/images/heart.svg
echo "$svg" > y/images/cor.svg
echo "$svg " | tr -d '\n' > y/images/other.svg
figure() { # ID SRC
	echo "<figure id=\"$1\" src=\"$2\" alt=\"A heart.\"><caption>It.</caption><credit licence=\"CC0-1.0\">Us</credit></figure>"
}
scurvy() { # ID STEM OPTIONS
	echo "<questions><question id=\"$1\"><stem>$2</stem>$3<explanation>It is so.</explanation></question></questions>"
}
term() { # ID TERM
	echo "<glossary><entry id=\"$1\"><term>$2</term><definition>A word.</definition></entry></glossary>"
}
c='<option correct="true">Vitamin C</option>'
d='<option>Vitamin D</option>'
k='<option>Vitamin K</option>'
prose='Lithium has a narrow therapeutic index, so its level is measured twelve hours after the last dose'
lesson a "<p>$prose.</p>$(figure f-a images/heart.svg)" \
	"$(scurvy q-a 'Which vitamin is deficient in scurvy?' "$c$d$k")$(term g-a anhedonia)" > x/a.xml
lesson b "<p>
  $prose!</p><p>Lithium has a narrow therapeutic index.</p>$(figure f-b images/cor.svg)$(figure f-c images/other.svg)" \
	"$(scurvy q-b 'In a patient who has scurvy, which vitamin is deficient?' "$k$c$d")$(term g-b Anhedonia)" > y/b.xml
lesson c "<p>Lithium has a narrow therapeutic index.</p>$(figure f-d ../x/images/heart.svg)" \
	"$(scurvy q-c 'Which vitamin is deficient in rickets?' "$k$c$d")$(term g-c 'anergia</term><synonym>Anergia</synonym><abbreviation>A</abbreviation><term>' |
		sed 's|<term></term>||')" > y/c.xml
satchel-lint --quiet --format gcc --select duplicate/ x y
