# Files that satchel.xml ignored were not checked, so their findings are new once they are no longer ignored, even if
# the files are named.
. "$TREE/tests/cli/lint/functions"
export GIT_CONFIG_GLOBAL=/dev/null
git init -q . && git config user.name A && git config user.email a@example.org
mkdir drafts
lesson a > a.xml
lesson b '<p>See <link to="nothing">it</link>.</p>' > drafts/b.xml
echo '<satchel xmlns="urn:satchel:config:1"><ignore path="drafts/**"/></satchel>' > satchel.xml
git add . && git commit -qm one
run() {
	satchel-lint --quiet --format gcc --since HEAD "$@"
	echo "exit $?"
}
echo "a draft that is published:"
git mv drafts/b.xml b.xml
run .
run b.xml
echo "drafts that are checked from now on:"
git reset -q --hard
echo '<satchel xmlns="urn:satchel:config:1"/>' > satchel.xml
run .
run drafts/b.xml
run a.xml
echo "a draft that is named, and is ignored as before:"
git reset -q --hard
run drafts/b.xml
