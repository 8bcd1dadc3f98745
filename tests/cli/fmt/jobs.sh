# Files and output do not depend on the number of threads.
mkdir one
for i in $(seq 100 400); do
	id=" id='c-$i'"
	[ $((i % 7)) -ne 0 ] || id=
	[ $((i % 11)) -ne 0 ] || id="$id <"
	printf '<lesson xmlns="urn:satchel:lesson:1" id="l-%s" xml:lang="en" reviewed="2026-11-20"><title>T</title>
<summary>S. T.</summary><section id="s"><title>T</title><p>Text.</p></section>
<cards><card%s><front>F %s</front><back>B</back></card></cards></lesson>\n' "$i" "$id" "$i" > "one/$i.xml"
done
: > one/250.xml
ln -sf nowhere one/251.xml
cp -R one many
cp -R one shown
(cd shown && satchel-fmt --diff --seed 1 --jobs 1 . > ../diff.one 2> ../said.diff.one; echo "exit $?")
(cd shown && satchel-fmt --diff --seed 1 --jobs 5 . > ../diff.many 2> ../said.diff.many; echo "exit $?")
(cd one && satchel-fmt --seed 1 --jobs 1 . > ../out.one 2> ../said.one; echo "exit $?")
(cd many && satchel-fmt --seed 1 --jobs 5 . > ../out.many 2> ../said.many; echo "exit $?")
for name in diff said.diff out said; do
	cmp "$name.one" "$name.many"
done
diff -r one many 2> dangling
grep -c '^+++' diff.many
grep -o 'id="c-[a-z0-9]*"' -rh one | sort | uniq -d | head -n 1
tail -n 1 said.many
(cd many && satchel-fmt -q --check 1[0-3]*.xml 2> /dev/null)
true
