#include "release/oci.h"

#include "base/json.h"
#include "reader/digest.h"

#include <stdio.h>

#define MANIFEST_TYPE  "application/vnd.oci.image.manifest.v1+json"
#define INDEX_TYPE     "application/vnd.oci.image.index.v1+json"
#define BLOBS	       "oci/blobs/sha256"
#define BLOB_NAME_SIZE (sizeof(BLOBS "/") + DIGEST_HEX_SIZE)

/* The configuration of an artifact that has none. */
static const char nothing[] = "{}";
#define NOTHING_TYPE "application/vnd.oci.empty.v1+json"

/* The target of a descriptor. */
struct blob {
	const char *type;
	char digest[DIGEST_HEX_SIZE];
	uint64_t size;
};

static struct blob blob_of(const char *type, struct str bytes)
{
	struct blob blob = { .type = type, .size = bytes.len };
	uint8_t digest[DIGEST_SIZE];
	sha256(digest, bytes.at, bytes.len);
	digest_hex(blob.digest, digest);
	return blob;
}

static void blob_name(char name[BLOB_NAME_SIZE], const char *digest)
{
	snprintf(name, BLOB_NAME_SIZE, BLOBS "/%s", digest);
}

static enum result write_blob(struct release_folder *folder, const struct blob *blob, struct str bytes, struct buf *why)
{
	char name[BLOB_NAME_SIZE];
	blob_name(name, blob->digest);
	return release_folder_write(folder, name, bytes, why);
}

/* Writes the members of a descriptor, and leaves its object open. */
static void open_descriptor(struct json *json, const struct blob *blob)
{
	char digest[sizeof("sha256:") + DIGEST_HEX_SIZE];
	snprintf(digest, sizeof(digest), "sha256:%s", blob->digest);
	json_open_object(json);
	json_member_text(json, "mediaType", blob->type);
	json_member_text(json, "digest", digest);
	json_member_uint(json, "size", blob->size);
}

static void open_annotations(struct json *json)
{
	json_key(json, "annotations");
	json_open_object(json);
}

static void write_layer(struct json *json, const struct release_edition *edition)
{
	struct blob blob = { .type = SATCHEL_MEDIA_TYPE, .size = edition->size };
	memcpy(blob.digest, edition->sha256, sizeof(blob.digest));
	open_descriptor(json, &blob);
	open_annotations(json);
	json_member_text(json, "org.opencontainers.image.title", edition->url);
	json_close_object(json);
	json_close_object(json);
}

static void write_manifest(const struct release_latest *latest, const struct definition *definition, struct buf *out)
{
	struct json json;
	struct blob config = blob_of(NOTHING_TYPE, STR(nothing));
	char created[DATE_SIZE + sizeof("T00:00:00Z")];
	/* The date of the release, not of the build, so that the same release has the same bytes. */
	snprintf(created, sizeof(created), "%sT00:00:00Z", latest->date);
	json_init(&json, out);
	json_open_object(&json);
	json_member_uint(&json, "schemaVersion", 2);
	json_member_text(&json, "mediaType", MANIFEST_TYPE);
	json_member_text(&json, "artifactType", SATCHEL_MEDIA_TYPE);
	json_key(&json, "config");
	open_descriptor(&json, &config);
	json_close_object(&json);
	json_key(&json, "layers");
	json_open_array(&json);
	for (size_t i = 0; i < latest->edition_count; i++)
		write_layer(&json, &latest->editions[i]);
	json_close_array(&json);
	open_annotations(&json);
	json_member_text(&json, "org.opencontainers.image.created", created);
	if (definition->description.at)
		json_member_str(&json, "org.opencontainers.image.description", definition->description);
	json_member_str(&json, "org.opencontainers.image.licenses", definition->licence);
	json_member_str(&json, "org.opencontainers.image.title", latest->title);
	json_member_text(&json, "org.opencontainers.image.version", latest->version);
	json_close_object(&json);
	json_close_object(&json);
}

static void write_index(const struct release_latest *latest, const struct blob *manifest, struct buf *out)
{
	struct json json;
	json_init(&json, out);
	json_open_object(&json);
	json_member_uint(&json, "schemaVersion", 2);
	json_member_text(&json, "mediaType", INDEX_TYPE);
	json_key(&json, "manifests");
	json_open_array(&json);
	open_descriptor(&json, manifest);
	json_member_text(&json, "artifactType", SATCHEL_MEDIA_TYPE);
	open_annotations(&json);
	/* The name by which tools find it: oci:FOLDER:VERSION. */
	json_member_text(&json, "org.opencontainers.image.ref.name", latest->version);
	json_close_object(&json);
	json_close_object(&json);
	json_close_array(&json);
	json_close_object(&json);
}

static enum result write_packs(struct release_folder *folder, const struct release_latest *latest, struct buf *why)
{
	enum result status = RESULT_OK;
	for (size_t i = 0; status == RESULT_OK && i < latest->edition_count; i++) {
		char name[BLOB_NAME_SIZE];
		blob_name(name, latest->editions[i].sha256);
		status = release_folder_copy(folder, latest->editions[i].url, name, why);
	}
	return status;
}

enum result oci_write(struct release_folder *folder, const struct release_latest *latest,
		      const struct definition *definition, struct buf *why)
{
	struct buf manifest, index;
	buf_init(&manifest, 1024 * 1024);
	buf_init(&index, 1024 * 1024);
	struct blob empty = blob_of(NOTHING_TYPE, STR(nothing));
	write_manifest(latest, definition, &manifest);
	struct blob described = blob_of(MANIFEST_TYPE, buf_view(&manifest));
	write_index(latest, &described, &index);
	enum result status = RESULT_NO_MEMORY;
	if (buf_failed(&manifest) || buf_failed(&index))
		goto out;
	status = release_folder_make(folder, BLOBS, why);
	if (status == RESULT_OK)
		status = write_packs(folder, latest, why);
	if (status == RESULT_OK)
		status = write_blob(folder, &empty, STR(nothing), why);
	if (status == RESULT_OK)
		status = write_blob(folder, &described, buf_view(&manifest), why);
	if (status == RESULT_OK)
		status = release_folder_write(folder, "oci/oci-layout", STR("{\"imageLayoutVersion\":\"1.0.0\"}"), why);
	if (status == RESULT_OK)
		status = release_folder_write(folder, "oci/index.json", buf_view(&index), why);
out:
	buf_release(&manifest);
	buf_release(&index);
	return status;
}
