# Problems with keys and packs are reported, and nothing is written.
. "$TREE/tests/cli/pack/prepare"
satchel-pack build packs/small.xml --quiet
satchel-pack keygen -h > /dev/null
try() {
	"$@" < /dev/null
	echo "exit $?"
}
exec 2>&1
try satchel-pack keygen --no-passphrase k | sed 's/[0-9A-F]\{13,16\}/ID/'
cp k.key kept
try satchel-pack keygen --no-passphrase k
cmp k.key kept
rm k.pub
mkdir k.pub
mv k.key other.key
try satchel-pack keygen --no-passphrase k
ls -d k.*
try satchel-pack keygen --no-passphrase nowhere/k
try satchel-pack keygen --no-passphrase ''
try satchel-pack keygen --no-passphrase packs/
echo words | satchel-pack keygen --no-passphrase --passphrase-fd 0 both
echo "exit $?"
# Existing files are reported before a passphrase is asked for.
try setsid satchel-pack keygen other
try setsid satchel-pack keygen k
ls -A . packs
try satchel-pack sign small.satchel
try satchel-pack sign small.satchel --secret-key nowhere
try satchel-pack sign small.satchel --secret-key packs/small.xml
satchel-pack keygen --no-passphrase pair > said
satchel-pack sign small.satchel -q --secret-key pair.key
unzip -p small.satchel manifest.json.minisig > some.minisig
for name in pair.pub some.minisig; do
	try satchel-pack sign small.satchel --secret-key $name
	SATCHEL_SECRET_KEY=$(cat $name) try satchel-pack sign small.satchel
done
for name in pair.key some.minisig; do
	try satchel-pack verify small.satchel --key $name
done
SATCHEL_SECRET_KEY=nonsense try satchel-pack sign small.satchel
try satchel-pack verify small.satchel --key nowhere
try satchel-pack verify small.satchel --key other.key
cp small.satchel kept
head -c 500 small.satchel > cut.satchel
cp cut.satchel cut.kept
try satchel-pack sign cut.satchel small.satchel -q --secret-key other.key
cmp cut.satchel cut.kept
cmp -s small.satchel kept || echo "the whole one is signed"
# Change one byte of the signed manifest, or of the signature.
for from in '"release":1' 'trusted comment: pack'; do
	python3 - "$from" << 'END'
import sys, zlib, struct
data = bytearray(open("small.satchel", "rb").read())
at = data.index(sys.argv[1].encode()) + len(sys.argv[1]) - 1
data[at] ^= 3
for name in b"manifest.json", b"manifest.json.minisig":
    head = data.index(b"PK\3\4", 0)
    while data[head + 30:head + 30 + len(name)] != name or data[head + 26] != len(name):
        head = data.index(b"PK\3\4", head + 4)
    size = struct.unpack("<I", data[head + 18:head + 22])[0]
    start = head + 30 + len(name)
    crc = struct.pack("<I", zlib.crc32(data[start:start + size]))
    data[head + 14:head + 18] = crc
    record = data.index(b"PK\1\2")
    while data[record + 46:record + 46 + len(name)] != name or data[record + 28] != len(name):
        record = data.index(b"PK\1\2", record + 4)
    data[record + 16:record + 20] = crc
open("forged.satchel", "wb").write(data)
END
	try satchel-pack verify forged.satchel
	minisign -R -W -s other.key -p other.pub > /dev/null 2>&1
	try satchel-pack verify forged.satchel --key other.pub 2>&1 | sed 's/[0-9A-F]\{13,16\}/ID/'
done
