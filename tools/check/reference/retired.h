/* retired.xml: the retired ids of a content tree, which must not be reused. It is in the root of the tree; its schema
 * is schema/retired.xsd. */
#ifndef CHECK_REFERENCE_RETIRED_H
#define CHECK_REFERENCE_RETIRED_H

#include "base/arena.h"
#include "base/map.h"
#include "report/report.h"

#define RETIRED_NAME "retired.xml"
/* A list without ids. */
#define RETIRED_EMPTY                                                                                                  \
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"                                                                 \
	"<!-- Retired ids, which must never be used again. -->\n"                                                      \
	"<retired-ids xmlns=\"urn:satchel:retired:1\">\n"                                                              \
	"</retired-ids>\n"

struct retired_id {
	struct str since;
	struct str replaced_by; /* at is NULL if there is none */
	struct str reason;
	const void *element; /* while reading: its element */
	const char *path;    /* of the list, with the location of replaced_by; NULL unless the ids of the tree are
	                      * known */
	struct location location;
};

/* The lists of several trees. */
struct retired {
	struct arena arena;
	struct map lists; /* by root: struct map from id to struct retired_id */
	struct str today; /* ids cannot have been retired later; at is NULL if unknown */
};

void retired_init(struct retired *retired);
void retired_release(struct retired *retired);

/* Reads the list of the tree at root, once, while no source is open. Mistakes are reported as findings of
 * RULE_IDENTITY_RETIRED_ID; the readable part is used. whole: all lessons of the tree are read too, so that
 * judge_retired knows their ids. False if memory ran out. */
bool retired_read(struct retired *retired, struct str root, bool whole, struct report *report) MUST_CHECK;
/* The entry for id in the tree at root; NULL if it was not retired. */
const struct retired_id *retired_find(const struct retired *retired, struct str root, struct str id);

#endif
