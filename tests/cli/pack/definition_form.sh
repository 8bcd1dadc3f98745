# Files that are not definitions.
try() {
	satchel-pack build "$1"
	echo "$1: $?" >&2
}
: > empty.xml
echo '<pack xmlns="urn:satchel:pack:1"><unit></pack>' > torn.xml
echo '<lesson xmlns="urn:satchel:lesson:1"/>' > lesson.xml
printf '<!DOCTYPE pack [<!ENTITY x SYSTEM "/etc/passwd">]>\n<pack xmlns="urn:satchel:pack:1">&x;</pack>\n' > doctype.xml
printf '<pack xmlns="urn:satchel:pack:1" id="a&#10;b&#x9b;31m\342\200\256c"/>\n' > controls.xml
mkdir folder.xml
for name in empty torn lesson doctype controls folder absent; do
	try $name.xml
done
