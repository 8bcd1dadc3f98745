# A key is made, a pack signed and verified; minisign agrees, and unzip still opens the pack.
. "$TREE/tests/cli/pack/prepare"
satchel-pack build packs/small.xml --quiet
cp small.satchel plain.satchel
satchel-pack keygen --no-passphrase ours | sed 's/[0-9A-F]\{13,16\}/ID/'
stat -c '%a %n' ours.key ours.pub
satchel-pack sign small.satchel --secret-key ours.key | sed 's/[0-9A-F]\{13,16\}/ID/'
satchel-pack verify small.satchel
satchel-pack verify --key ours.pub small.satchel
mkdir out
satchel-pack extract small.satchel -C out manifest.json manifest.json.minisig
(cd out && minisign -V -q -p ../ours.pub -m manifest.json && echo "minisign agrees")
unzip -tqq small.satchel && echo "unzip opens it"
# Only the signature and offsets in the central directory change.
unzip -p plain.satchel > plain.bytes
unzip -p small.satchel > signed.bytes
python3 - << 'END'
plain, signed = (open(name, "rb").read() for name in ("plain.bytes", "signed.bytes"))
signature = open("out/manifest.json.minisig", "rb").read()
assert signed.count(signature) == 1 and signed.replace(signature, b"") == plain
END
# Signing again replaces the signature; the same key gives the same bytes.
cp small.satchel once.satchel
satchel-pack sign -q small.satchel --secret-key ours.key && cmp small.satchel once.satchel && echo "the same bytes"
minisign -G -W -f -p theirs.pub -s theirs.key > /dev/null
satchel-pack sign -q small.satchel --secret-key theirs.key
satchel-pack verify small.satchel --key theirs.pub
satchel-pack verify -q small.satchel --key ours.pub --key theirs.pub && echo "one of them is enough"
satchel-pack verify small.satchel --key ours.pub 2>&1 | sed 's/[0-9A-F]\{13,16\}/ID/'
satchel-pack verify plain.satchel --key ours.pub 2>&1
SATCHEL_SECRET_KEY=$(cat ours.key) satchel-pack sign -q small.satchel && satchel-pack verify -q small.satchel --key ours.pub && echo "from the environment"
# A signature from minisign that another program adds is accepted, also of the manifest's digest.
sign_by_hand() { # COMMENT
comment=$1
(cd out && minisign -S -q -s ../theirs.key -m manifest.json -t "$comment")
python3 - << 'END'
import struct, zlib
pack = open("plain.satchel", "rb").read()
signature, name = open("out/manifest.json.minisig", "rb").read(), b"manifest.json.minisig"
at = pack.index(b"PK\3\4", pack.index(b"manifest.json"))
common = struct.pack("<HHHHHIIIHH", 20, 0, 0, 0, 0x21, zlib.crc32(signature), len(signature), len(signature), len(name), 0)
local = b"PK\3\4" + common + name + signature
count, length, start = struct.unpack("<HII", pack[-12:-2])
records, new = pack[start:-22], b""
while records:
    size = 46 + struct.unpack("<H", records[28:30])[0]
    record, records = records[:size], records[size:]
    offset = struct.unpack("<I", record[42:46])[0]
    if offset == at:
        new += b"PK\1\2" + struct.pack("<H", 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, at) + name
    new += record[:42] + struct.pack("<I", offset + len(local) * (offset >= at)) + record[46:]
end = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, count + 1, count + 1, len(new), start + len(local), 0)
open("hand.satchel", "wb").write(pack[:at] + local + pack[at:start] + new + end)
END
}
sign_by_hand 'pack small 1.0.0 release 1 edition full'
satchel-pack verify hand.satchel --key theirs.pub
# The signature must name this pack in its trusted comment, whatever else the key has signed.
for comment in 'by hand' 'pack small 1.0.1 release 1 edition full' 'pack small 1.0.0 release 1 edition full '; do
	sign_by_hand "$comment"
	satchel-pack verify hand.satchel --key theirs.pub 2>&1
done
true
