# No line breaks after abbreviations of the language, initials, or ordinal numbers. A second run changes nothing,
# whatever words are adjacent.
item() {
	printf '<item>%s</item>\n' "$@"
}
# lists LANGUAGE ITEM...
lists() {
	printf '<section id="s-%s" xml:lang="%s"><title>T</title><list>\n' "$1" "$1"
	shift
	item "$@"
	printf '</list></section>\n'
}
lesson() {
	printf '<lesson xmlns="urn:satchel:lesson:1" id="abbreviations" xml:lang="en" reviewed="2026-11-20">
<title>T</title><summary>S.</summary>\n%s\n</lesson>\n' "$(cat)"
}
{
	lists de 'Es hilft, z. B. Urapidil, d. h. Ebrantil, bzw. Dihydralazin. Danach wird gemessen.' \
		'Am 3. Mai kam Prof. Dr. med. Ernst L. Müller, am 3. Tag ging er.' 'Sie sagte: „Es geht nicht.“ Er ging.' \
		'Er gab Bikarbonat usw. Danach schlief er.' 'Ca. 20 Fälle (u. a. Gicht) sind es, vgl. Abb. 2 und Tab. B.'
	lists en 'Dr. J. Smith saw it at 5 p.m. The next day, e.g. Monday, it was gone, cf. Fig. B and St. Mary.' \
		'The answer is no. It was bzw. Nothing, and am 3. May it was.' 'See Smith et al. The rest is known.'
	lists fr 'Le Dr. Martin, M. Durand et Mme. Petit (p. ex. Paul). Il part.' 'Voir éd. Masson, fig. A, etc. Il part.'
	lists es 'El Dr. Pérez y la Dra. Ruiz, p. ej. Ana, vieron la fig. B. Luego vino la Sra. Gil.'
	lists it 'Il dott. Rossi, il prof. Bianchi e il sig. Neri (cfr. Fig. 2, pag. A). Poi basta.'
	lists pt 'O Dr. Silva e a Dra. Lima (p. ex. Ana), pág. A. Depois acabou.'
	lists ru 'Проф. Иванов и др. Врачи пришли, см. Рис. 2. Потом ушли.'
} | lesson | satchel-fmt -q - | grep -v '<[/?]*\(xml\|lesson\|title\|summary\|section\|list\)'
echo '--- twice'
# Words of all kinds in random order.
awk 'BEGIN {
	n = split("z. B. Dr. 3. Mai usw. „Nein.“ (vgl. Abb. 2) p.m. Ende. e.g. et al. The a. «Non.» I. word. Wort? Ja! É. 1. 12. etc. no. «Да.» т. е. <em>i. v.</em> <term>Tag.</term>", word, " ")
	split("de en fr es it pt ru da", lang, " ")
	seed = 7
	for (s = 1; s <= 8; s++) {
		printf "<section id=\"s-%d\" xml:lang=\"%s\"><title>T</title>\n", s, lang[s]
		for (p = 0; p < 60; p++) {
			text = ""
			for (w = 0; w < 40; w++) {
				seed = (seed * 1103 + 12345) % 65521
				next_word = word[seed % n + 1]
				if (next_word ~ /^</ || next_word ~ />$/)
					next_word = "<em>i. v.</em>"
				text = text " " next_word
			}
			printf "<p>%s</p>\n", text
		}
		print "</section>"
	}
}' | lesson > words.xml
satchel-fmt -q words.xml && cp words.xml once.xml && satchel-fmt -q words.xml && cmp words.xml once.xml
grep -c '^ *<p>' once.xml
