# Different pictures under the same path in two folders stay different pictures.
mkdir -p tree/a/images tree/b/images
printf '<satchel xmlns="urn:satchel:config:1"/>\n' > tree/satchel.xml
for name in a b; do
	printf '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>%s</title></svg>\n' $name > tree/$name/images/x.svg
	cat > tree/$name/$name.xml << END
<lesson xmlns="urn:satchel:lesson:1" id="$name" xml:lang="en" reviewed="2026-11-20"><title>Lesson $name</title>
<summary>A picture.</summary><section id="s"><title>Picture</title><p>See it.</p>
<figure id="f-$name" src="images/x.svg" alt="The letter $name"/></section></lesson>
END
done
satchel-export -q -f markdown -o notes tree
echo "exit code $?"
grep -o 'images/x[^)" ]*' notes/a.md notes/b.md
for name in a b; do grep -o '<title>.</title>' notes/$(grep -o 'images/x[^)" ]*' notes/$name.md); done
