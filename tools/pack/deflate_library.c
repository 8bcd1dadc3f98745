#include "pack/deflate_library.h"

#include <stdio.h>
#include <zlib.h>

/* Longer than the window, so that it exercises every decision of deflate. */
enum { TEXT_SIZE = 40 * 1024 };

/* The size after compression with the reference zlib. */
enum { REFERENCE_SIZE = 13847 };
static const uint32_t reference_crc = 0x71d18eef;

static void make_text(struct buf *text)
{
	static const char *const words[] = { "the",  "dose",  "of",    "renal", "\"text\":[", "failure", "acute", "pain",
					     "and ", "{\"id\"", "ECG", "12.5",  "mmol/L",	"{\"p\":[", "no",   "in" };
	uint32_t state = 1;
	while (text->len < TEXT_SIZE && !buf_failed(text)) {
		state = state * 1664525 + 1013904223;
		buf_text(text, words[state >> 28]);
		buf_char(text, ' ');
		if (state >> 16 & 1)
			buf_format(text, "%x", (unsigned)(state >> 12 & 0xffff));
	}
}

enum deflate_library deflate_library_find(packed_maker *make, char name[DEFLATE_NAME_SIZE])
{
	struct buf text;
	struct packed packed;
	buf_init(&text, BUF_CAP);
	make_text(&text);
	bool good = make(&packed, buf_view(&text), true) && !buf_failed(&text);
	uint32_t crc = (uint32_t)crc32(0, (const Bytef *)packed.stored.at, (uInt)packed.stored.len);
	bool same = packed.stored.len == REFERENCE_SIZE && crc == reference_crc;
	snprintf(name, DEFLATE_NAME_SIZE, "zlib %s", zlibVersion());
	packed_release(&packed);
	buf_release(&text);
	return !good ? DEFLATE_NO_MEMORY : same ? DEFLATE_REFERENCE : DEFLATE_OTHER;
}
