/* Joins modules of the player to one script: a browser is much slower to load many, and a page from disk may not load
 * any.
 *
 * Each module becomes a function that runs when it is first imported, and returns its exports; $modules has them by
 * path. The modules keep to a few forms, all at the start of a line: imports and exports by name, no default exports,
 * and import("./x.js") with a literal path to load a module later. A module that is not joined remains one, and takes
 * what it imports from joined ones out of $modules. */
#ifndef PREVIEW_MODULES_H
#define PREVIEW_MODULES_H

#include "base/buf.h"
#include "base/embedded.h"
#include "base/result.h"

enum { MODULES_MAX = 256 };

/* Set files and all, add the module to start, then call modules_join. */
struct modules {
	const struct embedded_file *files; /* ended by one without a path */
	bool all;			   /* join also what is loaded later */
	/* The modules to join, first the one that the script starts and whose path it has; then those that are loaded
	 * later, as they are found. */
	const struct embedded_file *found[MODULES_MAX];
	size_t joined, count;
};

/* Adds a module to join. False if there is none with that path, or there are too many. */
bool modules_add(struct modules *modules, struct str path) MUST_CHECK;

/* Appends the script. RESULT_REFUSED: a module has another form, or imports what is not there or, unless all are to be
 * joined, was not added. */
enum result modules_join(struct modules *modules, struct buf *out, struct buf *why) MUST_CHECK;

/* Appends a module that is not joined: one of found, from joined on. Those that it imports are added to found. */
enum result modules_rewrite(struct modules *modules, size_t number, struct buf *out, struct buf *why) MUST_CHECK;

#endif
