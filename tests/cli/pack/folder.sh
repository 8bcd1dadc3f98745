# A single edition is written to the named folder if it exists or ends in a slash. Of several editions, all are replaced
# or none. Leftovers of killed builds are removed.
. "$TREE/tests/cli/pack/prepare"
mkdir out
satchel-pack build packs/small.xml -q -o out/
satchel-pack build packs/small.xml -q -o out/other.satchel
satchel-pack build packs/small.xml -q -o nowhere/ 2>&1
ls out
rm out/*
satchel-pack build packs/small.xml -q -o out
ls -A out
sed -i 's/<unit/<edition id="full"\/><edition id="free"\/>&/' packs/small.xml
sed -i 's/<cloze/& access="member"/' content/pump.xml
rm out/*
mkdir out/small-free.satchel
satchel-pack build packs/small.xml -q -o out 2>&1
ls -A out
rmdir out/small-free.satchel
touch out/.small.satchel.tmp-0a1b2c out/.small-free.satchel.tmp-0a1b2c out/.small.satchel.tmp-0a1b2 out/small.satchel.0a1b2c
satchel-pack build packs/small.xml -q -o out
ls -A out
