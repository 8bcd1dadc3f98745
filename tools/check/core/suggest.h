/* "Did you mean …" over all ids of all lessons. */
#ifndef CHECK_CORE_SUGGEST_H
#define CHECK_CORE_SUGGEST_H

#include "check/core/index.h"
#include "base/map.h"

struct suggest_name {
	uint64_t letters; /* the set of the letters in it */
	const char *name;
};

/* Made on the first question. A million ids are looked through in a few milliseconds, since most differ
 * in more letters than a near one may; and no id is looked for twice. */
struct suggest {
	struct suggest_name *names;
	size_t count;
	struct map known; /* answers given */
	size_t budget;	  /* names that may still be looked at: where thousands of links are wrong, the later
	                   * ones get no suggestion */
	bool made;
};

void suggest_init(struct suggest *suggest);
void suggest_release(struct suggest *suggest);
/* Sets *near to the id that is nearest to wanted, or to NULL. False where memory ran out. */
bool suggest_id(struct suggest *suggest, const struct index *index, struct str wanted, const char **near) MUST_CHECK;

#endif
