# A target that can't be written, or is not a pack: exit code 3, and no file is left.
. "$TREE/tests/cli/pack/prepare"
satchel-pack build packs/small.xml -o no/such/folder.satchel
echo $?
mkdir -p folder/small.satchel
satchel-pack build packs/small.xml -o folder/small.satchel
echo $?
rm -r folder
satchel-pack build packs/small.xml -o /dev/full
echo $?
mkdir copies
cp -r packs content copies
for file in packs/small.xml content/heart.xml content/images/shape.svg; do
	satchel-pack build packs/small.xml -o "$file"
	echo $?
	cmp "$file" "copies/$file"
done
find . -name '*.satchel*'
