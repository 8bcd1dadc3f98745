/* "Did you mean …" for the ids of all lessons. */
#ifndef CHECK_CORE_SUGGEST_H
#define CHECK_CORE_SUGGEST_H

#include "check/core/index.h"
#include "base/map.h"

struct suggest_name {
	uint64_t letters; /* the set of its letters */
	const char *name;
};

/* Built at the first query. A million ids take a few milliseconds, since most differ in too many letters. Each id is
 * looked up only once. */
struct suggest {
	struct suggest_name *names;
	size_t count;
	struct map known; /* cached answers */
	size_t budget;	  /* number of names that may still be compared: if there are thousands of broken links, the
	                   * later ones get no suggestion */
	bool made;
};

void suggest_init(struct suggest *suggest);
void suggest_release(struct suggest *suggest);
/* Sets *near to the id nearest to wanted, or to NULL. False if memory ran out. */
bool suggest_id(struct suggest *suggest, const struct index *index, struct str wanted, const char **near) MUST_CHECK;

#endif
