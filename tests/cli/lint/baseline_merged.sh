# Baselines merged line by line by Git, and unresolved conflicts; links and modes are kept.
. "$TREE/tests/cli/lint/functions"
lesson a '<p>Give 5mg.</p>' > a.xml
lesson b '<p>Give 6mg and 7mg.</p>' > b.xml
run() {
	echo "$*:"
	satchel-lint --quiet --format gcc --select medical/ --baseline known "$@" a.xml b.xml 2>&1
	echo "exit $?"
}
line() { printf 'medical/missing-space\tlesson:%s\t%s\t%s\t%s\n' "$1" "$1" "$2" "$3"; }
begin() { echo 'satchel-baseline 1'; }
{ begin; line b 1 7mg; line b 1 6mg; begin; line a 1 5mg; line b 1 6mg; } > known
run
lesson b '<p>Give 6mg and 7mg and 6mg.</p>' > b.xml
{ begin; line b 1 6mg; line b 2 6mg; line a 1 5mg; line b 1 7mg; } > known
run
{ begin; line b 1 6mg; line b 1 6mg; line a 1 5mg; line b 1 7mg; } > known
run
for mark in '<<<<<<< ours' '=======' '>>>>>>> theirs' '||||||| 0a1b2c'; do
	{ begin; line a 1 5mg; echo "$mark"; line b 1 6mg; } > known
	cp known before
	run
	run --update-baseline
	cmp known before
done
{ begin; } > shared
chmod 664 shared
rm known
ln -s shared known
run --update-baseline
readlink known
stat -c %a shared
cat shared
