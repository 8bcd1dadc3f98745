# The same prompt with another answer, in another file, is worse than a duplicate; hints distinguish clozes.
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
	} | cards)" > a.xml
lesson b '<p>Text.</p>' "$(
	{
		card c-other-test 'Which TEST' 'Spirometry'
		blank z-clozapine '' Clozapine
		blank z-lithium-again '' lithium
		card c-same-again 'How long?' '12 Hours.'
	} | cards)" > b.xml
satchel-lint --quiet --format gcc a.xml b.xml
