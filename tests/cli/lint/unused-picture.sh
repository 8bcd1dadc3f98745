# A picture that no lesson of the tree shows; nothing is reported unless all lessons can be read.
. "$TREE/tests/cli/lint/functions"
figure() {
	echo "<figure id=\"f-$1\" src=\"$2\" alt=\"It shows $1.\"><caption>What is shown.</caption></figure>"
}
lint() {
	echo "$*:"
	satchel-lint --quiet --format gcc --select media/unused-picture "$@"
	echo "exit $?"
}
mkdir -p tree/heart/images/old tree/lung/images tree/shared/images tree/drafts/images tree/papers
touch tree/heart/images/one.svg "tree/heart/images/two words.png" tree/heart/images/LEFT.PNG \
	tree/heart/images/old/left.webp tree/heart/images/notes.txt tree/heart/images/.hidden.png \
	tree/heart/beside.gif tree/lung/images/left.jpeg tree/shared/images/lung.svg tree/shared/images/left.avif \
	tree/shared/images/draft.jpg tree/drafts/images/left.svg tree/papers/scan.png
ln -s one.svg tree/heart/images/again.svg
ln -s nothing.svg tree/heart/images/gone.svg
lesson heart "$(figure one images/again.svg; figure two images/two%20words.png)" > tree/heart/heart.xml
lesson lung "$(figure lung ../shared/images/lung.svg)" > tree/lung/lung.xml
lesson draft "$(figure draft ../shared/images/draft.jpg)" > tree/drafts/draft.xml

# Without satchel.xml, a named folder is the tree, and a lesson alone has none.
lint tree
lint tree/heart/heart.xml

# With satchel.xml, pictures below the operands are reported unless any lesson of the tree shows them.
echo '<satchel xmlns="urn:satchel:config:1"><ignore path="drafts/**"/></satchel>' > tree/satchel.xml
lint tree
(cd tree/heart && lint .)
lint tree/lung/lung.xml
lint --config tree/satchel.xml --jobs 3 tree/heart tree/lung/lung.xml
satchel-lint tree/heart/heart.xml 2>&1
satchel-lint --quiet --ignore media/unused-picture tree/heart
rm tree/heart/beside.gif tree/heart/images/LEFT.PNG tree/heart/images/old/left.webp
lint tree/heart

# A lesson that can't be read may show any of them.
broken() {
	echo "$1"
	lint tree 2>&1
}
lesson lung '<fig src="images/left.jpeg"/>' > tree/lung/lung.xml
broken "an unknown element"
(cd tree/heart && touch images/left.png && lint .)
lesson lung '<p>A &lt; B' > tree/lung/lung.xml
(cd tree/heart && lint .)
echo "no lesson" > tree/drafts/draft.xml
lesson lung '<p>A</p>' > tree/lung/lung.xml
broken "an ignored lesson that is none"
lesson draft '<p>A</p>' > tree/drafts/draft.xml
lint tree

# A picture named with other letter case, in another normal form, with a small misspelling, a backslash, or a leading
# slash is the one that was meant: the wrong path is the only finding. If wrong paths are not reported, the picture is
# unused.
rm -r tree
mkdir -p tree/images tree/Shared
touch tree/images/heart.svg tree/images/spleen.svg tree/images/kidney.svg tree/images/liver.svg tree/images/brain.svg tree/Shared/lung.svg \
	"tree/images/$(printf 'a\314\210.svg')"
ln -s nothing.svg tree/images/gone.svg
lesson a "$(figure one images/Heart.svg; figure two images/splen.svg; figure three shared/Lung.svg
	figure four "images/$(printf '\303\244.svg')"; figure five images/gone.svg; figure six other/heart.svg
	figure seven 'images\liver.svg'; figure eight /images/brain.svg)" > tree/a.xml
echo '<satchel xmlns="urn:satchel:config:1"/>' > tree/satchel.xml
satchel-lint --quiet --format gcc --select media/unused-picture,reference tree
lint --ignore reference tree

echo "Lessons that are not named themselves name pictures of another folder, each wrongly:"
mkdir tree/b tree/b/images
mv tree/a.xml tree/a
lesson b "$(figure ten ../images/Kidney.svg; figure eleven ../images/splen.svg; figure twelve ../Images/heart.svg
	figure thirteen ../Shared/lung.svg; figure fourteen '..\images\liver.svg')" > tree/b/b.xml
lesson c > tree/c.xml
satchel-lint --quiet --format gcc --select media/unused-picture,reference tree/c.xml
echo "exit $?"

echo "The covers of packs are used, whether their definitions are in the tree or in the folder packs beside it:"
rm -r tree
mkdir -p tree/heart/images tree/more packs/old
touch tree/heart/images/one.svg "tree/heart/images/two & three.svg" tree/heart/images/four.svg tree/heart/images/five.svg
lesson heart > tree/heart/heart.xml
cover() { # CONTENT SRC
	printf '<pack xmlns="urn:satchel:pack:1" id="p" version="1.0.0" release="1" licence="CC0-1.0" xml:lang="en" content="%s">
	<title>P</title>%s<unit id="u"><title>U</title><lesson id="heart"/></unit></pack>' "$1" "${2:+<cover src='$2' alt='A heart'/>}"
}
cover ../tree heart/images/one.svg > packs/one.xml
cover ../../tree/heart 'images/two%20&amp;%20three.svg' > packs/old/two.xml
cover ../heart images/four.svg > tree/more/four.xml
cover ../tree > packs/none.xml
cover ../tree ../../etc/passwd > packs/outside.xml
lint tree
echo '<satchel xmlns="urn:satchel:config:1"/>' > tree/satchel.xml
(cd tree/heart && lint .)
echo '<pack xmlns="urn:satchel:pack:1"><!' > packs/broken.xml
lint tree
