# Packages of all three generations give the same lessons; what they lose is in the ledger.
command -v python3 > /dev/null && command -v zstd > /dev/null || { echo "# needs python3 and zstd" && exit; }
"$TREE/tests/convert/anki/make" notes1 notes2 notes3 || exit
for generation in 1 2 3; do
	satchel-import -q --seed 1 --reviewed 2026-11-20 -o out$generation notes$generation.apkg
	echo "exit $?"
	satchel-validate -q out$generation || exit
	[ $generation = 1 ] || diff -r -x imported.tsv out1 out$generation || exit
done
cat out1/*.xml
satchel-import --seed 1 --reviewed 2026-11-20 -o again notes3.apkg 2>&1
# Importing again changes nothing.
satchel-import -q --reviewed 2026-11-20 -o again notes3.apkg
diff -r out3 again
