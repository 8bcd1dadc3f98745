# A quarter of a megabyte without a full stop takes linear time in rules that look at the sentence around a word or number.
say() { # NAME TEXT
	printf '<lesson xmlns="urn:satchel:lesson:1" id="%s" xml:lang="en" reviewed="2026-11-20"><title>T</title>' "$1"
	printf '<summary>s</summary><section id="s-%s"><title>T</title><p>' "$1"
	yes "$2" | head -c 250000 | tr '\n' ' '
	printf '</p></section><questions><question id="q-%s-a"><stem>Which vessel has valves?</stem>' "$1"
	printf '<option>Aorta</option><option correct="true">Vein</option><option>Capillary</option><explanation>'
	yes "$2" | head -c 250000 | tr '\n' ' '
	printf '</explanation></question></questions></lesson>'
}
for text in 'answer' 'the answer is A or B, so' 'ilium bone' '5 mg/day' '5 IU' '2) b' 'paracetamol 90 kg'; do
	say "$(printf '%s' "$text" | tr -dc 'a-z')" "$text" > lesson.xml
	(ulimit -t 30; satchel-lint --quiet --no-config lesson.xml > found)
	[ $? -le 1 ] || echo "$text: did not end"
done
