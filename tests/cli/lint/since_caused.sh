# Errors that a change causes elsewhere, and what --fix and --diff then change.
. "$TREE/tests/cli/lint/functions"
command -v git > /dev/null || { echo "# needs git"; exit 0; }
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@example.org
export GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@example.org
git init -q -b main
mkdir tree tree/images
echo '<satchel xmlns="urn:satchel:config:1"/>' > tree/satchel.xml
echo '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="3"/></svg>' > tree/images/h.svg
lesson m '<p title="a > b">Give 1.0 mg.</p>' "<cards>$(card c-m 'What is the antidote to iron?' Deferoxamine)</cards>" > tree/m.xml
lesson n '<p>See <link to="c-m">it</link>.</p>
<figure id="f" src="images/h.svg" alt="A circle of three"><caption>Cap.</caption><credit licence="CC0-1.0">S</credit></figure>' > tree/n.xml
lesson p '<p>Give 5mg.</p>
<p>Quiet.</p>' > tree/p.xml
git add . && git commit -qm one
run() {
	echo "$*:"
	satchel-lint --quiet --format gcc --severity error --since HEAD "$@" > found 2>&1
	code=$?
	sed 's/: error: .*\[/ [/' found
	echo "exit $code"
}
undo() {
	git reset -q --hard
	git clean -qfd
}
run tree
sed -i 's/c-m/c-other/' tree/m.xml
run tree/m.xml
undo
rm tree/images/h.svg
run tree/p.xml
undo
echo '<retired-ids xmlns="urn:satchel:retired:1"><retired id="c-m" since="2026-11-20" reason="gone"/></retired-ids>' > tree/retired.xml
run tree
undo
cp tree/m.xml tree/a.xml
run tree
undo
echo '<satchel xmlns="urn:satchel:config:1"><rule name="medical/missing-space" severity="error"/></satchel>' > tree/satchel.xml
run tree
undo
git mv tree lessons
sed -i 's/Summary/Another summary/' lessons/n.xml
run lessons
undo
ln -s "$PWD/tree/m.xml" tree/link.xml && git add . && git commit -qm "a link"
sed -i 's|</p>||' tree/m.xml
run tree/link.xml
undo
sed -i 's/Quiet/Take 6mg/' tree/p.xml
satchel-lint --quiet --since HEAD --diff tree | grep '^[-+]'
satchel-lint --quiet --select medical/ --since HEAD --fix tree
git diff -U0 | grep '^[-+] *<'
