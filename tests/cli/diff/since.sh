# --since: finds the same content in Git, however the revision and the operand are named; no temporary file is left, and
# the index of the work tree is unchanged.
command -v git > /dev/null || { echo "# needs git"; exit; }
. "$TREE/tests/cli/diff/released"
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@example.org
here=$(pwd -P)
mkdir repo tmp
mv content packs repo
export TMPDIR="$here/tmp"
cd repo
git init -q -b main .
git add .
git commit -qm one
git tag v1
git branch 'zweig-ü'
sed -i 's/seventy times/eighty times/' content/heart.xml
git commit -qam two
sed -i 's/eighty times/ninety times/' content/heart.xml
since() { # REVISION THING
	echo "# $1, $2"
	satchel-diff --since "$1" "$2" 2>&1 | grep -v ' → \|^1 change' | sed "s,$here,HERE,; s/: error: .*/: error: …/"
	ls -A "$here/tmp"
}
sha256sum .git/index > "$here/index"
for revision in v1 zweig-ü main HEAD HEAD~1 'v1^{}' HEAD~9 nothing '' -h --all HEAD:packs 'v1^{tree}'; do
	since "$revision" packs/small.xml
done
since v1 content
since v1 content/../packs/small.xml
(cd packs && since v1 small.xml && since v1 ../content/)
(cd .. && since v1 repo/packs/small.xml && ln -s repo link && since v1 link/packs/small.xml)
cp packs/small.xml packs/other.xml
since v1 packs/other.xml
rm packs/other.xml
sha256sum -c "$here/index"
echo "# as hooks are called"
GIT_DIR=.git since v1 packs/small.xml
GIT_DIR=.git GIT_WORK_TREE=. GIT_INDEX_FILE=.git/index since v1 packs/small.xml
(cd packs && GIT_DIR=../.git GIT_WORK_TREE=.. since v1 small.xml)
(cd .. && GIT_DIR=repo/.git GIT_WORK_TREE=repo since v1 repo/packs/small.xml)
sha256sum -c "$here/index"
echo "# no folder for temporary files"
TMPDIR=$here/none satchel-diff --since v1 packs/small.xml 2>&1
echo "$?"
echo "# the gate"
satchel-diff --gate --since v1 packs/small.xml 2>&1
satchel-diff --bump --since v1 packs/small.xml
satchel-diff --gate --since v1 packs/small.xml 2>&1
echo "# a lesson that is broken at the revision"
sed -i 's/<title>The heart/<titel>The heart/' content/heart.xml
git commit -qam three
git checkout -q v1 content
since HEAD packs/small.xml
git reset -q --hard HEAD~1
echo "# outside"
cp -r content packs "$here/tmp"
(cd "$here/tmp" && satchel-diff --since v1 packs/small.xml 2>&1 | sed "s,$here,HERE,"; rm -r content packs)
echo "# a clone without history"
git clone -q --depth 1 "file://$here/repo" "$here/shallow"
(cd "$here/shallow" && since HEAD packs/small.xml && since HEAD~1 packs/small.xml)
echo "# a separate work tree, with spaces and umlauts"
git worktree add -q "$here/ä b" v1
(cd "$here/ä b" && sed -i 's/seventy times/sixty times/' content/heart.xml && since v1 packs/small.xml)
git mv packs 'päck s'
git mv content 'con tent'
sed -i 's,../content,../con tent,' 'päck s/small.xml'
git commit -qam four
sed -i 's/eighty times/fifty times/' 'con tent/heart.xml'
since HEAD 'päck s/small.xml'
echo "# lessons of another repository"
git init -q -b main "$here/super"
cd "$here/super"
git -c protocol.file.allow=always submodule -q add "file://$here/repo" lib 2> said || cat said
sed 's,../con tent,../lib/con tent,' 'lib/päck s/small.xml' > small.xml
sed -i 's,../lib,lib,' small.xml
git add .
git commit -qm one
since HEAD 'lib/päck s/small.xml'
since HEAD small.xml
