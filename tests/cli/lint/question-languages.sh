# Negative stems and options about the others are found in German and French, and not where these words belong to something else.
. "$TREE/tests/cli/lint/functions"
# ask LANGUAGE: a question for each line, "STEM | OPTION | LAST OPTION"
ask() {
	lesson "l-$1" '<p>Text.</p>' "<questions>$(
		n=0
		while IFS='|' read -r stem option last; do
			n=$((n + 1))
			printf '<question id="q-%s%s"><stem>%s</stem><option correct="true">Ramipril</option>' "$1" "$n" "$stem"
			echo "<option>$option</option><option>$last</option><explanation>So.</explanation></question>"
		done
	)</questions>" | sed "s/xml:lang=\"en\"/xml:lang=\"$1\"/" > "$1.xml"
}
ask de << 'END'
Welche Aussage trifft nicht zu?|Codein|Aspirin
Alle Mittel senken den Blutdruck außer|Codein|Aspirin
Welche Aussage zur Gicht ist falsch?|Codein|Aspirin
Bei einem Mann, der nicht raucht, ist welches Mittel am wenigsten geeignet?|Codein|Aspirin
Welches Mittel hilft?|Alle genannten|Keine der obigen Antworten
Welches Mittel hilft?|Codein|Beide
Welche nicht invasive Methode hilft?|Alle Ruhe der Welt|Keine Behandlung
Welches Mittel hilft einem Mann, der nicht schläft?|Codein|Aspirin
Welcher Test ist falsch positiv, und welches Mittel senkt nicht nur den Blutdruck?|Codein|Aspirin
END
ask fr << 'END'
Laquelle de ces propositions est fausse ?|Codéine|Aspirine
Quel signe n’est pas typique ?|Codéine|Aspirine
Tous ces signes évoquent une goutte, sauf|Codéine|Aspirine
Quel traitement donner ?|Toutes les réponses ci-dessus|Aucune des précédentes
Quel traitement donner à un patient qui ne répond pas ?|Toutes les valves|Aucun traitement
Quel test donne un faux positif après une fausse couche ?|Codéine|Aspirine
END
satchel-lint --quiet --format gcc --select question/negative-stem,question/none-of-the-above,question/all-of-the-above . 2>/dev/null
