# Extracts all entries or those named as files: completely or not at all, and only below the target folder.
. "$TREE/tests/cli/pack/prepare"
satchel-pack build packs/small.xml -q
mkdir all some
satchel-pack extract small.satchel -C all
(cd all && find . -type f | LC_ALL=C sort)
satchel-pack cat small.satchel lessons/heart.json | cmp - all/lessons/heart.json
satchel-pack extract small.satchel lessons/heart.json mimetype mimetype -C some
(cd some && find . -type f | LC_ALL=C sort)

echo "what is there stays, and nothing is put beside it"
echo mine > some/index.json
satchel-pack extract small.satchel -C some 2>&1
echo $?
cat some/index.json
(cd some && find . | LC_ALL=C sort)
satchel-pack extract small.satchel -C some --force
cmp all/index.json some/index.json

echo "a folder in the way keeps all of them from being written"
mkdir -p way/lessons/heart.json
echo mine > way/index.json
satchel-pack extract small.satchel -C way --force 2>&1
echo $?
cat way/index.json
(cd way && find . | LC_ALL=C sort)

echo "an empty folder that was there stays, and one that was not there goes"
mkdir -p kept/lessons
echo mine > kept/index.json
for force in '' --force; do
	[ -z "$force" ] || { rm kept/index.json; mkdir kept/index.json; }
	satchel-pack extract small.satchel -C kept $force > said 2>&1
	echo $?
	(cd kept && find . | LC_ALL=C sort)
done

echo "links are not followed"
mkdir links target
ln -s ../target links/lessons
ln -s ../target/stolen links/mimetype
satchel-pack extract small.satchel lessons/heart.json -C links --force 2>&1
echo $?
satchel-pack extract small.satchel mimetype -C links 2>&1
echo $?
satchel-pack extract small.satchel mimetype -C links --force
cmp all/mimetype links/mimetype
ls target

echo "what is broken is not written"
mkdir broken
{ head -c 1500 small.satchel; printf 'x'; tail -c +1502 small.satchel; } > bad.satchel
satchel-pack extract bad.satchel -C broken > said 2>&1
echo $?
find broken -type f
satchel-pack extract small.satchel lessons/liver.json -C broken 2>&1
echo $?
satchel-pack extract small.satchel -C nowhere 2>&1
echo $?
