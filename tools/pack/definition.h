/* A pack definition: what schema/pack.xsd describes, as C structures. */
#ifndef PACK_DEFINITION_H
#define PACK_DEFINITION_H

#include "base/file.h"
#include "pack/mistakes.h"

struct definition_lesson {
	struct str id;
	struct span span; /* of the id's value */
	size_t place;     /* among all lessons of the pack, from 0 */
	struct definition_lesson *next;
};

struct definition_unit {
	struct str id, title;
	struct span span; /* of the id's value */
	struct definition_lesson *lessons;
	struct definition_unit *next;
};

enum edition_id {
	EDITION_FULL, /* everything */
	EDITION_FREE, /* what is not for members only */
	EDITIONS,
};

/* As definition, manifest and command line name them. */
extern const char *const edition_names[EDITIONS];

struct definition {
	struct arena arena; /* all of the strings and structures */
	struct buf bytes;
	struct source source;
	struct str id, version, title, licence, lang;
	struct str content; /* the folder as the definition names it */
	struct span content_span, version_span, release_span; /* of these attributes' values */
	unsigned long release;
	bool editions[EDITIONS]; /* which of them are to be built */
	bool search;             /* they hold a search index */
	struct definition_unit *units;
	size_t unit_count, lesson_count;
	const struct definition_lesson **by_id; /* lesson_count of them, sorted by id */
};

enum definition_status {
	DEFINITION_OK,         /* read; whether it may be used, the mistakes say */
	DEFINITION_UNREADABLE, /* *why says why; errno is set for FILE_FAILED */
	DEFINITION_NO_MEMORY,
};

enum { DEFINITION_SIZE_MAX = 16 * 1024 * 1024 };

/* Reads the file at path, which must outlive the definition. Release the definition whatever comes back. */
enum definition_status definition_read(struct definition *definition, const char *path, struct mistakes *mistakes,
				       enum file_status *why) MUST_CHECK;
void definition_release(struct definition *definition);

/* NULL where the pack has no lesson of that id. */
const struct definition_lesson *definition_find(const struct definition *definition, struct str id);

#endif
