/* Makes one script of the player's modules, for a page in one file: a page from disk may not load modules.
 *
 * Each module becomes a function that runs when it is first imported, and returns its exports. The modules keep to a
 * few forms, all at the start of a line: imports and exports by name, no default exports, and import("./x.js") with a
 * literal path to load a module later. */
#ifndef PREVIEW_MODULES_H
#define PREVIEW_MODULES_H

#include "base/buf.h"
#include "base/embedded.h"
#include "base/result.h"

/* Finds the module with that path, such as "player/main.js"; NULL if there is none. */
typedef const struct embedded_file *modules_find(struct str path);

/* Appends a script that runs the module at path entry, with all that it imports. RESULT_REFUSED: a module has another
 * form, or imports what is not there. */
enum result modules_link(const char *entry, modules_find *find, struct buf *out, struct buf *why) MUST_CHECK;

#endif
