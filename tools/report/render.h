/* Findings for people and for programs, in the formats that either reads.
 *
 * Every format has the same findings in the same order with the same figures. A finding without a place is at line 1,
 * column 1. Paths stay as they were given, but for SARIF, GitHub, GitLab and JUnit, whose readers expect them relative to
 * the top of the repository: see struct render_paths. Text from lessons can't leave its field: each format escapes or
 * replaces what would. */
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

/* The names of the formats, in the order of enum render_format; NULL ends them. */
extern const char *const render_format_names[];

struct render_options {
	enum render_format format;
	bool colour;	     /* text only */
	const char *program; /* its name: satchel-lint */
	const char *version;
	const struct file_list *files;		/* all files checked, by the paths that findings bear; or NULL.
	                                           * JUnit has a test case for each clean one */
	const char *(*page)(enum rule_id rule); /* the rule's page in Markdown, or NULL; may be NULL itself */
};

/* Writes the findings of a sorted report. False if writing failed, to the last flush, or memory ran out; errno says why.
 * What is held in memory does not grow with the output, whose size is given unless size is NULL. */
bool render(const struct report *report, const struct render_options *options, FILE *out, size_t *size) MUST_CHECK;

/* Appends what GitHub would leave out of the SARIF log of this size, or refuse; nothing for other formats and if it takes
 * all. False if memory ran out. */
bool render_limits(const struct report *report, const struct render_options *options, size_t size,
		   struct buf *out) MUST_CHECK;

/* "2 errors, 1 warning in 14 files" or "14 files, nothing found", without a line end. */
void render_summary(const struct report *report, size_t files, struct buf *out);

#endif
