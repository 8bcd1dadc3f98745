# Deletions: nested, with several numbers, beyond 99, in formulas and lists, and damaged ones.
command -v python3 > /dev/null && command -v zstd > /dev/null || { echo "# needs python3 and zstd" && exit; }
"$TREE/tests/convert/anki/make" clozes || exit
satchel-import --seed 1 --reviewed 2026-11-20 -o out clozes.apkg 2>&1
sed -n '/<cards>/,/<\/cards>/p' out/default.xml
satchel-validate -q out
