# A file in a folder that does not exist yet belongs to the tree of the nearest folder that does.
. "$TREE/tests/cli/lint/functions"
mkdir -p tree/sub
echo '<satchel xmlns="urn:satchel:config:1"><rule name="medical/missing-space" severity="error"/><ignore path="drafts/**"/></satchel>' > tree/satchel.xml
lesson a '<p>Text.</p>' "<cards>$(card c-a Front Back)</cards>" > tree/a.xml
sed 's/id="a"/id="b"/; s/Text/Give 5mg/' tree/a.xml > b.xml
lint() {
	echo "$1"
	satchel-lint --quiet --format gcc --stdin-path "$1" - < "$2" | grep -v duplicate/card
}
lint tree/new.xml b.xml
lint tree/new/new.xml b.xml
lint tree/sub/new/newer/new.xml b.xml
lint "$PWD/tree/new/new.xml" b.xml | sed "s|$PWD|HERE|"
cd tree
lint new.xml ../b.xml
lint new/new.xml ../b.xml
echo "the ids of the tree are not given again:"
sed 's/ id="c-a"//' ../b.xml > ../c.xml
satchel-fmt --quiet --seed 1 ../c.xml
sed -i "s/c-a/$(grep -o 'c-[a-z0-9]*' ../c.xml | head -1)/" a.xml
sed 's/ id="c-[^"]*"//' ../c.xml | satchel-fmt --quiet --seed 1 --stdin-path new/new.xml - > ../d.xml
[ "$(grep -o 'c-[a-z0-9]*' a.xml)" != "$(grep -o '"c-[a-z0-9]*' ../d.xml | tr -d '"')" ] && echo "another one"
