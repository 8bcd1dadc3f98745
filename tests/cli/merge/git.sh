# As the merge driver of Git, with the lines of the manual: merge, rebase, cherry-pick, revert and stash.
command -v git > /dev/null || { echo "# needs git"; exit 0; }
HOME=$PWD/home
export HOME
unset XDG_CONFIG_HOME
mkdir home
git config --global user.name N
git config --global user.email n@example.org
git config --global init.defaultBranch main
git config --global advice.mergeConflict false
manual=$TREE/tools/cmd/satchel-merge.1
sed -n '/^git config/,/^\.Ed/p' "$manual" | sed '/^\.Ed/d; s/\\e/\\/' > recipe
. ./recipe
git init -q "work tree" && cd "work tree" || exit 3
mkdir -p "content/a folder"
. "$TREE/tests/cli/merge/prepare"
lesson='content/a folder/lesson.xml'
mv base.xml "$lesson"
sed -n '/^\*\.xml /,/^\.Ed/p' "$manual" | sed '/^\.Ed/d' > .gitattributes
git add . && git commit -qm base
# change BRANCH SED-SCRIPT: a branch from main with a change of the lesson.
change() {
	git checkout -q -b "$1" "${3:-main}" && sed -i "$2" "$lesson" && git commit -qam "$1"
}
change ours "s|^  </cards>|$(card c-ours one)&|"
change theirs "s|^  </cards>|$(card c-theirs two)&|"
git checkout -q ours
git merge -q theirs -m merged
echo "merge: exit $?"
grep -c '<card id="c-' "$lesson"
git checkout -q theirs
git rebase -q ours
echo "rebase: exit $?"
grep -c '<card id="c-' "$lesson"
change picked 's/Less is/Much less is/'
change other 's/Which gland/What gland/'
git cherry-pick picked > /dev/null
echo "cherry-pick: exit $?"
git revert --no-edit HEAD~1 > /dev/null
echo "revert: exit $?"
git diff main -- "$lesson" | grep '^[-+] '
sed -i 's/narrow/small/' "$lesson"
git stash -q
sed -i 's/a level taken/the level taken/' "$lesson"
git commit -qam more
git stash pop -q
echo "stash: exit $?"
git diff main -- "$lesson" | grep '^[-+] '
git commit -qam last
echo "--- a conflict"
change one 's/12 hours\.$/10 hours./'
change two 's/12 hours\.$/14 hours./'
git merge one 2>&1
echo "merge: exit $?"
git status --short
git diff | grep '^[-+ ][-+ ][<=>|]'
satchel-lint "$lesson" 2>&1 | head -1
git merge --abort
git config merge.conflictStyle diff3
git merge one > /dev/null 2>&1
sed -n '/^<<</,/^>>>/p' "$lesson"
git merge --abort
git status --short
echo "--- several branches at once"
change answer 's/After 12 hours/After 10 hours/'
change asked 's/a level taken/a level of lithium taken/'
git checkout -q -b all main
git merge -q answer asked 2> said
echo "merge: exit $?"
rm said
git diff --stat main
git merge -q answer && git merge asked > /dev/null 2>&1
echo "one after the other: exit $?"
