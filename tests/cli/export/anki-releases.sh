# The next release has the same notes under the same GUIDs, and later times, so that Anki updates them; what learners
# start afresh has another GUID, alone if it is one number of a cloze.
command -v sqlite3 > /dev/null && command -v unzip > /dev/null || { echo "# needs sqlite3 and unzip" && exit; }
. "$TREE/tests/cli/pack/prepare"
sed -i 's|The heart beats .*</cloze>|The heart has <blank n="1">four</blank> chambers and <blank n="3">two</blank> ventricles.</cloze>|' \
	content/heart.xml
notes() { # PACK
	satchel-export -q -f anki -o $1.apkg $1 2> /dev/null
	unzip -oq $1.apkg collection.anki2
	sqlite3 -readonly collection.anki2 "select guid, mod, group_concat(ord), replace(flds, char(31), ' | ') from
		(select * from notes join cards on nid = notes.id order by notes.id, ord) group by guid order by guid"
}
SOURCE_DATE_EPOCH=1795132800 satchel-pack build -q -o one.satchel packs/small.xml || exit
notes one.satchel > one
sed -i 's/release="1"/release="2"/; s/1\.0\.0/1.1.0/' packs/small.xml
sed -i 's/Count them/Count them again/' content/heart.xml
SOURCE_DATE_EPOCH=1795132800 satchel-pack build -q -o two.satchel packs/small.xml || exit
cat > progress.json << 'END'
{"format":1,"id":"small","version":"1.1.0","release":2,"since":{"c-heart.3":2,"q-pump":2}}
END
notes two.satchel > two
cat one
diff one two
[ $? = 1 ]
