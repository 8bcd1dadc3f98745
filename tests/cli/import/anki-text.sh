# Notes as text, with and without headers, and CrowdAnki's folder.
printf '#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\n' > notes.txt
printf 'g1\tBasic\tA::B\tWhat is <b>x</b>?\t"It is\n""y"""\ttag1 tag2\n' >> notes.txt
printf 'g2\tCloze\tA\tThe {{c1::heart}} beats\tExtra\t\n' >> notes.txt
printf 'g3\tBasic (and reversed card)\tA\tone\ttwo\t\n' >> notes.txt
printf 'g4\tBasic\tA\tonly a front\t\t\n' >> notes.txt
printf '#separator:semicolon\n#deck:Plain\n#tags:all\na < b;1 & 2\n"two\nlines";"say ""x"""\n' > plain.txt
satchel-import --seed 1 --reviewed 2026-11-20 -o out notes.txt plain.txt 2>&1
cat out/a.xml out/a-b.xml out/plain.xml
satchel-validate -q out || exit
mkdir -p deck/media
printf '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7"/></svg>' > deck/media/a.svg
cat > deck/deck.json << 'END'
{"__type__": "Deck", "name": "Top", "crowdanki_uuid": "d1", "desc": "", "dyn": 0, "extendNew": -10, "rate": 1.5e-3,
 "children": [{"__type__": "Deck", "name": "Inner", "children": [], "notes": [
  {"__type__": "Note", "fields": ["q", "a"], "guid": "n1", "note_model_uuid": "m1", "tags": ["t"]},
  {"__type__": "Note", "fields": ["", "nothing asked"], "guid": "n2", "note_model_uuid": "m1", "tags": []},
  {"__type__": "Note", "fields": ["x", "y"], "guid": "n3", "note_model_uuid": "gone", "tags": []}]}],
 "note_models": [{"__type__": "NoteModel", "crowdanki_uuid": "m1", "name": "Two ways", "type": 0, "css": "",
  "flds": [{"name": "A"}, {"name": "B"}],
  "tmpls": [{"name": "1", "qfmt": "{{A}}", "afmt": "{{B}}"}, {"name": "2", "qfmt": "{{B}}?", "afmt": "{{A}}"}]}],
 "notes": [{"__type__": "Note", "fields": ["<img src='a.svg' alt='A'> \ud83d\ude00", "<img src='../deck.json'>"],
  "guid": "n0", "note_model_uuid": "m1", "tags": []}]}
END
satchel-import --seed 1 --reviewed 2026-11-20 -o crowd deck/deck.json 2>&1
sed -n '/<cards>/,/<\/cards>/p' crowd/*.xml
satchel-validate -q crowd || exit
echo '{"__type__": "Deck", "notes": [' > deck/cut.json
satchel-import -o cut deck/cut.json
[ $? = 2 ]
