# Release numbers only increase: a lower one is refused, and the same one with other content. The folder is unchanged.
. "$TREE/tests/cli/release/prepare"
exec 2>&1
raise 2
release -o rel
cp -r rel kept
try() { # ARGUMENTS...
	release -o rel "$@"
	echo "$?"
	diff -r rel kept
}
echo '# a lower one'
raise 1
try
echo '# the same, with other words'
raise 2
sed -i 's/The heart/The Heart/' content/heart.xml
try
sed -i 's/The Heart/The heart/' content/heart.xml
echo '# the same, of another day'
release -o rel --date 2026-11-27
echo "$?"
diff -r rel kept
echo '# the same, by another key'
satchel-pack keygen --no-passphrase theirs > said
SATCHEL_SECRET_KEY=$(cat theirs.key) try
echo '# the same, in other editions'
sed -i 's/<edition id="free".>//' packs/small.xml
try
sed -i 's/<unit/<edition id="free"\/>&/' packs/small.xml
rm -r rel kept
sed 's/<edition id="free".>//' packs/small.xml > packs/full.xml
cp packs/small.lock packs/full.lock
satchel-pack release packs/full.xml -q --date 2026-11-26 -o rel
cp -r rel kept
try
rm -r rel kept
release -o rel
cp -r rel kept
echo '# the same, with another version'
sed -i 's/2\.0\.0/2.0.1/' packs/small.xml
try
sed -i 's/2\.0\.1/2.0.0/' packs/small.xml
echo '# the same, but the expiry changes'
release -o rel --expires 100
echo "$?"
diff -rq rel kept
echo '# a higher one of the same version'
rm -r kept
cp -r rel kept
sed -i 's/release="2"/release="3"/' packs/small.xml
try
echo '# a higher one'
raise 3
release -o rel
echo "$?"
ls rel
ls -A
echo '# another one, of which the lock of the one before is gone'
rm packs/small.lock
cp -r rel kept3
declare_release 4
release -o rel
echo "$?"
diff -r rel kept3
