# The same sources give the same bytes, independently of threads, time zone, locale, umask, folder, and order of files.
. "$TREE/tests/cli/pack/prepare"
sed -i 's/<unit/<edition id="full"\/><edition id="free"\/>&/' packs/small.xml
sed -i 's/<cloze/& access="member"/' content/pump.xml
mkdir 1 2 3 4 5
satchel-pack build packs/small.xml -q -o 1 --jobs 1
(umask 077; TZ=Pacific/Auckland LC_ALL=C satchel-pack build packs/small.xml -q -o 2 --jobs 2)
(cd 4 && LC_ALL=tr_TR.UTF-8 TMPDIR=/nowhere satchel-pack build ../packs/small.xml -q)
(cd / && HOME=/nowhere satchel-pack build "$OLDPWD/packs/small.xml" -q -o "$OLDPWD/5/" --jobs 7)
mv content old
mkdir -p content/images
cp old/pump.xml content/a.xml
cp old/heart.xml content/
cp old/images/shape.svg content/images/
touch -d 2001-01-01 content/*
satchel-pack build packs/small.xml -q -o 3 --jobs 2
for other in 2 3 4 5; do
	cmp 1/small.satchel $other/small.satchel
	cmp 1/small-free.satchel $other/small-free.satchel
done
ls 1 2 3 4 5 | sort | uniq -c | grep small
