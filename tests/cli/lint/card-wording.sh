# Badly worded cards, and cards that only resemble them.
. "$TREE/tests/cli/lint/functions"
list() {
	printf '<list>'
	for item; do printf '<item>%s</item>' "$item"; done
	printf '</list>'
}
lesson wording '<p>Text.</p>' "$({
	card c-its 'What are their causes?' 'Alcohol'
	card c-she 'She takes lithium because of…' 'Mania'
	card c-impersonal 'How long does it take to act?' 'A week'
	card c-necessary 'Why is it necessary that levels are low?' 'Toxicity'
	card c-given 'How often is it given to children?' 'Twice a day'
	card c-age 'At what age is it given?' 'At birth'
	card c-organs 'Which organs does it affect?' 'Lungs'
	card c-object 'Who first described it?' 'Cade'
	card c-related 'Why is it resistant to penicillin?' 'An enzyme'
	card c-judged 'Why is it a mistake to stop clozapine at once?' 'Relapse'
	card c-clause 'How often is it found that lithium fails?' 'In a third'
	card c-follows 'After his third fit, what did the patient take?' 'Lithium'
	card c-named 'What is gout and what causes it?' 'Crystals'
	card c-riddle 'They secrete insulin. Which cells?' 'Beta cells'
	card c-short-form 'IT risks in wards?' 'Loss of data'
	card c-noun 'When lithium is stopped, what does it do?' 'Nothing'
	echo '<cloze id="c-cloze">Their cause is <blank>alcohol</blank>.</cloze>'
	echo '<cloze id="c-cloze-noun">In its acute form it is <blank>severe</blank>.</cloze>'
	card c-yes 'In pregnancy, is lithium safe?' '<em>Yes</em> (at low doses)'
	card c-true 'True or false: lithium is a salt' 'True.'
	card c-nope 'How many trials are there?' 'No trial'
	card c-four 'Mania. Name 4 drugs.' 'Many'
	card c-all 'List all drugs.' "$(list A B C D)"
	card c-listless 'Listing: which 2 drugs, and which 5-HT receptor?' 'Two'
	card c-hundreds 'What are 100 mg of sertraline made of?' 'Salt'
	card c-three-facts 'Why?' 'It helps. It is cheap; it is old.'
	card c-items 'Why?' "$(list one two three)"
	card c-brackets 'Why?' 'It helps (it is cheap. It is old. It is known). E. coli does, e.g. This one, vs. That one.'
	card c-decimals 'Why?' '0.5 mg, 1.5 mg and 2.5 mg at pH 7.4'
	card c-41 'Why?' "$(yes word | head -n 41 | tr '\n' ' ')"
	card c-40 'Why?' "$(yes word | head -n 40 | tr '\n' ' ')"
} | cards)" > wording.xml
satchel-lint --quiet --select card/dangling-pronoun --select card/yes-no --select card/enumeration \
	--select card/many-facts --select card/long-back --format gcc wording.xml
