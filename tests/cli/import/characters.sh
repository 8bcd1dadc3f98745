# Characters that XML does not allow come through no importer: in texts, titles, tags, ids, names and descriptions of
# pictures, as such or as references. The ledger says that they are replaced.
bad=$(printf 'a\001b\302\222c\357\277\276d\357\277\277e')
refs='a&#1;b&#xFFFE;c&#xD800;d&#146;e'
echo '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>' > "$bad.svg"
printf 'id,front,back,tags,lesson\n%s,%s,%s,%s,%s\n' "x$bad" "1 $bad" "<b>$refs</b>" "$bad" "L $bad" > table.csv
printf '#separator:tab\n#html:true\n#deck:D %s\n1 %s\t<b title="%s">%s</b>\n' "$bad" "$bad" "$refs" "$refs" > notes.txt
printf -- '---\ntitle: T %s\ntags: [%s]\n---\n# H %s\n\nText %s %s\n\n![%s](<%s.svg>)\n\nQ: %s\nA: %s\n' \
	"$bad" "$bad" "$bad" "$bad" "$refs" "$bad" "$bad" "$bad" "$bad" > note.md
printf '$CATEGORY: C %s\n\n::N %s::Q %s %s{=%s#%s ~%s}\n' "$bad" "$bad" "$bad" "$refs" "$bad" "$bad" "$refs" > bank.gift
printf 'What %s?\nA. %s\nB. two\nANSWER: A\n' "$bad" "$bad" > quiz.txt
escaped='a\u0001b\u0092c\ufffed\uffffe\u001b[31m'
printf '{"__type__":"Deck","crowdanki_uuid":"u","name":"D %s","note_models":[{"crowdanki_uuid":"m","name":"M %s","type":0,"flds":[{"name":"F","ord":0},{"name":"B","ord":1}],"tmpls":[{"name":"t","ord":0,"qfmt":"{{F}}","afmt":"{{FrontSide}}<hr id=answer>{{B}}"}]}],"notes":[{"fields":["%s","%s"],"guid":"g%s","note_model_uuid":"m","tags":["t%s"]}],"children":[]}' \
	"$escaped" "$escaped" "$escaped" "$escaped" "$escaped" "$escaped" > deck.json
printf '<quiz><question type="essay"><name><text>N %s</text></name><questiontext format="html"><text><![CDATA[%s]]></text></questiontext><tags><tag><text>%s</text></tag></tags></question></quiz>' \
	"$bad" "$refs" "$bad" > bank.xml
for file in table.csv notes.txt note.md bank.gift quiz.txt deck.json bank.xml; do
	echo "--- $file"
	satchel-import --seed 1 --reviewed 2026-11-20 "$file" -o "out-$file" > printed 2>&1
	LC_ALL=C grep -q "$(printf '[\001\033]')" printed && echo 'control characters were printed'
	grep -a 'characters\|damaged\|written to' printed | sed "s/'[^']*\(.\)'/'…'/"
	LC_ALL=C grep -rl "$(printf '[\001\033]')" "out-$file"
	satchel-validate "out-$file" 2>&1 | tail -n 1
done
