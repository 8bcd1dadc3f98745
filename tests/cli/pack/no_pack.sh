# Files that are no packs, and files that can't be read.
. "$TREE/tests/cli/pack/prepare"
satchel-pack build packs/small.xml -q
: > empty
head -c 750 small.satchel > short
cat small.satchel content/heart.xml > long
mkfifo pipe
for command in show verify; do
	for file in empty packs/small.xml short long content pipe absent; do
		satchel-pack $command $file > said 2>&1
		echo "$command $file: $?"
		cat said
	done
done
