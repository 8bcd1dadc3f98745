# Edits of different items, and of different parts of one item, do not conflict, even on adjacent lines.
. "$TREE/tests/cli/merge/prepare"
echo "--- both add a card at the end"
edit ours "s|^  </cards>|$(card c-ours one)&|"
edit theirs "s|^  </cards>|$(card c-theirs two)&|"
merge
echo "--- a card is changed, and its neighbour removed"
edit ours 's/Which gland/What gland/'
edit theirs '/<card id="c-nsaid">/,/<\/card>/d'
merge
echo "--- sentences that are not adjacent, and adjacent paragraphs"
edit ours 's/a narrow/a very narrow/' 's/kidneys clear/kidneys excrete/'
edit theirs 's/every three months/twice a year/' 's/may fall/may also fall/'
merge
echo "--- wrong options, feedback, explanation, attributes"
edit ours 's/After 1 hour/After 2 hours/' 's/tags="lithium"/& difficulty="2"/' 's/As for all/As with all/'
edit theirs 's/48 hours/72 hours/' 's/tags="lithium"/tags="lithium kidney"/' 's/Ranges refer/All ranges refer/'
merge
echo "--- both reviewed the lesson: the later date"
edit ours 's/2026-11-20/2026-11-24/' 's/Which gland/What gland/'
edit theirs 's/2026-11-20/2026-11-22/' 's/narrow/small/'
merge
edit ours 's/2026-11-20/2026-11-22/'
edit theirs 's/2026-11-20/2026-11-24/'
merge
echo "--- one side only changed the layout"
tr '\n' ' ' < base.xml | sed 's/  */ /g; s/weekly/daily/' > ours.xml
edit theirs 's/The thyroid\./The thyroid gland./'
satchel-merge -p base.xml ours.xml theirs.xml | satchel-fmt -q - | diff base.xml - | grep '^[<>]'
echo "--- both do the same"
edit ours "s|^  </cards>|$(card c-new one)&|" 's/narrow/small/'
cp ours.xml theirs.xml
merge
echo "--- one side moves what the other changes"
edit ours '/<p>The kidneys/d' 's|^  </section>|    <p>The kidneys clear it.</p>\n&|'
edit theirs 's/Thyroid function/Thyroid hormone/'
merge
echo "--- the line ends of both sides stay"
sed 's/$/\r/' base.xml > base.crlf
mv base.crlf base.xml
edit ours 's/narrow/small/'
edit theirs 's/The thyroid\./The thyroid gland./'
merge | tr '\r' '$'
echo "--- the line ends of one side"
edit ours 's/Less is excreted/Much less is excreted/' 's/$/\r/'
edit theirs 's/12 hours/10 hours/'
merge > diff
grep -c "$(printf '\r')\$" merged.xml
wc -l < merged.xml
grep -e Much -e '10 hours' merged.xml | tr -d '\r'
