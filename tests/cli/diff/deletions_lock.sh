# The cards of a cloze with numbered gaps in a lock: removed, retired, used again.
. "$TREE/tests/cli/diff/released" 2> /dev/null
cloze() { # TEXT
	sed -i 's,^ *<cards>,&\n<cloze id="c-flow">'"$1"'</cloze>,' content/heart.xml
}
cloze 'The <blank n="1">left</blank> side pumps into the <blank n="2">aorta</blank> of the body.'
rm -r $lock out
release out
grep -o '^heart c-.* deletion [a-z]* [a-z0-9.-]*' $lock
cp -r content packs kept
sed -i 's/>aorta</>great artery</' content/heart.xml
gate "another answer"
sed -i 's/>aorta</>great artery</; s/"c-flow"/"c-flow" progress="keep since 1.0.0"/' content/heart.xml
gate "a reworded answer, declared"
sed -i 's/<blank n="2">aorta<.blank>/aorta/' content/heart.xml
satchel-diff --gate packs/small.xml > removed 2>&1
grep -v '^ ' removed
satchel-diff --retire "too easy" packs/small.xml 2>&1
grep -o 'id="[^"]*"' content/retired.xml
satchel-diff --bump packs/small.xml 2>&1
satchel-diff --gate packs/small.xml 2>&1
satchel-lint -q --select card,identity/retired-id content
sed -i 's,artery\|aorta of,<blank n="2">aorta</blank> of,' content/heart.xml
satchel-lint -q --format gcc --select card,identity/retired-id content
exit 0
