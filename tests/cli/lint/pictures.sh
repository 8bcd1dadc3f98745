# Pictures: beside the lesson, anywhere in the tree, and not a step outside it.
. "$TREE/tests/cli/lint/functions"
mkdir -p tree/lessons/images tree/shared
echo '<satchel xmlns="urn:satchel:config:1"/>' > tree/satchel.xml
touch tree/lessons/images/Heart.svg "tree/shared/two words.svg" secret.svg
ln -s ../../../secret.svg tree/lessons/images/link.svg
ln -s ../shared tree/lessons/inner
figures=""
n=0
for src in images/Heart.svg ../shared/two%20words.svg inner/two%20words.svg images/heart.svg images/Haert.svg images/link.svg \
	../../secret.svg images/../../../secret.svg %2e%2e/%2E%2E/secret.svg /etc/passwd //host/x.svg 'images\Heart.svg' \
	https://example.org/x.svg data:image/svg+xml,x images images/100%.svg images/%zz.svg images/Heart.svg%00 nowhere/x.svg; do
	n=$((n + 1))
	figures="$figures
<figure id=\"f-$n\" src=\"$src\" alt=\"$src\"/>"
done
lesson heart "$figures" > tree/lessons/heart.xml
# A tree that no satchel.xml marks is the folder that was asked for.
mv tree/satchel.xml kept.xml
satchel-lint --no-config --quiet tree | grep -c 'symbolic link'
mv kept.xml tree/satchel.xml
satchel-validate --quiet tree/lessons/heart.xml

# Names that look the same but are in another normal form, of a file and of a folder; the case of letters beyond ASCII.
echo "In another normal form:"
composed=$(printf '\303\244') decomposed=$(printf 'a\314\210')
mkdir -p "tree/lessons/$decomposed"
touch "tree/lessons/images/herz$decomposed.svg" "tree/lessons/$decomposed/heart.svg" "tree/lessons/images/hand$composed.svg" \
	"tree/lessons/images/Öhr.svg"
figures=""
for src in "images/herz$composed.svg" images/herz%C3%A4.svg "images/hand$decomposed.svg" "$composed/heart.svg" images/öhr.svg \
	"Images/Heart.svg" "images/herz$decomposed.svg"; do
	n=$((n + 1))
	figures="$figures
<figure id=\"f-$n\" src=\"$src\" alt=\"$src\"/>"
done
lesson heart "$figures" > tree/lessons/heart.xml
satchel-validate --quiet tree/lessons/heart.xml > found
code=$?
grep -E 'error|help' found
exit $code
