# Export to Anki: the same bytes each time, and what Anki's importer relies upon.
command -v python3 > /dev/null && command -v zstd > /dev/null || { echo "# needs python3 and zstd" && exit; }
satchel-export -q -f anki -o old.apkg "$TREE/content"
satchel-export -q -f anki -o again.apkg "$TREE/content"
satchel-export -q -f anki-latest -o latest.apkg "$TREE/content"
cmp old.apkg again.apkg || exit
"$TREE/tests/convert/anki/check" old.apkg latest.apkg || exit
# The ledger.
satchel-export -f anki -o third.apkg "$TREE/content" 2>&1 | grep -v '^    \|^[a-z ]*  [a-z ]* *[0-9]' | sed 's/^each of [0-9]* /each of N /'
