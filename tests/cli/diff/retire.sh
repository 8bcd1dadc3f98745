# --retire: the lines it writes, and the reasons it accepts.
. "$TREE/tests/cli/diff/released"
list=content/retired.xml
retire() {
	satchel-diff --retire "$@" packs/small.xml 2>&1
	echo "$?"
}
echo "# nothing vanished"
retire "no need"
ls content
echo "# no reason"
sed -i '/id="c-rate"/d' content/heart.xml
retire ''
retire '   '
retire "$(printf 'two\nlines')"
retire "$(printf 'a\377b')"
retire "$(printf 'a\357\277\277b')"
retire REASON
retire asked twice in this pack
satchel-diff --retire packs/small.xml 2>&1 # the reason is missing
SOURCE_DATE_EPOCH=yesterday retire "a day that is none"
[ ! -e $list ] || echo "a list was written"
echo "# a full disk"
(ulimit -f 0; exec satchel-diff -q --retire "full" packs/small.xml 2> /dev/null)
echo "$?"
ls -A content
echo "# characters that XML must escape"
retire 'a < "b" & '"'c'"' > ü'
cat $list
again
echo "# a changed id"
sed -i 's/c-rate/c-pace/' content/heart.xml
retire "a better name"
cat $list
again
echo "# a lesson with all its items"
rm content/kidney.xml
sed -i 's/<lesson id="kidney".>//' packs/small.xml
retire "covered elsewhere"
cat $list
satchel-diff --bump packs/small.xml
satchel-diff --gate packs/small.xml 2>&1
again
echo "# a lesson that is only removed from the pack"
sed -i 's/<lesson id="kidney".>//' packs/small.xml
satchel-diff --gate packs/small.xml 2>&1
retire "covered elsewhere"
[ ! -e $list ] || echo "a list was written"
again
echo "# quietly"
sed -i '/id="c-rate"/d' content/heart.xml
satchel-diff -q --retire "asked twice" packs/small.xml
satchel-diff -q --bump packs/small.xml
satchel-diff -q --gate packs/small.xml
grep -c c-rate $list
echo "# only what is named"
again
sed -i '/id="c-rate"/d; /id="q-valves"/d' content/heart.xml
rm content/kidney.xml
sed -i 's/<lesson id="kidney".>//' packs/small.xml
satchel-diff --gate packs/small.xml 2>&1 | grep -o 'error: .*vanished\]\|run: .*--retire.*\|xml: satchel.*'
satchel-diff --retire "wrong" --id c-rat packs/small.xml 2>&1
satchel-diff --retire "wrong" --id c-rate --id c-left packs/small.xml 2>&1
satchel-diff --id c-rate --gate packs/small.xml 2>&1
[ ! -e $list ] || echo "a list was written"
satchel-diff --retire "wrong" --id c-rate packs/small.xml
satchel-diff --retire "taught elsewhere" --id kidney packs/small.xml
satchel-diff --retire "the rest" packs/small.xml
satchel-diff --retire "nothing more" packs/small.xml
cat $list
again
