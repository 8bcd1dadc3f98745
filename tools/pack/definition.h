/* A pack definition: the model of schema/pack.xsd as C structures. */
#ifndef PACK_DEFINITION_H
#define PACK_DEFINITION_H

#include "base/file.h"
#include "lesson/lesson.h"
#include "pack/mistakes.h"

struct definition_lesson {
	struct str id;
	struct span span; /* of the id's value */
	size_t index;     /* index among all lessons of the pack */
	struct definition_lesson *next;
};

struct definition_unit {
	struct str id, title;
	struct span span; /* of the id's value */
	struct definition_lesson *lessons;
	struct definition_unit *next;
};

/* Where the rest of a free edition is, in one language. */
struct definition_rest {
	struct str text, lang;
	struct str href; /* at is NULL if there is none */
	struct definition_rest *next;
};

enum edition_id {
	EDITION_FULL, /* everything */
	EDITION_FREE, /* everything except what is for members only */
	EDITIONS,
};

/* Names in definition, manifest and command line. */
extern const char *const edition_names[EDITIONS];

struct definition {
	struct arena arena; /* owns all strings and structures */
	struct buf bytes;
	struct source source;
	struct str id, version, title, licence, lang;
	struct str description; /* at is NULL if there is none */
	struct attribute cover, cover_alt; /* the path of the picture; value.at is NULL if there is none */
	struct person *people;
	struct definition_rest *rest;
	struct str content; /* the folder as written in the definition */
	struct span content_span, version_span, release_span; /* of the values of these attributes */
	unsigned long release;
	bool editions[EDITIONS]; /* which editions the pack has */
	bool search;             /* they have a search index */
	struct definition_unit *units;
	size_t unit_count, lesson_count;
	const struct definition_lesson **by_id; /* lesson_count elements, sorted by id */
};

enum { DEFINITION_SIZE_MAX = 16 * 1024 * 1024 };

/* Reads the file at path, which must outlive the definition. If it was read, check the mistakes. Release the definition
 * whatever the result. */
enum result definition_read(struct definition *definition, const char *path, struct mistakes *mistakes,
			    struct buf *why) MUST_CHECK;
void definition_release(struct definition *definition);

/* NULL if the pack has no such lesson. */
const struct definition_lesson *definition_find(const struct definition *definition, struct str id);

#endif
