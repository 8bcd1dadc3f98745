# If the satchel.xml at the top of a tree is removed, lessons that are named alone can't be compared with the rest of
# it.
. "$TREE/tests/cli/lint/functions"
export GIT_CONFIG_GLOBAL=/dev/null
git init -q . && git config user.name A && git config user.email a@example.org
mkdir -p top/tree/sub
echo '<satchel xmlns="urn:satchel:config:1"/>' > top/tree/satchel.xml
lesson a '<p>See <link to="b">it</link>.</p>' > top/tree/a.xml
lesson b '<p>Text.</p>' > top/tree/sub/b.xml
git add . && git commit -qm one
sed -i 's/id="b"/id="c"/' top/tree/sub/b.xml
run() {
	satchel-lint --quiet --format gcc --since HEAD "$@" > found 2>&1
	code=$?
	sed "s|$PWD/||" found
	echo "exit $code"
}
run top/tree/sub/b.xml
rm top/tree/satchel.xml
run top/tree/sub/b.xml
run top/tree/sub
run top/tree
run .
