# Once published, a release number keeps its content: the lock names the packs, so this is enforced even without their
# folder, and two releases with the same number don't merge. Dates of releases never decrease.
. "$TREE/tests/cli/release/prepare"
git init -q -b main .
git config user.name A
git config user.email a@example.org
try() { # WHAT ARGUMENTS...
	echo "# $1"
	shift
	satchel-pack release packs/small.xml -q "$@" 2>&1 | cut -c1-190
}
lock() { # FOLDER
	cp "$1/small.lock" packs
	git add packs
	git commit -q -m "lock of $1"
}
git add packs content
git commit -q -m begin
release -o ../one
lock ../one
sed -n 's/^released //p' packs/small.lock | tr ' ' '\n' | sed 's/\(.*\):\(.*\)/\2  \1/' > ../named
(cd ../one && sha256sum small-1.0.0.satchel small-free-1.0.0.satchel) | sed 's/small-1.*/full/; s/small-free.*/free/; 1i2026-11-26' |
	cmp - ../named
try 'made again in another folder' --date 2026-11-26 -o ../again
cmp ../one/small-1.0.0.satchel ../again/small-1.0.0.satchel
try 'on another day' -o ../other --date 2026-11-27
satchel-pack keygen --no-passphrase ../theirs > said
try 'with another key' -o ../other --date 2026-11-26 --secret-key ../theirs.key
sed -i 's/<edition id="free"\/>//' packs/small.xml
try 'without one edition' -o ../other --date 2026-11-26 --allow-dirty
git checkout -q packs
sed -i '/^released /d' packs/small.lock
try 'a lock that names no packs' -o ../other
try 'and with a date' -o ../other --date 2026-11-26
rm -r ../other
try 'in their folder, by the same lock' -o ../one --date 2026-11-26
git checkout -q packs
ls -d ../other 2> said

two() { # BRANCH WORD
	git checkout -q -b "$1" "$3"
	sed -i "s/seventy/$2/" content/heart.xml
	satchel-diff --bump -q packs/small.xml
	git commit -q -a -m "$1"
	release -o "../$1" --base ../one/small-1.0.0.satchel
	lock "../$1"
}
two a eighty main
git checkout -q main
two b sixty main
git checkout -q a
git merge -q b > said 2>&1 || grep -o 'CONFLICT.*lock' said
git merge --abort
# Other lessons, which merge.
git checkout -q main
sed -i 's/First/Begin/' content/pump.xml
git commit -q -a -m pump
git checkout -q -b c main
git checkout -q a -- packs/small.xml
git commit -q -m 'c declares the same'
release -o ../c --base ../one/small-1.0.0.satchel
lock ../c
git merge -q a > said 2>&1 || grep -o 'CONFLICT.*lock' said
satchel-diff --gate packs/small.xml 2>&1 | cut -c1-80
git merge --abort

git checkout -q a
sed -i 's/First/Begin/' content/pump.xml
satchel-diff --bump -q packs/small.xml
git commit -q -a -m three
try 'before the day in the lock' -o ../other --date 2026-11-25
cp packs/small.lock ../kept
sed -i '/^released /d' packs/small.lock
try 'before the day in the folder' -o ../a --date 2026-11-25
try 'before the day of the base' -o ../other --base ../one/small-1.0.0.satchel --date 2026-11-25
cp ../kept packs/small.lock
try 'on the same day' -o ../other --date 2026-11-26
ls ../other | grep satchel
