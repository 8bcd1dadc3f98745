# Nothing is exported from lessons with errors, and nothing replaces what is there.
refuse() {
	satchel-export "$@"
	echo "exit code $?"
}
mkdir bad empty
sed 's/correct="true"/correct="false"/' "$TREE/content/psychiatry/cognitive-behavioural-therapy.xml" > bad/cognitive-behavioural-therapy.xml
refuse
refuse -f csv
refuse -f csv bad
refuse -f word bad -o out
refuse -f csv bad empty -o out
refuse -f csv bad -o out 2>&1 | sed -n '/error:/p; /^satchel/p; /^exit/p' | cut -c 1-100 | uniq
refuse -f csv empty -o out
refuse -f csv missing -o out
echo 'no pack' > pack.satchel
refuse -f csv pack.satchel -o out
if command -v python3 > /dev/null; then
	python3 "$TREE/tests/packs/vectors" . format-2 requires-unknown
	refuse -f csv format-2.satchel -o out
	refuse -f csv requires-unknown.satchel -o out
	rm format-2.satchel requires-unknown.satchel
fi
ls
