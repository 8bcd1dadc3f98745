# Invalid locks are refused with line and remedy, and no pack is built with them.
. "$TREE/tests/cli/diff/released"
both() {
	echo "# $1"
	satchel-diff --gate packs/small.xml 2>&1
	echo "$?"
	satchel-pack build packs/small.xml -q -o built.satchel > said 2>&1 && echo "a pack was built"
	grep -q "$lock" said || cat said
	again
}
sed -i '1s/1/2/' $lock
both "written by a newer Satchel"
sed -i 's/^pack .*/<<<<<<< HEAD\n&\n=======\n&\n>>>>>>> other/' $lock
both "a conflict of two releases"
sed -i '1i <<<<<<< HEAD' $lock
both "a conflict from the first line on"
sed -i 's/c-left card/c-left crad/' $lock
both "edited by hand"
sed -i 's/^\(heart c-left \)card\(.*\)/&\n\1cloze\2/' $lock
both "an item twice"
sed -i "s/^kidney c-pair .*/$(sed -n 's/^heart c-left/kidney c-left/p' $lock)\n&/" $lock
both "an item in two lessons"
head -c 700 $lock > cut
mv cut $lock
both "a lock that is cut within a line"
sed -i '$d' $lock
both "without its end"
: > $lock
both empty
rm $lock
mkdir $lock
both "a folder"
rm $lock
ln -s nowhere $lock
both "a link to nowhere"
head -c 3000000 /dev/zero | tr '\0' x >> $lock
both "a huge line"
sed -i '1s/^/\xef\xbb\xbf/' $lock
both "a byte order mark"
sed -i 's/$/\r/' $lock
gate "Windows line ends are accepted"
