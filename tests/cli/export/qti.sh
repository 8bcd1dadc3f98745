# Packages of QTI 2.1 and 3.0: the same bytes each time, as the specifications say.
command -v python3 > /dev/null || { echo "# needs python3" && exit; }
for version in 21 30; do
	satchel-export -q -f qti$version -o first.zip "$TREE/content"
	satchel-export -q -f qti$version -o second.zip "$TREE/content"
	cmp first.zip second.zip || exit
	"$TREE/tests/convert/qti/check" $version first.zip || exit
	rm first.zip second.zip
done
satchel-export -f qti21 -o third.zip "$TREE/content" 2>&1 | grep -v '^    \|^[a-z ]*  [a-z ]* *[0-9]' | sed "s|$TREE/||; s/^each of [0-9]* /each of N /"
