# What cannot be merged by items is merged by lines, with the reason. If something fails, OURS does not change.
. "$TREE/tests/cli/merge/prepare"
for damage in 's|</title>||' '1s/UTF-8/ISO-8859-1/' '2i <!DOCTYPE lesson>'; do
	edit ours "$damage"
	edit theirs 's/The thyroid\./The gland./'
	merge --path=content/a.xml
done
echo "--- conflicts in files that are not well-formed"
edit ours 's|Less is|<Less is|'
edit theirs 's|Less is|Much less is|'
merge
printf 'a\nb\nc' > base.xml
printf 'a\nb\nd' > ours.xml
printf 'x\nb\nc' > theirs.xml
merge
: > base.xml
printf '\0\1' > ours.xml
: > theirs.xml
merge
printf '\0\2' > theirs.xml
satchel-merge base.xml ours.xml theirs.xml
echo "exit $?"
cmp -n 2 ours.xml theirs.xml > /dev/null || echo "ours is not theirs"
echo "--- wrong command lines"
satchel-merge base.xml ours.xml
satchel-merge -L a -L b -L c -L d base.xml ours.xml theirs.xml
satchel-merge base.xml nowhere.xml theirs.xml
satchel-merge base.xml . theirs.xml
echo "--- a file that cannot be written"
printf 'a\n' > base.xml
printf 'a\n' > ours.xml
printf 'b\n' > theirs.xml
chmod a-w ours.xml
satchel-merge base.xml ours.xml theirs.xml
echo "exit $?"
chmod u+w ours.xml
cat ours.xml
(ulimit -f 0 && satchel-merge base.xml ours.xml theirs.xml)
echo "exit $?"
cat ours.xml
satchel-merge base.xml ours.xml theirs.xml
echo "exit $?"
cat ours.xml
ls -A
echo "--- the base of branches that were merged into each other may have a conflict"
. "$TREE/tests/cli/merge/prepare"
edit ours 's/The thyroid\./The gland./'
edit theirs 's/weekly/monthly/'
sed '3i <<<<<<< a' base.xml > conflict.xml
mv conflict.xml base.xml
satchel-merge -p --path=content/a.xml base.xml ours.xml theirs.xml | grep -c 'gland\|monthly'
