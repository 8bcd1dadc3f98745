#include "sign/sign_pack.h"

#include "base/file.h"
#include "reader/zip.h"
#include "sign/signature.h"

#include <zlib.h>

static const char name[] = "manifest.json.minisig";

/* Where the signature is inserted. */
struct cut {
	uint64_t manifest_end; /* offset of the signature */
	uint64_t next;	       /* first byte after an existing signature, else the same */
	uint64_t central, end; /* offsets of the central directory and the end record */
};

/* A satchel_entry_visitor; both entries come before all others. */
static bool find_cut(void *context, const struct satchel_entry *entry)
{
	struct cut *cut = context;
	if (strcmp(entry->name, "manifest.json") == 0)
		cut->manifest_end = cut->next = zip_entry_end(entry);
	else if (strcmp(entry->name, name) == 0)
		cut->next = zip_entry_end(entry);
	return strcmp(entry->name, "index.json") != 0;
}

/* Appends a record written by put: that of the signature, or one with a new offset. */
static void append(struct buf *out, size_t (*put)(unsigned char *record, struct zip_entry entry, const char *name),
		   struct zip_entry entry, const char *entry_name)
{
	char *to = buf_reserve(out, ZIP_CENTRAL_MAX);
	if (to)
		buf_grew(out, put((unsigned char *)to, entry, entry_name));
}

static struct zip_entry signature_entry(const struct cut *cut, struct str signature)
{
	uint32_t crc = (uint32_t)crc32(crc32(0, NULL, 0), (const Bytef *)signature.at, (uInt)signature.len);
	return (struct zip_entry){ crc, (uint32_t)signature.len, (uint32_t)signature.len, (uint32_t)cut->manifest_end,
				   0 };
}

/* Appends the directory of a verified pack, adding the signature and moving everything after it. */
static void put_directory(struct buf *out, const struct buf *pack, const struct cut *cut, struct str signature)
{
	size_t extent = ZIP_LOCAL_SIZE + strlen(name) + signature.len, start = out->len;
	struct zip_end end = { 0, 0, (uint32_t)start };
	for (uint64_t at = cut->central, size; at < cut->end; at += size) {
		const unsigned char *record = (const unsigned char *)pack->at + at;
		struct zip_entry entry;
		char entry_name[SATCHEL_NAME_MAX + 1];
		zip_get_central(record, &entry);
		size = ZIP_CENTRAL_SIZE + entry.name_size;
		snprintf(entry_name, sizeof(entry_name), "%.*s", (int)entry.name_size,
			 (const char *)record + ZIP_CENTRAL_SIZE);
		if (entry.offset == cut->manifest_end) {
			append(out, zip_put_central, signature_entry(cut, signature), name);
			end.count++;
		}
		if (entry.offset >= cut->manifest_end && entry.offset < cut->next)
			continue;
		if (entry.offset >= cut->next)
			entry.offset = (uint32_t)(entry.offset - cut->next + cut->manifest_end + extent);
		append(out, zip_put_central, entry, entry_name);
		end.count++;
	}
	end.size = (uint32_t)(out->len - start);
	char *to = buf_reserve(out, ZIP_END_SIZE);
	if (to)
		buf_grew(out, zip_put_end((unsigned char *)to, &end));
}

static enum result write_signed(const char *path, const struct buf *pack, struct cut cut, struct str signature,
				struct buf *why)
{
	struct buf out;
	struct zip_end end;
	enum result result = RESULT_NO_MEMORY;
	cut.end = pack->len - ZIP_END_SIZE;
	zip_get_end((const unsigned char *)pack->at + cut.end, &end);
	if (cut.next == cut.manifest_end && end.count >= SATCHEL_ENTRIES_MAX) {
		buf_format(why, "%s: 65,534 entries, so no signature can be added", path);
		return RESULT_REFUSED;
	}
	cut.central = end.start;
	buf_init(&out, UINT32_MAX);
	buf_add(&out, pack->at, cut.manifest_end);
	append(&out, zip_put_local, signature_entry(&cut, signature), name);
	buf_str(&out, signature);
	buf_add(&out, pack->at + cut.next, cut.central - cut.next);
	put_directory(&out, pack, &cut, signature);
	if (!buf_failed(&out))
		result = file_result(file_write_over(path, buf_view(&out)), "write", path, why);
	buf_release(&out);
	return result;
}

static enum result refuse(const char *path, const struct satchel_error *error, struct buf *why)
{
	if (error->status == SATCHEL_NO_MEMORY)
		return RESULT_NO_MEMORY;
	buf_format(why, "%s: %s", path, error->message);
	return error->status == SATCHEL_UNREADABLE ? RESULT_FAILED : RESULT_REFUSED;
}

/* The trusted comment, which repeats data of the signed manifest. */
static void describe(const struct satchel_manifest *manifest, struct buf *out)
{
	buf_format(out, "pack %s %s release %llu edition %s", manifest->id, manifest->version,
		   (unsigned long long)manifest->release, manifest->edition);
}

enum result sign_pack(const char *path, const struct secret_key *key, struct buf *why)
{
	struct satchel_error error;
	struct cut cut = { 0, 0, 0, 0 };
	struct buf bytes, comment, signature;
	struct satchel *pack = NULL;
	buf_init(&bytes, (size_t)UINT32_MAX + 1);
	buf_init(&comment, 1024);
	buf_init(&signature, BUF_CAP);
	enum result result = file_result(file_read(path, UINT32_MAX, &bytes), "read", path, why);
	if (result != RESULT_OK)
		goto out;
	/* Sign the bytes that were verified, even if the file changes meanwhile. */
	if (satchel_verify_memory(bytes.at, bytes.len, NULL, NULL, &error) != SATCHEL_OK ||
	    !(pack = satchel_open_memory(bytes.at, bytes.len, &error)) ||
	    satchel_list_entries(pack, find_cut, &cut, &error) != SATCHEL_OK) {
		result = refuse(path, &error, why);
		goto out;
	}
	const struct satchel_bytes *manifest = satchel_manifest_bytes(pack);
	describe(satchel_manifest(pack), &comment);
	signature_make(key, (struct str){ manifest->at, manifest->size }, buf_view(&comment), &signature);
	result = buf_failed(&comment) || buf_failed(&signature)
			 ? RESULT_NO_MEMORY
			 : write_signed(path, &bytes, cut, buf_view(&signature), why);
out:
	satchel_close(pack);
	buf_release(&bytes);
	buf_release(&comment);
	buf_release(&signature);
	return result;
}
