/* The inside of the SARIF renderer: render_sarif.c writes the log and its results, render_sarif_tool.c the tool and its
 * rules. */
#ifndef REPORT_RENDER_SARIF_H
#define REPORT_RENDER_SARIF_H

#include "base/json.h"
#include "report/render_parts.h"

struct sarif {
	const struct report *report;
	const struct render_options *options;
	struct json json;
	struct render_paths paths;
	struct buf scratch, escaped;
	const char **own; /* the names of the author's own rules with findings; they follow the rules of the catalogue */
	size_t own_count;
};

/* Collects the author's own rules; false if memory ran out. */
bool sarif_collect_rules(struct sarif *sarif) MUST_CHECK;
void sarif_add_tool(struct sarif *sarif);
/* The position in the tool's rules of the one that the finding names. */
size_t sarif_rule_index(const struct sarif *sarif, const struct diagnostic *d);

const char *sarif_level(enum severity severity);
/* Empties the scratch buffer for the next text; that memory ran out in the last one must not be forgotten. */
void sarif_begin(struct sarif *sarif, struct buf *scratch);
/* An object with one member. */
void sarif_add_one(struct sarif *sarif, const char *key, const char *member, struct str value);

#endif
