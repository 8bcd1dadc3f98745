# The same sources give the same bytes, whatever the threads, time zone, locale, umask and order in the folder.
. "$TREE/tests/cli/pack/prepare"
satchel-pack build packs/small.xml -q -o 1 --jobs 1
(umask 077; TZ=Pacific/Auckland LC_ALL=C satchel-pack build packs/small.xml -q -o 2 --jobs 2)
mv content old
mkdir -p content/images
cp old/pump.xml content/a.xml
cp old/heart.xml content/
cp old/images/shape.svg content/images/
touch -d 2001-01-01 content/*
satchel-pack build packs/small.xml -q -o 3 --jobs 2
cmp 1 2 && cmp 1 3
