# Leftovers of killed runs are removed or restored by the next run; similar names are kept.
. "$TREE/tests/cli/release/prepare"
exec 2>&1
release -o rel
cp -r rel kept
cp -r rel .rel.tmp-0123abcd
mkdir -p .rel.tmp-ffffffff/oci/blobs/sha256 .rel.tmp-00000000
echo half > .rel.tmp-ffffffff/oci/blobs/sha256/half
ln -s ../../kept .rel.tmp-ffffffff/link
chmod 500 .rel.tmp-00000000
cp -r rel .rel.old-00000001
mkdir .rel.tmp-0123ABCD .rel.tmp-01234567.bak .rel.tmp-123 .rel.tmp-123456789 .relx.tmp-01234567 rel.tmp-01234567 .other.tmp-01234567
ln -s kept .rel.tmp-01234567
release -o rel
echo "$?"
ls -A
diff -r rel kept
rm -r .rel* ./*.tmp-* .other*
echo '# between two renames'
mv rel .rel.old-00000001
sed -i 's/<em>/&&/' content/heart.xml
release -o rel > said
echo "$?"
diff -r rel kept
mv rel .rel.old-00000001
sed -i 's/<em><em>/<em>/' content/heart.xml
release -o rel
echo "$?"
diff -r rel kept
ls -A
echo '# another run is at work'
mkdir .rel.tmp-01234567
mkfifo ready go
python3 -c 'import fcntl, os
fcntl.flock(os.open(".rel.tmp-01234567", os.O_RDONLY), fcntl.LOCK_EX)
open("ready", "w").close()
open("go").close()' &
: < ready
release -o rel
echo "$?"
ls -A | grep rel
: > go
wait
release -o rel
echo "$?"
ls -A | grep rel
