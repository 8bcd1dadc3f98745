# A folder that is not a release of this pack, or contains other files, is reported and unchanged.
. "$TREE/tests/cli/release/prepare"
exec 2>&1
try() { # PATH
	find . | sort > before
	release -o "$1"
	echo "$?"
	find . | sort | diff before -
}
: > before
release -o rel --oci
echo '# unrelated files'
for name in notes.txt small-0.9.0.satchel .hidden oci/notes oci/blobs/x oci/blobs/sha256/x oci/blobs/sha256/0; do
	touch "rel/$name"
	try rel
	rm "rel/$name"
done
for name in other.lock oci/blobs/md5; do
	mkdir "rel/$name"
	try rel
	rmdir "rel/$name"
done
mv rel/SHA256SUMS kept
ln -s ../kept rel/SHA256SUMS
try rel
rm rel/SHA256SUMS
mv kept rel/SHA256SUMS
echo '# no release'
mkdir lone
echo words > lone/CHANGELOG.md
try lone
for latest in '' '[]' '{}' '{"format":2}' "$(sed 's/"release":1/"release":"1"/' rel/latest.json)" \
	"$(sed 's/"release":1/"release":1,&/' rel/latest.json)" "$(sed 's/"editions":.*/"editions":[]}/' rel/latest.json)"; do
	printf %s "$latest" > lone/latest.json
	try lone
done
rm lone/latest.json
mkdir lone/latest.json
try lone
try packs
try packs/small.xml
ln -s nowhere link
try link
try no/such/rel
try .
try /
try ''
echo '# of another pack'
sed 's/id="small"/id="other"/' packs/small.xml > packs/other.xml
satchel-pack release packs/other.xml -q --date 2026-11-26 -o rel
echo "$?"
echo '# no folder, an empty one, and the same once more'
mkdir empty
for folder in new empty rel; do
	release -o "$folder" --oci
	echo "$?"
	diff -r "$folder" rel
done
ls -A
