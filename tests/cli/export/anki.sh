# Export to Anki: the same bytes each time, what Anki's importer relies upon, and nothing lost on the way back.
command -v python3 > /dev/null && command -v zstd > /dev/null || { echo "# needs python3 and zstd" && exit; }
satchel-export -q -f anki -o old.apkg "$TREE/content"
satchel-export -q -f anki -o again.apkg "$TREE/content"
satchel-export -q -f anki-latest -o latest.apkg "$TREE/content"
cmp old.apkg again.apkg || exit
"$TREE/tests/convert/anki/check" old.apkg latest.apkg || exit
# Anki is read back: the same items as those exported, but for what the ledger lists.
satchel-import -q --lang en-GB --seed 1 -o back old.apkg || exit
satchel-import -q --lang en-GB --seed 1 -o latest latest.apkg || exit
diff -r -x imported.tsv back latest || exit
satchel-validate -q back || exit
"$TREE/tests/convert/anki/compare" "$TREE/content" back
# The ledger.
satchel-export -f anki -o third.apkg "$TREE/content" 2>&1 | grep -v '^    \|^[a-z ]*  [a-z ]* *[0-9]' | sed 's/^each of [0-9]* /each of N /'
