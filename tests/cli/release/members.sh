# Anyone can read the changelog, so no word of content for members may be in it, however it changes. In this test such
# words contain SECRET; free and changed words contain PLAIN.
. "$TREE/tests/cli/pack/prepare"
rm -r content/images
export SATCHEL_SECRET_KEY="$(satchel-pack keygen --no-passphrase ../ours > ../said && cat ../ours.key)"
sed -i 's/<unit/<edition id="full"\/><edition id="free"\/>&/' packs/small.xml
begin() { # ID ACCESS TITLE
	printf '<?xml version="1.0" encoding="UTF-8"?>\n<lesson xmlns="urn:satchel:lesson:1" id="%s" xml:lang="en" reviewed="2026-11-20" access="%s">
<title>%s</title><summary>Of %s.</summary>\n' "$@" "$3"
}
section() { # ID ACCESS WORD CITED
	echo "<section id=\"$1\" access=\"$2\"><title>About $3</title><p>It is of $3.<cite source=\"$4\"/></p></section>"
}
card() { # ID ACCESS WORD
	echo "<card id=\"$1\" access=\"$2\"><front>What is $3?</front><back>It is $3.</back></card>"
}
question() { # ID ACCESS WORD
	echo "<question id=\"$1\" access=\"$2\"><stem>Which is right of $3?</stem><option correct=\"true\">One $3</option>
<option>Another $3</option><explanation>Since $3.</explanation></question>"
}
entry() { # ID ACCESS WORD
	echo "<entry id=\"$1\" access=\"$2\"><term>The $3</term><definition>What $3 is.</definition></entry>"
}
write() { # LETTER OF THE WORDS
	{
		begin heart free "PLAIN$1"
		section one free "PLAINa$1" s-free
		section two member "SECRETb$1" s-member
		echo '<questions>'
		question q-free free "PLAINc$1"
		question q-member member "SECRETd$1"
		echo '</questions><cards>'
		card c-free free "PLAINe$1"
		card c-member member "SECRETf$1"
		[ "$1" = 1 ] || card c-new member "SECRETg"
		[ "$1" != 1 ] || card c-old member "SECRETh"
		[ "$1" != 1 ] || card c-gone free "PLAINgone"
		[ "$1" != 1 ] || card c-narrowed free "PLAINnarrowed"
		[ "$1" = 1 ] || card c-narrowed member "SECRETnarrowed"
		[ "$1" != 1 ] || card c-widened member "SECRETwidened"
		[ "$1" = 1 ] || card c-widened free "PLAINwidened"
		[ "$1" = 1 ] || card c-moved free "PLAINmoved"
		echo '</cards><glossary>'
		entry g-free free "PLAINi$1"
		entry g-member member "SECRETj$1"
		echo "</glossary><sources><source id=\"s-free\">Free.</source><source id=\"s-member\">SECRETk$1.</source>
</sources></lesson>"
	} > content/heart.xml
	{
		begin pump member "SECRETl$1"
		section one member "SECRETm$1" s-a
		echo '<cards>'
		card c-pump member "SECRETn$1"
		[ "$1" != 1 ] || card c-moved member "SECRETo"
		echo "</cards><sources><source id=\"s-a\">SECRETp$1.</source></sources></lesson>"
	} > content/pump.xml
	{
		begin aorta member "SECRETq"
		section one member "SECRETr" s-a
		echo "<sources><source id=\"s-a\">SECRETs.</source></sources></lesson>"
	} > content/aorta.xml
	sed -i "s/<lesson id=\"pump\".>.*//; s/<lesson id=\"\(heart\)\".>/&<lesson id=\"pump\"\/><lesson id=\"aorta\"\/>/" packs/small.xml
}
write 1
satchel-pack release packs/small.xml -q --date 2026-11-26 -o one 2>&1 | grep -v 'warning\|^ '
cp one/small.lock packs
write 2
cat > content/retired.xml <<'END'
<retired-ids xmlns="urn:satchel:retired:1">
  <retired id="c-old" since="2026-11-26" replaced-by="c-free" reason="SECRET reason"/>
  <retired id="c-gone" since="2026-11-26" replaced-by="c-moved" reason="asked twice"/>
</retired-ids>
END
sed -i 's/<lesson id="pump".><lesson id="aorta".>/<lesson id="aorta"\/><lesson id="pump"\/>/' packs/small.xml
satchel-diff --bump packs/small.xml
for base in one/small-1.0.0.satchel one/small-free-1.0.0.satchel ''; do
	echo "# by ${base:-the lock}"
	satchel-pack release packs/small.xml -q --date 2026-11-26 -o two ${base:+--base $base} 2>&1 | grep -v 'warning\|^ '
	grep -c SECRET two/CHANGELOG.md
	cp two/CHANGELOG.md "changes${base:+-$(basename "$base" .satchel)}"
	for member in $(unzip -Z1 two/small-free-2.0.0.satchel); do unzip -p two/small-free-2.0.0.satchel "$member"; done | grep -c SECRET
	rm -r two
done
echo '# a comment'
cat changes-small-1.0.0
echo '# and by ids'
sed -n '/learners/,/authors/p' changes
satchel-diff -f markdown one/small-1.0.0.satchel packs/small.xml | grep -o 'SECRET[a-z]*' | sort -u | tr '\n' ' '
satchel-pack release packs/small.xml --allow-dirty --date 2026-11-26 -o two 2>&1 > said | grep 'CHANGELOG'
rm -r two
satchel-pack release packs/small.xml --allow-dirty --date 2026-11-26 -o two --base one/small-1.0.0.satchel 2>&1 > said | grep -c 'CHANGELOG'
exit 0
