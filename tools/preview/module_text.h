/* The statements of modules by which they import and export, in the forms that modules.h describes. */
#ifndef PREVIEW_MODULE_TEXT_H
#define PREVIEW_MODULE_TEXT_H

#include "base/buf.h"
#include "base/str.h"

/* The next line of a module or, if it begins an import or a list of exports, the statement up to its semicolon, with
 * its end of line. */
struct str module_statement(struct str *rest);

/* The path that a statement imports or exports from: from "./x.js", or import "./x.js"; STR_NONE if it has none. */
struct str module_source(struct str statement);

/* Appends the names between the braces of a statement as members: of a pattern, "a: b" for { a as b }; or, if from is
 * not NULL, of an object to export, "b: FROM.a" or, if from is empty, "b: a". False if they have another form. */
bool module_names(struct buf *out, struct str statement, const char *from) MUST_CHECK;

/* The name that an exported declaration declares, and the declaration itself, without the word export; STR_NONE for
 * another form. */
struct str module_declared(struct str line, struct str *declaration);

/* Finds the next import(".…") in a line: the text before it, its path and what follows. False if there is none; a path
 * of STR_NONE if it is not a literal. */
struct module_call {
	struct str before, path, after;
};
bool module_call(struct str line, struct module_call *call);

/* The line without a comment that begins a line; *inside says whether the next line begins inside one. Comments that
 * begin with a slash and one asterisk remain: they name authors and licences. */
struct str module_code(struct str line, bool *inside);

/* Resolves a path that begins with ./ or ../ against that of a module, and appends it to full. False if it leads out of
 * the site. */
bool module_resolve(const char *from, struct str path, struct buf *full) MUST_CHECK;

#endif
