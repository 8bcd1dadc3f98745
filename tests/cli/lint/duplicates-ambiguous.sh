# The same prompt with another answer, in another file, is worse than a duplicate, unless it says the same; hints
# distinguish clozes.
. "$TREE/tests/cli/lint/functions"
blank() { # ID HINT ANSWER
	echo "<cloze id=\"$1\"><blank$2>$3</blank> needs regular blood tests.</cloze>"
}
lesson a '<p>Text.</p>' "$(
	{
		card c-test 'Which test?' 'Biopsy'
		blank z-lithium '' Lithium
		blank z-carbamazepine ' hint="anticonvulsant"' Carbamazepine
		card c-same 'How long?' '12 hours'
		card c-diuretic 'What is a diuretic?' 'A drug that increases the output of urine'
		card c-prepuce 'What is the prepuce?' 'Fold of skin over the tip of the penis'
		card c-candida 'What is Candida?' 'A fungus of the mouth that causes thrush there'
		card c-warfarin 'What does warfarin inhibit?' 'Epoxide reductase'
	} | cards)" > a.xml
lesson b '<p>Text.</p>' "$(
	{
		card c-other-test 'Which TEST' 'Spirometry'
		blank z-clozapine '' Clozapine
		blank z-lithium-again '' lithium
		card c-same-again 'How long?' '12 Hours.'
		card c-diuretic-too 'What is a diuretic?' 'Increasing the output of urine'
		card c-prepuce-too 'What is the prepuce?' 'Fold of skin over the tip of the clitoris'
		card c-candida-too 'What is Candida?' 'Thrush of the mouth'
		card c-warfarin-too 'What does warfarin inhibit?' 'Epoxide reductase of vitamin K, and so several factors'
	} | cards)" > b.xml
satchel-lint --quiet --format gcc a.xml b.xml
