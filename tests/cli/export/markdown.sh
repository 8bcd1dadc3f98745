# Lessons as notes in Markdown. Read back, choice questions and cards say what they said, under the same ids, but for what
# the ledger lists.
satchel-export -f markdown "$TREE/content" -o notes | sed -n '/^  *read/,$p'
ls notes | head -n 4
satchel-import --reviewed 2026-11-20 notes/*.md -o back | sed -n '/^  *read/,$p'
satchel-validate back
cp -r "$TREE/content" before
satchel-diff before back | grep 'answer-changed\|item-reworded' | head -n 20
satchel-export -f markdown "$TREE/content" -o notes
echo "exit code $?"
