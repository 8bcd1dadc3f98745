# What cannot be used is refused with a reason, and nothing is written.
refuse() {
	satchel-import "$@"
	echo "exit code $?"
}
echo 'a,b' > cards.csv
mkdir full && echo text > full/notes.txt
refuse
refuse cards.csv
refuse cards.csv -o full
refuse cards.csv -o cards.csv
refuse missing.csv -o new
refuse . -f csv -o new
refuse -f word cards.csv -o new
refuse --lang english_uk cards.csv -o new
refuse --reviewed yesterday cards.csv -o new
echo 'no known format' > letter.txt
refuse letter.txt -o new
printf 'front,back\nx\0y,z\n' > nul.csv
refuse nul.csv -o new
echo 'front,back' > empty.csv
refuse empty.csv -o new
satchel-import -q cards.csv -o deck
sed -i 's/\t[^\t]*$/\tdigest/' deck/imported.tsv
refuse cards.csv -o deck
satchel-import -q cards.csv -o broken
echo '<lesson' > broken/cards.xml
refuse cards.csv -o broken

awk 'BEGIN { print "front,back"; for (n = 0; n < 14000; n++) { printf "Q%d?,", n; for (i = 0; i < 500; i++) printf "wordy word"; print "" } }' > large.csv
refuse large.csv -o new
rm large.csv
ls -A
