/* Answers that are a part of a file (RFC 9110, 14): the header Content-Range, and bodies of many parts. A server is
 * not trusted: what is not exactly of the form is refused. */
#ifndef FETCH_BYTERANGES_H
#define FETCH_BYTERANGES_H

#include "base/attributes.h"
#include "base/str.h"

#include <stdint.h>

/* Reads "bytes 100-199/4000". complete is the 4000; UINT64_MAX where it is a star. */
bool content_range_read(struct str value, uint64_t *first, uint64_t *last, uint64_t *complete) MUST_CHECK;

enum { BOUNDARY_MAX = 70 };

/* Finds the boundary in "multipart/byteranges; boundary=...". */
bool boundary_read(struct str content_type, char boundary[BOUNDARY_MAX + 1]) MUST_CHECK;

/* Gets bytes of the file; false ends it. */
typedef bool byteranges_sink(void *context, uint64_t offset, const char *bytes, size_t size);

enum { BYTERANGES_LINE = 1024, BYTERANGES_LINES = 32 };

struct byteranges {
	byteranges_sink *sink;
	void *context;
	uint64_t complete;  /* of the whole file, which each part must tell */
	size_t parts_left;  /* how many may still come */
	const char *broken; /* what is wrong with it; NULL while nothing is */
	/* The parser's own: */
	char delimiter[BOUNDARY_MAX + 3];
	int state;
	char line[BYTERANGES_LINE];
	size_t line_size, lines;
	uint64_t offset, left; /* of the part that is being read */
	bool has_range;
};

/* parts is how many may come at most. */
void byteranges_init(struct byteranges *parser, const char *boundary, uint64_t complete, size_t parts,
		     byteranges_sink *sink, void *context);
/* Takes the next bytes of the body. False where the sink ended it, or it is broken. */
bool byteranges_take(struct byteranges *parser, const char *bytes, size_t size) MUST_CHECK;
/* Whether the body was whole. */
bool byteranges_ended(const struct byteranges *parser);

#endif
