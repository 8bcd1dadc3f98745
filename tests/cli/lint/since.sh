# Only findings in lines changed since a revision: committed, uncommitted and untracked, across renames.
. "$TREE/tests/cli/lint/functions"
command -v git > /dev/null || { echo "# needs git"; exit 0; }
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@example.org
export GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@example.org
q() { printf '<question id="%s"><stem>%s</stem>\n<option correct="true">A</option>\n<option>B</option></question>\n' "$1" "$2"; }
run() {
	echo "$*:"
	satchel-lint --quiet --format gcc --select question/no-explanation,question/no-key "$@" 2>&1
	echo "exit $?"
}
mkdir outside repo
lesson a '<p>A</p>' "<questions>$(q q-a What?)</questions>" > outside/a.xml
run --since HEAD outside
cd repo
git init -q -b main
lesson one '<p>A</p>' "<questions>$(q q-a What?)
$(q q-b Who?)</questions>" > one.xml
lesson two '<p>A</p>' "<questions>$(q q-c Whose?)</questions>" > two.xml
lesson 'with-blank' '<p>A</p>' "<questions>$(q q-d Whom?)</questions>" > 'with blank é.xml'
lesson 'quoted' '<p>A</p>' "<questions>$(q q-f When?)</questions>" > 'a "quoted" name.xml'
git add . && git commit -qm one
run --since HEAD .
run --since nothing .
run --since --all .
git checkout -qb work
git mv two.xml renamed.xml
sed -i 's|Who?|Who then?|' one.xml
git commit -qam two
git checkout -q main
echo '<!-- -->' >> two.xml
git commit -qam "on main" && git checkout -q work
run --since main .
sed -i '/q-a/,/<option>B/s| correct="true"||' one.xml
sed -i 's|Whose?|Whose then?|' renamed.xml
lesson fresh '<p>A</p>' "<questions>$(q q-e Why?)</questions>" > fresh.xml
sed -i '/Whom?/s|Whom?|Whom then?|' 'with blank é.xml'
sed -i '/When?/s|When?|When then?|' 'a "quoted" name.xml'
run --since main .
run --since main --stdin-path one.xml - < one.xml
cd ..
run --since main repo/fresh.xml
cd repo
git checkout -q --orphan apart && git commit -qm apart
run --since main .
mkdir ../empty
PATH=../empty "$(command -v satchel-lint)" --quiet --since main . 2>&1
echo "exit $?"
echo "in a submodule:"
git init -q -b main ../sub
lesson sub-one '<p>A</p>' "<questions>$(q q-s Where?)
$(q q-t Whither?)</questions>" > ../sub/one.xml
lesson sub-two '<p>A</p>' "<questions>$(q q-u Whence?)</questions>" > ../sub/two.xml
git -C ../sub add . && git -C ../sub commit -qm one
git init -q -b main ../super && cd ../super
git -c protocol.file.allow=always submodule --quiet add ../sub lessons && git commit -qm super
run --since HEAD .
sed -i 's|Where?|Where then?|' lessons/one.xml
git -C lessons commit -qam two
git -C lessons mv two.xml renamed.xml
sed -i 's|Whence?|Whence then?|' lessons/renamed.xml
run --since HEAD .
run --since HEAD lessons
cd lessons
run --since HEAD .
