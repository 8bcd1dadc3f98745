# An installation works without the folder in which it was built.
. "$TREE/tests/cli/pack/prepare"
# -o all: everything is built, and must not be rebuilt with other options.
make -s -C "$TREE" -o all install BUILD="${BUILD:-build}" DESTDIR="$PWD/dest" PREFIX=/usr
PATH=$PWD/dest/usr/bin:${PATH#*:}
command -v satchel-pack | sed "s|$PWD/||"
satchel-validate --quiet content
satchel-pack build packs/small.xml --quiet -o one.satchel
satchel-pack build packs/small.xml --edition nonsense 2>&1
echo $?
sed -i.old 's/four/4/; s/seventy/sixty/' content/heart.xml
satchel-pack build packs/small.xml --quiet -o other.satchel
satchel-pack verify one.satchel other.satchel
satchel-pack cat one.satchel c-heart --text
satchel-diff one.satchel other.satchel

echo "by a symbolic link, and moved"
ln -s dest/usr/bin/satchel-pack linked
./linked build packs/small.xml --quiet -o linked.satchel
cmp other.satchel linked.satchel
mv dest/usr moved
moved/bin/satchel-pack build packs/small.xml --quiet -o moved.satchel
cmp other.satchel moved.satchel

echo "without a part"
rm -r moved/libexec
moved/bin/satchel-pack verify one.satchel
moved/bin/satchel-pack build packs/small.xml 2>&1 | sed "s|$PWD/||"
moved/bin/satchel-pack build packs/small.xml 2> /dev/null
echo $?
