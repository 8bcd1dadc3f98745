# Locks, baselines and imported.tsv are merged by records, retired.xml by ids.
merge() {
	satchel-merge -qp base ours theirs
	echo "exit $?"
}
words="free - 0000000000000000 3:00 0000000000000000 0000000000000000 0 0"
lock() { # VERSION RECORD...
	printf 'satchel-lock 1\npack p %s\nreleased 2026-11-20\n' "$1"
	shift
	printf '%s\n' "$@" | LC_ALL=C sort
	echo end
}
echo "--- ids that one side has removed stay, retired ids too"
lock "1.0.0 1" "a q-1 single $words" "a q-2 single $words" "- q-0 retired" > base
lock "1.0.0 1" "a q-1 single $words" "a q-2 single $words" "a q-3 single $words" > ours
lock "1.0.0 1" "- q-2 retired" "a q-4 single $words" > theirs
merge
echo "--- two releases"
lock "1.1.0 2" "a q-1 single $words" > ours
lock "1.2.0 2" "a q-1 multiple $words" > theirs
lock "1.0.0 1" "a q-1 card $words" > base
merge
line() { # SUBJECT COUNT TEXT
	printf 'card/no-back\titem:%s\tlesson\t%s\t%s\n' "$@"
}
baseline() {
	echo 'satchel-baseline 1'
	printf '%s\n' "$@" | LC_ALL=C sort
}
echo "--- a baseline: both add and remove"
baseline "$(line a 1 x)" "$(line b 1 x)" "$(line c 1 x)" > base
baseline "$(line b 1 x)" "$(line c 1 x)" "$(line d 1 x)" > ours
baseline "$(line a 1 x)" "$(line c 2 x)" "$(line e 1 x)" > theirs
merge
echo "--- both change a count"
baseline "$(line a 3 x)" > base
baseline "$(line a 2 x)" > ours
baseline "$(line a 1 x)" > theirs
merge
echo "--- what was imported"
imported() {
	printf '# Written by satchel-import. Keep it.\n# source\tkey\tid\tdigest\n'
	printf 'deck\t%s\n' "$@"
}
imported 'k1	a	0' > base
imported 'k0	b	0' 'k1	a	0' 'k3	c	0' > ours
imported 'k1	a	1' 'k2	d	0' > theirs
merge
echo "--- retired ids"
retired() {
	echo '<retired-ids xmlns="urn:satchel:retired:1">'
	for id; do
		echo "  <retired id=\"$id\" since=\"2026-11-20\"/>"
	done
	echo '</retired-ids>'
}
retired q-1 > base
retired q-1 q-2 > ours
retired q-0 q-1 q-3 > theirs
merge
echo "--- a baseline with a conflict, and one of another format, are merged by lines"
baseline "$(line a 1 x)" "$(line b 1 x)" > base
printf 'satchel-baseline 1\n<<<<<<< a\n%s\n=======\n%s\n>>>>>>> b\n%s\n' "$(line a 1 x)" "$(line c 1 x)" "$(line b 1 x)" > ours
baseline "$(line a 1 x)" "$(line b 1 x)" "$(line d 1 x)" > theirs
merge
baseline "$(line a 1 x)" "$(line b 1 x)" | sed 's/^satchel-baseline 1/satchel-baseline 2/' > ours
baseline "$(line a 1 x)" "$(line a0 1 x)" "$(line b 1 x)" | sed '1s/1/3/' > theirs
merge
echo "--- the first two retired ids"
echo '<retired-ids xmlns="urn:satchel:retired:1"/>' > base.xml
for side in ours theirs; do
	printf '<retired-ids xmlns="urn:satchel:retired:1">\n  <retired id="q-%s" since="2026-11-20" reason="Old."/>\n</retired-ids>\n' \
		$side > $side.xml
done
satchel-merge -p base.xml ours.xml theirs.xml
echo "exit $?"
