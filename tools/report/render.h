/* Renders findings in formats for people and programs.
 *
 * Every format lists the same findings in the same order. A finding without location is at line 1, column 1. Paths are
 * unchanged, except in SARIF, GitHub, GitLab and JUnit, whose readers expect paths relative to the top of the
 * repository: see struct render_paths. Each format escapes or replaces whatever in a lesson could break its syntax. */
#ifndef REPORT_RENDER_H
#define REPORT_RENDER_H

#include "base/attributes.h"
#include "base/buf.h"
#include "report/report.h"

#include <stdio.h>

struct file_list;

enum render_format {
#define FORMAT(id, name) RENDER_##id,
#include "report/formats.def"
#undef FORMAT
	RENDER_FORMAT_COUNT
};

/* The names of the formats, in the order of enum render_format, ending with NULL. */
extern const char *const render_format_names[];

struct render_options {
	enum render_format format;
	bool colour;	     /* text only */
	const char *program; /* such as satchel-lint */
	const char *version;
	const struct file_list *files;		/* all checked files, by the paths in the findings; or NULL. JUnit has a
	                                         * test case for each clean one */
	const char *(*page)(enum rule_id rule); /* returns the rule's page in Markdown, or NULL; may be NULL itself */
};

/* Writes the findings of a sorted report. False, with errno, if writing or the last flush failed or memory ran out.
 * Memory use does not depend on the size of the output, which is stored in *size unless size is NULL. */
bool render(const struct report *report, const struct render_options *options, FILE *out, size_t *size) MUST_CHECK;

/* Appends a warning if GitHub would truncate or refuse a SARIF log of this size; nothing for other formats. False if
 * memory ran out. */
bool render_limits(const struct report *report, const struct render_options *options, size_t size,
		   struct buf *out) MUST_CHECK;

/* "2 errors, 1 warning in 14 files" or "14 files, nothing found", without a line end. */
void render_summary(const struct report *report, size_t files, struct buf *out);

#endif
