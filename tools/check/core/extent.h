/* Which part of a file a finding is about: an element, a sentence, or all of it; and digests of such parts. A digest
 * stays the same if the part moves, if its elements change places, and if it is laid out in another way. */
#ifndef CHECK_CORE_EXTENT_H
#define CHECK_CORE_EXTENT_H

#include "base/buf.h"
#include "report/report.h"

struct extent_element;

/* A file whose parts are asked for. */
struct extent_file {
	struct buf own; /* the bytes, if they were read from the file */
	struct source source;
	struct extent_element *elements; /* in the order of their start tags */
	size_t element_count;
	uint64_t *lines; /* a digest of each line that is not blank, in order */
	size_t line_count;
	bool there; /* the file could be read */
};

/* Reads the file at path; if bytes.at is not NULL, these are taken instead, and must stay. False if memory ran out. */
bool extent_open(struct extent_file *file, const char *path, struct str bytes) MUST_CHECK;
void extent_release(struct extent_file *file);

enum extent_kind {
	EXTENT_NEAR,	/* the element if the place is in a tag, otherwise the sentence */
	EXTENT_ELEMENT, /* the element that the place is in */
	EXTENT_ITEM,	/* the question, card or entry that the place is in, or the element if it is in none */
};

/* What is from the start to the end of location. */
struct span extent_exact(struct extent_file *file, struct location location);
/* What something at place is about. */
struct span extent_at(struct extent_file *file, struct location location, enum extent_kind kind);
struct span extent_whole(const struct extent_file *file);
uint64_t extent_digest(const struct extent_file *file, struct span span);
/* Whether the lines of span stand, in this order and without others between them, in the other file too. */
bool extent_is_in(const struct extent_file *file, struct span span, const struct extent_file *other);

#endif
