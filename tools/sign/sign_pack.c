#include "sign/sign_pack.h"

#include "base/file.h"
#include "reader/satchel.h"
#include "sign/signature.h"

#include <zlib.h>

enum { LOCAL_SIZE = 30, CENTRAL_SIZE = 46, END_SIZE = 22, OFFSET_AT = 42, COUNT_AT = 8, LENGTH_AT = 12, START_AT = 16 };

static const char name[] = "manifest.json.minisig";

/* Where a pack falls apart. */
struct cut {
	uint64_t manifest_end; /* the signature goes here */
	uint64_t next;	       /* the first byte behind a signature that is there, else the same */
	uint64_t central, end; /* the central directory, and the end record */
};

static uint32_t get32(const char *at)
{
	const unsigned char *p = (const unsigned char *)at;
	return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static uint32_t get16(const char *at)
{
	const unsigned char *p = (const unsigned char *)at;
	return p[0] | (uint32_t)p[1] << 8;
}

/* Fields are little-endian. */
static void put(struct buf *out, unsigned size, uint64_t value)
{
	for (unsigned i = 0; i < size; i++)
		buf_char(out, (char)(value >> 8 * i & 0xff));
}

static uint64_t end_of(const struct satchel_entry *entry)
{
	return entry->offset + LOCAL_SIZE + strlen(entry->name) + entry->stored_size;
}

/* A satchel_entry_visitor; both entries come before all others. */
static bool find_cut(void *context, const struct satchel_entry *entry)
{
	struct cut *cut = context;
	if (strcmp(entry->name, "manifest.json") == 0)
		cut->manifest_end = cut->next = end_of(entry);
	else if (strcmp(entry->name, name) == 0)
		cut->next = end_of(entry);
	return strcmp(entry->name, "index.json") != 0;
}

/* What local header and record of the central directory have in common. */
static void put_common(struct buf *out, struct str signature)
{
	put(out, 2, 20);     /* version needed */
	put(out, 6, 0);	     /* flags, method stored, time */
	put(out, 2, 0x0021); /* 1980-01-01 */
	put(out, 4, crc32(crc32(0, NULL, 0), (const Bytef *)signature.at, (uInt)signature.len));
	put(out, 4, signature.len);
	put(out, 4, signature.len);
	put(out, 2, strlen(name));
	put(out, 2, 0); /* extra field */
}

/* The directory of a pack that was verified, with the signature in it, and all that is behind the signature moved. */
static void put_directory(struct buf *out, const struct buf *pack, const struct cut *cut, struct str signature)
{
	size_t extent = LOCAL_SIZE + strlen(name) + signature.len, count = 0, start = out->len;
	for (uint64_t at = cut->central, size; at < cut->end; at += size) {
		const char *record = pack->at + at;
		uint64_t offset = get32(record + OFFSET_AT);
		size = CENTRAL_SIZE + get16(record + 28);
		if (offset == cut->manifest_end) {
			buf_add(out, "PK\1\2\24\0", 6);
			put_common(out, signature);
			put(out, 2 + 2 + 2, 0); /* comment, disk, internal attributes */
			put(out, 4, 0);         /* external attributes */
			put(out, 4, cut->manifest_end);
			buf_text(out, name);
			count++;
		}
		if (offset >= cut->manifest_end && offset < cut->next)
			continue;
		buf_add(out, record, OFFSET_AT);
		put(out, 4, offset < cut->next ? offset : offset - cut->next + cut->manifest_end + extent);
		buf_add(out, record + OFFSET_AT + 4, size - OFFSET_AT - 4);
		count++;
	}
	size_t length = out->len - start;
	buf_add(out, pack->at + cut->end, COUNT_AT);
	put(out, 2, count);
	put(out, 2, count);
	put(out, 4, length);
	put(out, 4, start);
	put(out, 2, 0); /* comment */
}

static enum sign_status write_signed(const char *path, const struct buf *pack, struct cut cut, struct str signature,
				     struct buf *why)
{
	struct buf out;
	struct file_writer writer;
	enum sign_status result = SIGN_NO_MEMORY;
	cut.end = pack->len - END_SIZE;
	if (cut.next == cut.manifest_end && get16(pack->at + cut.end + COUNT_AT) >= SATCHEL_ENTRIES_MAX) {
		buf_format(why, "%s: it has 65,534 entries already, and the signature would be one more", path);
		return SIGN_REFUSED;
	}
	cut.central = get32(pack->at + cut.end + START_AT);
	buf_init(&out, UINT32_MAX);
	buf_add(&out, pack->at, cut.manifest_end);
	buf_add(&out, "PK\3\4", 4);
	put_common(&out, signature);
	buf_text(&out, name);
	buf_str(&out, signature);
	buf_add(&out, pack->at + cut.next, cut.central - cut.next);
	put_directory(&out, pack, &cut, signature);
	if (buf_failed(&out))
		goto out;
	enum file_status status = file_writer_open_over(&writer, path);
	if (status == FILE_OK) {
		fwrite(out.at, 1, out.len, writer.stream);
		status = file_writer_commit(&writer);
	}
	result = status == FILE_OK ? SIGN_OK : SIGN_FAILED;
	if (status != FILE_OK)
		buf_format(why, "cannot write '%s': %s", path, file_status_text(status));
out:
	buf_release(&out);
	return result;
}

static enum sign_status refuse(const char *path, const struct satchel_error *error, struct buf *why)
{
	if (error->status == SATCHEL_NO_MEMORY)
		return SIGN_NO_MEMORY;
	buf_format(why, "%s: %s", path, error->message);
	return error->status == SATCHEL_UNREADABLE ? SIGN_FAILED : SIGN_REFUSED;
}

/* What the signature says that it is of; the manifest, which it is over, says the same. */
static void describe(const struct satchel_manifest *manifest, struct buf *out)
{
	buf_format(out, "pack %s %s release %llu edition %s", manifest->id, manifest->version,
		   (unsigned long long)manifest->release, manifest->edition);
}

enum sign_status sign_pack(const char *path, const struct secret_key *key, struct buf *why)
{
	struct satchel_error error;
	struct cut cut = { 0, 0, 0, 0 };
	struct buf bytes, comment, signature;
	struct satchel *pack = NULL;
	enum sign_status result = SIGN_FAILED;
	buf_init(&bytes, (size_t)UINT32_MAX + 1);
	buf_init(&comment, 1024);
	buf_init(&signature, BUF_CAP);
	enum file_status status = file_read(path, UINT32_MAX, &bytes);
	if (status != FILE_OK) {
		buf_format(why, "cannot read '%s': %s", path, file_status_text(status));
		goto out;
	}
	/* What is signed is what was checked: the bytes at hand, whatever becomes of the file. */
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
			 ? SIGN_NO_MEMORY
			 : write_signed(path, &bytes, cut, buf_view(&signature), why);
out:
	satchel_close(pack);
	buf_release(&bytes);
	buf_release(&comment);
	buf_release(&signature);
	return result;
}
