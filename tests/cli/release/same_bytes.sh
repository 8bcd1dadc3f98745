# The same sources, key and date give the same folder, on every run and at every location.
. "$TREE/tests/cli/release/prepare"
release -o one --oci
cp -r one kept
release -o one --oci
diff -r one kept
(umask 077; TZ=Pacific/Auckland LC_ALL=C release -o two --oci --jobs 1)
(cd / && satchel-pack release "$OLDPWD/packs/small.xml" -q --date 2026-11-26 --oci -o "$OLDPWD/three/")
SOURCE_DATE_EPOCH=1795737599 satchel-pack release packs/small.xml -q --oci -o four
mkdir five
ln -s five link
release -o link --oci
[ -L link ] || echo 'the link is gone'
for other in two three four five; do
	diff -r one $other
done
stat -c '%a %n' one one/latest.json two two/latest.json five one/oci/blobs/sha256
# An existing folder keeps its mode.
chmod 750 five
release -o five
stat -c '%a %n' five
[ ! -e five/oci ] || echo 'what it was asked for before is still there'
ls -A
