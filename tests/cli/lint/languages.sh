# Rules about words know English, in any letter case; lessons in other languages are mentioned once.
. "$TREE/tests/cli/lint/functions"
text='<p>Give 10 U of insulin.</p>'
for tag in en EN-gb En de DE-at fr; do
	lesson "l-$(echo "$tag" | tr A-Z a-z)" "$text" | sed "s/xml:lang=\"en\"/xml:lang=\"$tag\"/" > "$tag.xml"
done
satchel-lint --quiet --format gcc --select medical/ . 2>&1 | sed 's/: warning.*\[/ [/'
echo "no such rule is on:"
satchel-lint --quiet --format gcc --select xml/ . 2>&1
echo "English alone:"
satchel-lint --quiet --format gcc --select medical/unit-case en.xml EN-gb.xml 2>&1
