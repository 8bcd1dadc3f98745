# A target that can't be written: exit 3, and nothing left behind.
. "$TREE/tests/cli/pack/prepare"
satchel-pack build packs/small.xml -o no/such/folder.satchel
echo $?
mkdir folder
satchel-pack build packs/small.xml -o folder
echo $?
satchel-pack build packs/small.xml -o /dev/full
echo $?
find . -name '*.satchel*'
