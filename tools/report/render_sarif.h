/* Internals of the SARIF renderer: render_sarif.c writes the log and its results, render_sarif_tool.c the tool and its
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
	const char **own; /* names of custom rules with findings; they follow the rules of the catalogue */
	size_t own_count;
};

/* Collects the custom rules; false if memory ran out. */
bool sarif_collect_rules(struct sarif *sarif) MUST_CHECK;
void sarif_add_tool(struct sarif *sarif);
/* The index of the finding's rule in the tool's rules. */
size_t sarif_rule_index(const struct sarif *sarif, const struct diagnostic *d);

const char *sarif_level(enum severity severity);
/* Empties the scratch buffer, after recording whether memory ran out. */
void sarif_begin(struct sarif *sarif, struct buf *scratch);
/* Writes an object with one member. */
void sarif_add_one(struct sarif *sarif, const char *key, const char *member, struct str value);

#endif
