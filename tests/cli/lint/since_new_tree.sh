# A satchel.xml in a subfolder splits a tree, which a run over the whole refuses. --since also refuses if it is new,
# even for lessons that are named alone.
. "$TREE/tests/cli/lint/functions"
export GIT_CONFIG_GLOBAL=/dev/null
git init -q . && git config user.name A && git config user.email a@example.org
mkdir -p tree/sub
lesson a > tree/a.xml
lesson b > tree/sub/b.xml
run() {
	satchel-lint --quiet --format gcc --since HEAD "$@" > found 2>&1
	code=$?
	sed "s|$PWD/||g" found
	echo "exit $code"
}
echo '<satchel xmlns="urn:satchel:config:1"/>' > tree/satchel.xml
git add . && git commit -qm one
cp tree/satchel.xml tree/sub
run tree
run tree/a.xml
run tree/sub/b.xml
echo "the part, or all with one configuration:"
run tree/sub
run --config tree/satchel.xml tree/a.xml
echo "moved into the part:"
rm tree/satchel.xml
run tree/a.xml
run tree/sub/b.xml
echo "in two parts before:"
git checkout -q . && git add . && git commit -qm two
run tree/a.xml
run tree/sub/b.xml
