# Pictures may be beside the lesson or anywhere in the tree, but not outside it.
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
# Without satchel.xml, the named folder is the tree.
mv tree/satchel.xml kept.xml
satchel-lint --no-config --quiet tree | grep -c 'symbolic link'
mv kept.xml tree/satchel.xml
satchel-validate --quiet tree/lessons/heart.xml

# File and folder names that look the same but are in another normal form, and the case of non-ASCII letters.
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
