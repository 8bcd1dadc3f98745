/* The part of a file that a finding is about: an element, a sentence, or everything; and digests of such parts. A
 * digest does not change if the part moves, its elements are reordered, or its layout changes. */
#ifndef CHECK_CORE_EXTENT_H
#define CHECK_CORE_EXTENT_H

#include "base/buf.h"
#include "report/report.h"

struct extent_element;

/* A file and its parts. */
struct extent_file {
	struct buf own; /* the content, if it was read from the file */
	struct source source;
	struct extent_element *elements; /* sorted by their start tags */
	size_t element_count;
	uint64_t *lines; /* a digest of each non-blank line, in order */
	size_t line_count;
	bool there; /* the file could be read */
};

/* Reads the file at path, or uses bytes instead if bytes.at is not NULL; they must remain valid. False if memory ran
 * out. */
bool extent_open(struct extent_file *file, const char *path, struct str bytes) MUST_CHECK;
void extent_release(struct extent_file *file);

enum extent_kind {
	EXTENT_NEAR,	/* the element if the location is in a tag, otherwise the sentence */
	EXTENT_ELEMENT, /* the element around the location */
	EXTENT_ITEM,	/* the question, card or entry around the location, else the element */
};

/* The exact span of location. */
struct span extent_exact(struct extent_file *file, struct location location);
/* The span of the part around location. */
struct span extent_at(struct extent_file *file, struct location location, enum extent_kind kind);
struct span extent_whole(const struct extent_file *file);
uint64_t extent_digest(const struct extent_file *file, struct span span);
/* Whether the lines of span also occur in the other file, adjacent and in the same order. */
bool extent_is_in(const struct extent_file *file, struct span span, const struct extent_file *other);

#endif
