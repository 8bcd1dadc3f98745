# Changes that do not touch each other but together make an error that neither side has: no markers, but exit code 1.
. "$TREE/tests/cli/merge/prepare"
echo "--- a link to what the other side removed"
edit ours 's|The kidneys clear it.|See <link to="c-nsaid"/>.|'
edit theirs '/<card id="c-nsaid">/,/<\/card>/d'
merge
echo "--- both remove one of two cards"
edit ours '/<card id="c-thyroid">/,/<\/card>/d'
merge
echo "--- an error that one side has already"
edit ours 's|The kidneys clear it.|See <link to="c-nowhere">that</link>.|'
merge
