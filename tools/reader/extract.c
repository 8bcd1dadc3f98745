#include "reader/internal.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* Deflate expands by a factor of at most 1032. Reject false claims before allocating memory. */
static bool lengths_possible(const struct satchel_entry *entry)
{
	return !zip_is_deflated(entry) || entry->raw_size <= (uint64_t)entry->stored_size * 1032 + 1031;
}

static bool inflate_all(const struct satchel_entry *entry, unsigned char *stored, unsigned char *raw,
			struct problems *problems)
{
	z_stream stream = { .next_in = stored,
			    .avail_in = entry->stored_size,
			    .next_out = raw,
			    .avail_out = entry->raw_size };
	if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
		return add_no_memory(problems);
	int result = inflate(&stream, Z_FINISH);
	uInt left_in = stream.avail_in, left_out = stream.avail_out;
	bool more = false;
	if (result == Z_BUF_ERROR && left_out == 0) { /* too much, or truncated? */
		unsigned char beyond;
		stream.next_out = &beyond;
		stream.avail_out = 1;
		more = inflate(&stream, Z_FINISH) != Z_MEM_ERROR && stream.avail_out == 0;
	}
	inflateEnd(&stream);
	if (result == Z_MEM_ERROR)
		return add_no_memory(problems);
	if (result == Z_STREAM_END && left_in == 0 && left_out == 0)
		return true;
	const char *why = result == Z_STREAM_END && left_in > 0	 ? "bytes follow the deflate stream"
			  : more				 ? "it inflates to more than its raw length"
			  : result == Z_STREAM_END		 ? "it inflates to less than its raw length"
			  : result == Z_DATA_ERROR		 ? "the deflate stream is broken"
								 : "the deflate stream is cut short";
	return add_problem(problems, SATCHEL_DAMAGED, entry->name, "%s", why);
}

static void take_digest(uint8_t digest[SATCHEL_SHORT_DIGEST_SIZE], const void *bytes, size_t size)
{
	uint8_t whole[SATCHEL_DIGEST_SIZE];
	sha256(whole, bytes, size);
	memcpy(digest, whole, SATCHEL_SHORT_DIGEST_SIZE);
}

static bool check_stored(const struct satchel_entry *entry, const unsigned char *stored, struct problems *problems)
{
	uint8_t digest[SATCHEL_SHORT_DIGEST_SIZE];
	take_digest(digest, stored, entry->stored_size);
	return memcmp(digest, entry->digest, sizeof(digest)) == 0 ||
	       add_problem(problems, SATCHEL_DAMAGED, entry->name, "its stored bytes do not match their digest");
}

static bool check_raw(const struct satchel_entry *entry, const unsigned char *raw, uint32_t crc,
		      struct problems *problems)
{
	return crc32_z(crc32_z(0, NULL, 0), raw, entry->raw_size) == crc ||
	       add_problem(problems, SATCHEL_DAMAGED, entry->name,
			   "its bytes do not match the CRC-32 of its local header");
}

/* Reads header, name and stored bytes as one piece, and checks the header. The caller frees it. */
static unsigned char *read_piece(const struct input *input, const struct satchel_entry *entry, uint32_t *crc,
				 struct problems *problems)
{
	if (zip_entry_end(entry) > input->size) {
		add_problem(problems, SATCHEL_DAMAGED, entry->name, "the file ends before it does");
		return NULL;
	}
	if (!lengths_possible(entry)) {
		add_problem(problems, SATCHEL_DAMAGED, entry->name, "its lengths are impossible");
		return NULL;
	}
	size_t size = (size_t)(zip_entry_end(entry) - entry->offset);
	unsigned char *piece = malloc(size + 1);
	if (!piece) {
		add_no_memory(problems);
		return NULL;
	}
	if (!input_read(input, entry->offset, piece, size, entry->name, problems) ||
	    (!zip_check_local(piece, entry, crc, problems) && !problems->all)) {
		free(piece);
		return NULL;
	}
	return piece;
}

/* Converts a piece to raw bytes, and frees it. */
static unsigned char *piece_raw(const struct satchel_entry *entry, unsigned char *piece, struct problems *problems)
{
	unsigned char *stored = piece + ZIP_LOCAL_SIZE + strlen(entry->name);
	if (!zip_is_deflated(entry)) {
		memmove(piece, stored, entry->stored_size);
		return piece;
	}
	unsigned char *raw = malloc((size_t)entry->raw_size + 1);
	if (!raw) {
		add_no_memory(problems);
	} else if (!inflate_all(entry, stored, raw, problems)) {
		free(raw);
		raw = NULL;
	}
	free(piece);
	return raw;
}

static bool finish(const struct satchel_entry *entry, unsigned char *raw, struct satchel_bytes *bytes)
{
	size_t size = entry->raw_size;
	raw[size] = '\0';
	*bytes = (struct satchel_bytes){ (char *)raw, size };
	return true;
}

bool extract(const struct input *input, const struct satchel_entry *entry, enum extract_what what,
	     struct satchel_bytes *bytes, struct problems *problems)
{
	uint32_t crc;
	*bytes = (struct satchel_bytes){ NULL, 0 };
	unsigned char *piece = read_piece(input, entry, &crc, problems);
	if (!piece)
		return false;
	if (!check_stored(entry, piece + ZIP_LOCAL_SIZE + strlen(entry->name), problems)) {
		free(piece);
		return false;
	}
	if (what == EXTRACT_STORED) {
		struct satchel_entry as_stored = *entry;
		as_stored.raw_size = as_stored.stored_size;
		return finish(&as_stored, piece_raw(&as_stored, piece, problems), bytes);
	}
	unsigned char *raw = piece_raw(entry, piece, problems);
	if (!raw)
		return false;
	if (!check_raw(entry, raw, crc, problems)) {
		free(raw);
		return false;
	}
	return finish(entry, raw, bytes);
}

bool extract_unlisted(const struct input *input, struct satchel_entry *entry, uint32_t limit,
		      struct satchel_bytes *bytes, struct problems *problems)
{
	uint32_t crc;
	*bytes = (struct satchel_bytes){ NULL, 0 };
	if (!zip_read_sizes(input, entry, problems))
		return false;
	if (entry->raw_size > limit || entry->stored_size != entry->raw_size)
		return add_problem(problems, SATCHEL_DAMAGED, entry->name,
				   "it must be stored, and at most %lu bytes long", (unsigned long)limit);
	unsigned char *piece = read_piece(input, entry, &crc, problems);
	if (!piece)
		return false;
	unsigned char *raw = piece_raw(entry, piece, problems);
	take_digest(entry->digest, raw, entry->raw_size);
	if (!check_raw(entry, raw, crc, problems) && !problems->all) {
		free(raw);
		return false;
	}
	return finish(entry, raw, bytes);
}

bool check_json(const struct satchel_bytes *bytes, const char *entry, struct problems *problems)
{
	size_t offset;
	enum json_fault fault = json_check(bytes->at, bytes->size, &offset);
	if (fault == JSON_GOOD)
		return true;
	if (fault == JSON_OUT_OF_MEMORY)
		return add_no_memory(problems);
	/* Messages never quote the content of files. */
	return add_problem(problems, SATCHEL_DAMAGED, entry, "%s at byte %zu",
		       fault == JSON_DEEP	 ? "its arrays and objects nest too deep"
		       : fault == JSON_TWICE	 ? "an object has a member twice"
		       : fault == JSON_NO_OBJECT ? "it is not a JSON object, but something else, that ends"
						 : "it is not valid JSON",
		       offset);
}
