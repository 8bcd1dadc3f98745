# Pack definitions in a folder of lessons are skipped, like satchel.xml and retired.xml, unless they are named or the
# folder contains nothing else.
. "$TREE/tests/cli/lint/functions"
mkdir -p tree/lessons tree/packs
echo '<satchel xmlns="urn:satchel:config:1"/>' > tree/satchel.xml
echo '<retired-ids xmlns="urn:satchel:retired:1"/>' > tree/retired.xml
lesson a '<p>Text.</p>' > tree/lessons/a.xml
sed 's/id="a"/id="b"/; s/Text/Other text/' tree/lessons/a.xml > tree/lessons/b.xml
printf '<?xml version="1.0"?>\n<!-- <lesson> -->\n<pack id="p"\n  xmlns = "urn:satchel:pack:1"/>\n' > tree/packs/p.xml
run() {
	"$@" 2>&1
	echo "$*: $?"
}
run satchel-lint tree
run satchel-lint tree/lessons/a.xml
run satchel-fmt tree
(cd tree && run satchel-fmt --check . && run satchel-lint .)
run satchel-lint tree/packs
run satchel-fmt --check tree/packs
run satchel-lint --format gcc tree/packs/p.xml
run satchel-fmt --check tree/packs/p.xml
# A lesson that mentions a definition is still a lesson.
sed -i 's/Other text/<code>urn:satchel:pack:1<\/code> 5mg/' tree/lessons/b.xml
run satchel-lint --format gcc tree
