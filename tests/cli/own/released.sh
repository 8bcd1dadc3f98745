# The packs of this project can be released again: their locks, with all kinds of questions and cards, are read back.
cp -r "$TREE/content" "$TREE/packs" .
rm -f packs/*.lock
satchel-pack keygen --no-passphrase ours > said || cat said
for pack in packs/*.xml; do
	name=$(basename "$pack" .xml)
	satchel-pack release "$pack" -q -o "$name" --secret-key ours.key --today 2026-12-31 --allow-dirty > said 2>&1 || cat said
	cp "$name/$name.lock" packs
	satchel-diff --gate "$pack" 2> said || cat said
	grep -q 'nothing changed since' said || cat said
	satchel-diff -q "packs/$name.lock" "$pack" || echo "something changed in $name"
done
cut -d ' ' -f 3 packs/*.lock | grep -x 'single\|multiple\|open\|numeric\|matching\|ordering\|card\|cloze\|deletion\|entry' | sort -u
