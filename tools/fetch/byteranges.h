/* Partial answers (RFC 9110, section 14): the Content-Range header and multipart bodies. The server is not trusted: any
 * deviation from the syntax is an error. */
#ifndef FETCH_BYTERANGES_H
#define FETCH_BYTERANGES_H

#include "base/attributes.h"
#include "base/str.h"

#include <stdint.h>

/* Parses "bytes 100-199/4000". *complete is 4000 here, or UINT64_MAX if the server sent "*". */
bool content_range_read(struct str value, uint64_t *first, uint64_t *last, uint64_t *complete) MUST_CHECK;

enum { BOUNDARY_MAX = 70 };

/* Parses the boundary in "multipart/byteranges; boundary=...". */
bool boundary_read(struct str content_type, char boundary[BOUNDARY_MAX + 1]) MUST_CHECK;

/* Receives bytes of the file; false stops parsing. */
typedef bool byteranges_sink(void *context, uint64_t offset, const char *bytes, size_t size);

enum { BYTERANGES_LINE = 1024, BYTERANGES_LINES = 32 };

struct byteranges {
	byteranges_sink *sink;
	void *context;
	uint64_t complete;  /* size of the whole file, which each part must confirm */
	size_t parts_left;  /* how many more are allowed */
	const char *broken; /* the first error in the body, or NULL */
	/* Internal state: */
	char delimiter[BOUNDARY_MAX + 3];
	int state;
	char line[BYTERANGES_LINE];
	size_t line_size, lines;
	uint64_t offset, left; /* of the current part */
	bool has_range;
};

/* parts is the maximum number of parts. */
void byteranges_init(struct byteranges *parser, const char *boundary, uint64_t complete, size_t parts,
		     byteranges_sink *sink, void *context);
/* Parses the next bytes of the body. False if the sink stopped it or the body is invalid; then broken is set. */
bool byteranges_take(struct byteranges *parser, const char *bytes, size_t size) MUST_CHECK;
/* Whether the body was complete. */
bool byteranges_ended(const struct byteranges *parser);

#endif
