#include "reader/internal.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

void sha256(uint8_t digest[SATCHEL_DIGEST_SIZE], const void *bytes, size_t size)
{
	crypto_hash_sha256(digest, bytes, size);
}

/* Deflate can't make more than 1032 bytes of one; what claims more is a lie, found before memory is asked for. */
static bool sizes_possible(const struct satchel_entry *entry)
{
	return !entry->deflated || entry->raw_size / 1032 <= entry->stored_size;
}

static bool inflate_all(const struct satchel_entry *entry, unsigned char *stored, unsigned char *raw,
			struct troubles *troubles)
{
	z_stream stream = { .next_in = stored,
			    .avail_in = entry->stored_size,
			    .next_out = raw,
			    .avail_out = entry->raw_size };
	if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
		return trouble_memory(troubles);
	int result = inflate(&stream, Z_FINISH);
	uInt left_in = stream.avail_in, left_out = stream.avail_out;
	inflateEnd(&stream);
	if (result == Z_MEM_ERROR)
		return trouble_memory(troubles);
	if (result == Z_STREAM_END && left_in == 0 && left_out == 0)
		return true;
	const char *why = result == Z_STREAM_END && left_in > 0	 ? "there are bytes behind the deflate stream"
			  : result == Z_STREAM_END		 ? "it inflates to less than its raw length"
			  : result == Z_DATA_ERROR		 ? "the deflate stream is broken"
			  : left_out == 0			 ? "it inflates to more than its raw length"
								 : "the deflate stream is cut short";
	return trouble(troubles, SATCHEL_DAMAGED, "%s: %s", entry->name, why);
}

static bool digest_fits(const uint8_t want[SATCHEL_DIGEST_SIZE], const void *bytes, size_t size)
{
	uint8_t digest[SATCHEL_DIGEST_SIZE];
	sha256(digest, bytes, size);
	return memcmp(digest, want, sizeof(digest)) == 0;
}

static bool check_raw(const struct satchel_entry *entry, const unsigned char *raw, bool has_digests,
		      struct troubles *troubles)
{
	if (has_digests && !digest_fits(entry->raw_sha256, raw, entry->raw_size))
		return trouble(troubles, SATCHEL_DAMAGED, "%s: its bytes do not match their digest", entry->name);
	if (crc32(crc32(0, NULL, 0), raw, entry->raw_size) != entry->crc)
		return trouble(troubles, SATCHEL_DAMAGED, "%s: its bytes do not match their CRC-32", entry->name);
	return true;
}

bool extract(const struct input *input, struct satchel_entry *entry, bool has_digests, struct satchel_bytes *bytes,
	     struct troubles *troubles)
{
	unsigned char *stored = NULL, *raw = NULL;
	*bytes = (struct satchel_bytes){ NULL, 0 };
	if (!zip_check_local(input, entry, troubles))
		return false;
	if (entry_end(entry) > input->size)
		return trouble(troubles, SATCHEL_DAMAGED, "%s: the file ends before it does", entry->name);
	if (!sizes_possible(entry))
		return trouble(troubles, SATCHEL_DAMAGED, "%s: its lengths can't be true", entry->name);
	stored = malloc((size_t)entry->stored_size + 1);
	if (!stored)
		return trouble_memory(troubles);
	bool good = false;
	if (!input_read(input, entry_end(entry) - entry->stored_size, stored, entry->stored_size, troubles))
		goto out;
	if (has_digests && !digest_fits(entry->stored_sha256, stored, entry->stored_size)) {
		trouble(troubles, SATCHEL_DAMAGED, "%s: its stored bytes do not match their digest", entry->name);
		goto out;
	}
	if (entry->deflated) {
		raw = malloc((size_t)entry->raw_size + 1);
		if (!raw) {
			trouble_memory(troubles);
			goto out;
		}
		if (!inflate_all(entry, stored, raw, troubles))
			goto out;
	} else {
		raw = stored;
		stored = NULL;
	}
	good = check_raw(entry, raw, has_digests, troubles);
	if (good) {
		raw[entry->raw_size] = '\0';
		*bytes = (struct satchel_bytes){ (char *)raw, entry->raw_size };
		raw = NULL;
	}
out:
	free(stored);
	free(raw);
	return good;
}
