# Words in another language, in span, em or term, are not judged by the rules for the language of the text around them.
# Each row has a rule, a language, and part of a lesson in which the rule reports @PHRASE@ unless it is in that language.
rows() {
	cat <<'END'
text/repeated-word|la|p|A dose of @the the@ drug.
text/look-alike|la|p|It has @a apple@ in it.
text/look-alike|la|p|It has @a@ apple in it.
text/misspelling|la|p|The patients @recieve@ it.
text/mixed-spelling|la|p|Anaemia is @anemia@ there.
text/mixed-spelling|en-US|p|Anaemia is @anemia@ there.
text/split-word|la|p|The @treat- ment@ is short.
text/dangling-reference|fr|p|It is so, @see Table 3@ for more.
text/dangling-reference|fr|p|It is so, see @figure 4@ for more.
text/unexplained-abbreviation|de|p|The @NTI@ of lithium is narrow.
text/placeholder|la|p|The legion was called @Legio XXX@ then.
medical/decimal-comma|de|p|Take @1,5 mg@ of lithium.
medical/two-names|la|p|Paracetamol is safe. Take @acetaminophen@ then.
medical/misspelled-medicine|la|p|Take @paracetamoll@ then.
medical/error-prone-abbreviation|la|p|Zolpidem is @taken qhs@ then.
medical/do-not-use-abbreviation|la|p|Take lithium @400 mg q.d.@ then.
medical/do-not-use-abbreviation|la|p|Take @10 U insulin@ then.
question/negative-stem|la|stem|Which metal is @not@ heavy?
question/negative-stem|de|stem|Which of these is @not heavy@?
question/true-false|la|raw|<stem>Is gold a metal?</stem><option correct="true">@Yes@</option><option>@No@</option>
question/unfocused-stem|la|stem|@Lithium:@
question/key-count|la|stem|Which @two@ metals are heavy?
question/absolute-term|la|wrong|It is @always@ light
question/vague-term|la|wrong|It is @often@ light
question/none-of-the-above|la|last|@None of the above@
question/all-of-the-above|la|last|@All of the above@
question/feedback-contradicts-key|la|feedback|@Correct.@
question/explanation-names-option|la|explanation|@Option C is correct.@
question/grammatical-cue|la|raw|<stem>The patient has an</stem><option correct="true">ulcer</option><option>@bruise@</option><option>@fracture@</option>
question/grammatical-cue|la|raw|<stem>Which bones are broken?</stem><option correct="true">The ribs</option><option>@The tibia@</option><option>@The ulna@</option>
question/word-repeat|la|raw|<stem>Which drug causes @absence@ of sweat?</stem><option correct="true">@Absence@ tablets</option><option>Gold</option><option>Lead</option>
question/equivalent-options|la|raw|<stem>Which drug is given?</stem><option correct="true">Gold</option><option>@paracetamol@</option><option>@acetaminophen@</option>
question/options-not-parallel|la|raw|<stem>What is the next step?</stem><option correct="true">Stopping the drug</option><option>Raising the dose</option><option>@Electrolyte panel@</option>
card/dangling-pronoun|la|front|What causes @it@?
card/dangling-pronoun|la|cloze|@It@ treats <blank>mania</blank>.
card/enumeration|la|front|@Name three@ causes of mania.
card/many-facts|fr|front|Who said @c'est quoi?@ Which drug is it?
card/many-facts|la|front|Which nerve is it, and @what does it supply@?
card/vague-prompt|la|front|@Causes@
card/yes-no|la|back|@Yes@
END
}
question() { # PARTS
	echo "<questions><question id=\"q-$row\">$1</question></questions>"
}
metals() { # STEM OPTION FEEDBACK LAST EXPLANATION
	question "<stem>$1</stem><option correct=\"true\">Gold<feedback>So.</feedback></option><option>$2<feedback>$3</feedback></option><option>Tin<feedback>So.</feedback></option><option>$4<feedback>So.</feedback></option><explanation>$5</explanation>"
}
card() { # FRONT BACK
	echo "<cards><card id=\"c-$row\"><front>$1</front><back>$2</back></card></cards>"
}
part() { # KIND TEXT
	stem='Which metal is the heaviest?' explanation='It sinks.'
	case $1 in
	p) ;;
	stem) metals "$2" Iron So. Lead "$explanation" ;;
	wrong) metals "$stem" "$2" So. Lead "$explanation" ;;
	last) metals "$stem" Iron So. "$2" "$explanation" ;;
	feedback) metals "$stem" Iron "$2" Lead "$explanation" ;;
	explanation) metals "$stem" Iron So. Lead "$2" ;;
	raw) question "$2" ;;
	front) card "$2" 'A word' ;;
	back) card 'Is gold heavy?' "$2" ;;
	cloze) echo "<cards><cloze id=\"c-$row\">$2</cloze></cards>" ;;
	esac
}
write() { # FOLDER TEXT
	prose='Words.'
	[ "$kind" != p ] || prose=$2
	printf '<lesson xmlns="urn:satchel:lesson:1" id="l-%s" xml:lang="en-GB" reviewed="2026-11-20"><title>Words</title><summary>What words say.</summary><section id="s"><title>Words</title><p>%s</p></section>%s</lesson>\n' \
		"$row" "$prose" "$(part "$kind" "$2")" > "$1/$row.xml"
}
mkdir plain span em term
row=0
rows | while IFS='|' read -r rule lang kind text; do
	row=$((row + 1))
	write plain "$(printf '%s' "$text" | tr -d @)"
	for tag in span em term; do
		write $tag "$(printf '%s' "$text" | sed "s|@\([^@]*\)@|<$tag xml:lang=\"$lang\">\1</$tag>|g")"
	done
done
for folder in plain span em term; do
	satchel-lint --quiet --today 2026-11-20 --severity info --ignore duplicate --format gcc $folder > $folder.found
done
row=0
rows | while IFS='|' read -r rule lang kind text; do
	row=$((row + 1))
	grep -q "^plain/$row\.xml:.*\[$rule\]$" plain.found || echo "not reported: $rule: $text"
	grep -h "^[a-z]*/$row\.xml:.*\[$rule\]$" span.found em.found term.found
done
# What only looks like something in English, and is none there.
. "$TREE/tests/cli/lint/functions"
judge text,medical "in the language of the phrase" << 'END'
The Talmud is <span xml:lang="he">ש"ס</span>, and its scholar <span xml:lang="he">רש"י</span>.
People say <span xml:lang="fr">« Qu'est-ce que c'est ? »</span>, or <span xml:lang="fr">nous nous aimons</span>.
They say <span xml:lang="de">„die die Angst“, z. B. „Kopf- und Halsschmerzen“, siehe Tabelle 3</span>.
They write <span xml:lang="ru">это «тоска»</span>, <span xml:lang="el">ψυχή;</span> and <span xml:lang="zh">针灸：「气」</span>.
END
