# Names of lessons, pictures and folders that Windows or macOS don't allow: one finding per name or pair, whether or not
# a lesson shows the picture, and whatever other rules are enabled.
. "$TREE/tests/cli/lint/functions"
top=$(pwd -P)
lint() {
	echo "$*:"
	satchel-lint --quiet --format gcc --select file "$@" | sed "s|^$top/||"
}
mkdir -p tree/Images tree/images tree/aux/deep tree/pictures
touch tree/images/heart.svg "tree/images/$(printf 'a\314\210.svg')" "tree/images/$(printf '\303\244.svg')"
touch tree/Images/lung.svg tree/images/lung.svg "tree/images/ends.svg. " "tree/images/what?.svg" tree/images/com10.svg
touch "tree/images/Com¹ .svg" "tree/images/$(printf '\377.svg')" "tree/images/$(printf '\376.svg')" "tree/images/x\\y.svg"
touch tree/pictures/straße.png tree/pictures/STRASSE.png "tree/images/$(printf 'tab\t.svg')" "tree/aux/nul. :.png."
ln -s heart.svg tree/images/HEART.svg
lesson a > tree/aux/deep/a.xml
lesson b > tree/aux/deep/A.xml
lesson c > tree/c.xml
lint tree

# The names of the tree's own folder and of its parents are not checked.
(cd tree && lint aux)

# A lesson named alone is compared with the tree, and only its own path is reported.
echo '<satchel xmlns="urn:satchel:config:1"/>' > tree/satchel.xml
lint tree/aux/deep/A.xml
(cd tree/aux/deep && lint ./A.xml)

echo "Other rules alone, which find no picture in a name that Windows would cut:"
satchel-lint --quiet --format gcc --ignore file tree | grep -e file/ -e ends
echo "Ignored by satchel.xml:"
echo '<satchel xmlns="urn:satchel:config:1"><ignore path="images/**"/></satchel>' > tree/satchel.xml
lint tree | grep images/
lint --ignore file/reserved-name --select media/unused-picture tree/c.xml

# A name may contain the separator that baselines write between the sides of a pair.
rm -r tree/Images tree/images tree/aux tree/pictures
echo '<satchel xmlns="urn:satchel:config:1"/>' > tree/satchel.xml
mkdir -p tree/images tree/pictures
touch "tree/images/a + b.svg" "tree/images/A + B.svg"
lint --baseline known --update-baseline tree
lint --baseline known tree

command -v git > /dev/null || exit 0
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@example.org
export GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@example.org
lesson lung > tree/lung.xml
lesson lungs > tree/Lung.xml
mkdir tree/Images
touch tree/Images/spleen.svg tree/pictures/Heart.svg
git init -q -b main . && git add tree && git commit -qm one
lint --baseline known --update-baseline tree
grep -o '^file/.*' known
lint --baseline known tree
lint --since HEAD tree

# A third name adds one pair.
lesson third > tree/LUNG.xml
lint --since HEAD tree
lint --since HEAD tree/LUNG.xml
lint --since HEAD tree/c.xml
rm tree/LUNG.xml

# Of a pair, the new side is reported. Another file in a folder adds no pair.
mkdir tree/Pictures
touch tree/pictures/HEART.svg tree/Pictures/Lung.svg tree/Images/aorta.svg tree/images/Aorta.svg tree/pictures/con.svg
lint --since HEAD tree
lint --baseline known tree
satchel-lint --quiet --format gcc --select file --since HEAD tree > output
echo "exit $?"
git add tree && git mv tree/lung.xml tree/lungs.xml && git commit -qm two
lint --since HEAD tree
lint --since HEAD~ tree
