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
	RENDER_TEXT,   /* for people: with the line and a caret under the place */
	RENDER_GCC,    /* a line each, as editors know it from compilers */
	RENDER_JSON,   /* one array of objects */
	RENDER_JSONL,  /* the same objects, one a line */
	RENDER_SARIF,  /* SARIF 2.1.0 */
	RENDER_GITHUB, /* workflow commands that become annotations */
	RENDER_GITLAB, /* a Code Quality report */
	RENDER_JUNIT,  /* a test case for each finding, and for each clean file */
};

/* The names of the formats, for usage messages: text|gcc|… */
#define RENDER_FORMATS "text|gcc|json|jsonl|sarif|github|gitlab|junit"

struct render_options {
	enum render_format format;
	bool colour;	     /* text only */
	const char *program; /* its name: satchel-lint */
	const char *version;
	const struct file_list *files;		/* all files checked, by the paths that findings bear; or NULL.
	                                           * JUnit has a test case for each clean one */
	const char *(*page)(enum rule_id rule); /* the rule's page in Markdown, or NULL; may be NULL itself */
};

bool render_format_parse(struct str name, enum render_format *format) MUST_CHECK;

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
