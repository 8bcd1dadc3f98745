# Files that satchel.xml ignores are unchanged unless named; an invalid satchel.xml stops everything.
lesson() { # ID
	printf '<lesson xmlns="urn:satchel:lesson:1" id="%s" xml:lang="en" reviewed="2026-11-20"><title>T</title>' "$1"
	echo '<summary>S</summary><section id="s"><title>T</title><p>Text.</p></section></lesson>'
}
mkdir -p tree/drafts
lesson a > tree/a.xml
lesson b > tree/drafts/b.xml
echo '<satchel xmlns="urn:satchel:config:1"><ignore path="drafts/**"/></satchel>' > tree/satchel.xml
echo '<satchel xmlns="urn:satchel:config:1"><ignore path="tree/a.xml"/></satchel>' > other.xml
for options in '' --no-config '--config other.xml' '--config other.xml --no-config'; do
	echo "with '$options':"
	satchel-fmt --check -q $options tree
done
echo "named:"
satchel-fmt --check -q tree/drafts/b.xml
echo '<satchel xmlns="urn:satchel:config:1"><ignored path="drafts/**"/></satchel>' > tree/satchel.xml
satchel-fmt --check tree
echo "exit $?"
