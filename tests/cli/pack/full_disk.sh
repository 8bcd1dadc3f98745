# Standard output on a full disk.
. "$TREE/tests/cli/pack/prepare"
satchel-pack build packs/small.xml -q
for command in 'show small.satchel' 'cat small.satchel heart' 'cat small.satchel heart --text' 'verify small.satchel' --help; do
	satchel-pack $command > /dev/full
	echo "$?"
done
