# The lessons of a pack are checked as satchel-lint checks them, with the satchel.xml of their tree.
command -v jq > /dev/null || { echo "# needs jq"; exit; }
. "$TREE/tests/cli/pack/prepare"
config() {
	printf '<satchel xmlns="urn:satchel:config:1">%s</satchel>\n' "$1" > content/satchel.xml
}
build() {
	rm -f small.satchel
	satchel-pack build packs/small.xml --today 2026-11-23 "$@" > said 2>&1
	code=$?
	grep -e ': error:' -e ': warning:' -e '^satchel-pack' said
	echo "exit $code$([ ! -f small.satchel ] || echo ', packed')"
}
echo "a warning that is an error here:"
sed -i 's/Count them/Count count them/' content/pump.xml
build
config '<rule name="text/repeated-word" severity="error"/>'
build
build --no-config
echo "a pattern of the house:"
config '<pattern name="count" severity="error"><regex>Count</regex><message>say how</message></pattern>'
build
config '<pattern name="count"><regex>Count</regex><message>say how</message></pattern>'
build
echo "a day:"
sed -i 's/reviewed="2026-11-20"/& review-by="2026-12-31"/' content/heart.xml
config '<rule name="freshness/overdue" severity="error"/><rule name="text/" severity="off"/>'
build
build --today 2027-01-01
build --today 2027-02-29
echo "a picture that no lesson shows:"
config '<rule name="media/unused-picture" severity="error"/><rule name="text/" severity="off"/>'
cp content/images/shape.svg content/images/spare.svg
build
rm content/images/spare.svg
echo "a listed lesson that is to be left alone, and one that is not listed:"
mkdir content/drafts
mv content/heart.xml content/drafts/
sed -i 's|images/|../&|' content/drafts/heart.xml
config '<rule name="text/" severity="off"/><ignore path="drafts/**"/>'
echo '<lesson><no' > content/drafts/broken.xml
build
satchel-pack cat small.satchel heart | jq -r .id
build --config packs/none.xml
sed -i 's/ correct="true"//' content/drafts/heart.xml
build
sed -i 's/<section/<sectoin/' content/drafts/heart.xml
build
rm content/drafts/heart.xml
build
echo "a satchel.xml that is wrong:"
config '<rule name="text/repeated-wrod" severity="error"/>'
build
build --config content/satchel.xml --no-config
