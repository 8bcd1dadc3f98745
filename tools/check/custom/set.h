/* The compiled patterns; for the files custom*.c alone. */
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

/* Never changes once it is made. */
struct custom_set {
	const struct config *config;
	struct custom_pattern *patterns;
	size_t count;
	uint32_t groups; /* the most that a pattern has */
	unsigned places; /* that any of them looks at */
	bool by_path;    /* whether any is for some paths only */
};

/* Where the bytes from start to end of a text stand in satchel.xml, whose bytes are in source, and in which all of the text
 * stands at span. */
struct span custom_config_span(struct span span, const char *text, const struct source *source, size_t start, size_t end);
/* Reads satchel.xml again, for a place in it. False where it can't be; source is empty then. bytes must have been
 * initialised. */
bool custom_open_config(const struct config *config, struct buf *bytes, struct source *source);

#endif
