# satchel-validate reads satchel.xml like satchel-lint: severities, excluded paths, and mistakes in it.
. "$TREE/tests/cli/lint/functions"
mkdir -p tree/drafts other
cat > tree/satchel.xml << 'XML'
<satchel xmlns="urn:satchel:config:1">
  <rule name="identity/retired-id" severity="off"/>
  <rule name="reference/unknown-id" severity="warning"/>
  <rule name="question/no-key" severity="error"/>
  <ignore path="drafts/**"/>
  <pattern name="usually"><regex>usually</regex><message>say when</message></pattern>
</satchel>
XML
echo '<retired-ids xmlns="urn:satchel:retired:1"><retired id="a" since="2026-01-31" reason="x"/></retired-ids>' > tree/retired.xml
lesson a '<p><link to="nowhere">It</link> is usually so.</p>' > tree/a.xml
lesson b '<p><link to="nowhere">It</link></p>' > tree/drafts/b.xml
run() {
	satchel-validate --quiet --format gcc "$@"
	echo "exit $?"
}
run tree
echo "named:"
run tree/drafts/b.xml
echo "another one:"
echo '<satchel xmlns="urn:satchel:config:1"/>' > other/satchel.xml
run --config other/satchel.xml tree
echo "none:"
run --no-config tree
run --no-config --config other/satchel.xml tree
echo "effective configuration:"
satchel-validate --show-config tree | grep -e retired-id -e unknown-id -e no-key -e ignore -e 'name="usually"'
echo "wrong:"
sed -i 's/question.no-key/question\/no-kye/' tree/satchel.xml
run tree
run other tree/a.xml
