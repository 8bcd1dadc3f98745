/* The compiled patterns. Internal to this folder. */
#ifndef CHECK_CUSTOM_SET_H
#define CHECK_CUSTOM_SET_H

#define PCRE2_CODE_UNIT_WIDTH 8

#include "check/custom/custom.h"
#include "check/custom/filter.h"

#include <pcre2.h>

struct custom_pattern {
	const struct custom_rule *rule;
	pcre2_code *code;
	struct needed_words needed;
	bool compiled_to_machine; /* by the JIT */
};

/* Immutable once compiled. */
struct custom_set {
	const struct config *config;
	struct custom_pattern *patterns;
	size_t count;
	uint32_t groups; /* maximum number in any pattern */
	unsigned roles; /* union of all patterns */
	bool by_path;    /* whether any pattern is limited to certain paths */
};

/* The span of the bytes from start to end of a text in satchel.xml, whose bytes are in source; span is that of the
 * whole text. */
struct span custom_config_span(struct span span, const char *text, const struct source *source, size_t start,
			       size_t end);
/* Reads satchel.xml again, to locate something in it. False on failure; then source is empty. bytes must have been
 * initialised. */
bool custom_open_config(const struct config *config, struct buf *bytes, struct source *source);

#endif
