/* retired.xml: the ids of a content tree that were withdrawn and are never used again. It stands at the root of the
 * tree; its schema is schema/retired.xsd. */
#ifndef CHECK_REFERENCE_RETIRED_H
#define CHECK_REFERENCE_RETIRED_H

#include "base/arena.h"
#include "base/map.h"
#include "report/report.h"

#define RETIRED_NAME "retired.xml"

struct retired_id {
	struct str since;
	struct str replaced_by; /* at is NULL where there is none */
	struct str reason;
	const void *element; /* while the list is read: where it stands */
	const char *path;    /* of the list, and the location of replaced_by in it; NULL unless ids of the tree are known */
	struct location location;
};

/* The lists of several trees. */
struct retired {
	struct arena arena;
	struct map lists; /* by root: struct map from id to struct retired_id */
	struct str today; /* no id was withdrawn later; at is NULL: not known */
};

void retired_init(struct retired *retired);
void retired_release(struct retired *retired);

/* Reads the list of the tree at root, once, where no source is at hand. Mistakes in it are reported, at their places, as
 * findings of RULE_IDENTITY_RETIRED_ID; what can be read of it counts. whole: all lessons of the tree are read too, so
 * that judge_retired knows their ids. False where memory ran out. */
bool retired_read(struct retired *retired, struct str root, bool whole, struct report *report) MUST_CHECK;
/* What is known of the id in the tree at root; NULL where it was not withdrawn. */
const struct retired_id *retired_find(const struct retired *retired, struct str root, struct str id);

#endif
