# The OCI image layout: every descriptor is correct, no file is missing, and there are no others.
. "$TREE/tests/cli/release/prepare"
sed -i 's/<title>Small/<title>Small "é" \&amp; \&lt;more\&gt;/' packs/small.xml
sed -i '1,/<\/title>/s|</title>|&<description>A \&amp; B.</description>|' packs/small.xml
release -o rel --oci
# The checksums are those of the web folder, where oci/ does not go.
mkdir site
cp rel/* site 2> said
(cd site && sha256sum -c --quiet --strict SHA256SUMS && sed 's/.* //' SHA256SUMS)
python3 - << 'END'
import hashlib, json, os
PACK = "application/vnd.satchel.pack+zip"
def blob(descriptor):
    algorithm, digest = descriptor["digest"].split(":")
    data = open(f"rel/oci/blobs/{algorithm}/{digest}", "rb").read()
    assert algorithm == "sha256" and hashlib.sha256(data).hexdigest() == digest and len(data) == descriptor["size"]
    seen.add(digest)
    return data
seen = set()
assert json.load(open("rel/oci/oci-layout")) == {"imageLayoutVersion": "1.0.0"}
index = json.load(open("rel/oci/index.json"))
assert index["schemaVersion"] == 2 and index["mediaType"] == "application/vnd.oci.image.index.v1+json"
(entry,) = index["manifests"]
assert entry["mediaType"] == "application/vnd.oci.image.manifest.v1+json" and entry["artifactType"] == PACK
print(entry["annotations"])
manifest = json.loads(blob(entry))
assert manifest["schemaVersion"] == 2 and manifest["mediaType"] == entry["mediaType"]
assert manifest["artifactType"] == PACK
assert manifest["config"]["mediaType"] == "application/vnd.oci.empty.v1+json" and blob(manifest["config"]) == b"{}"
for layer in manifest["layers"]:
    assert layer["mediaType"] == PACK
    name = layer["annotations"]["org.opencontainers.image.title"]
    assert blob(layer) == open("rel/" + name, "rb").read()
    print(name)
for key in sorted(manifest["annotations"]):
    print(key, manifest["annotations"][key])
assert seen == set(os.listdir("rel/oci/blobs/sha256"))
assert sorted(os.listdir("rel/oci")) == ["blobs", "index.json", "oci-layout"]
END
