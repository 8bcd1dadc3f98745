# Lessons with errors: the page has the others, and says so. Links that lead nowhere, and ids used twice, do not matter.
. "$TREE/tests/cli/preview/prepare"
sed -i 's/ correct="true"//' content/heart.xml
lesson cut "Cut short"
printf '<lesson id="cut' > content/cut.xml
sed 's/id="pump"/id="other"/; s|It has|Not <link to="nowhere"/>, but <link to="heart">this</link> has|' content/pump.xml > content/other.xml
satchel-preview content -o page.html 2> found
echo $?
sed -n 's/: error: .*\[/: [/p' found
tail -n 1 found
pack_of page.html out.satchel || exit
for id in pump other heart; do
	satchel-pack cat --text out.satchel "$id" | head -n 4
done
# What the page lacks is counted: here nothing, though there is an error.
rm content/*.xml
lesson pump "The pump"
sed -i 's|It has|Not <link to="nowhere"/> has|' content/pump.xml
satchel-preview content -o page.html 2>&1 | tail -n 1
# A file that repeats the id of another one.
sed 's/Not <link to="nowhere"\/> has/It has/' content/pump.xml > content/z.xml
satchel-preview content -o page.html 2>&1 | tail -n 1
