/* The collector: everything that is found goes through it, and comes out in order.
 *
 * Each thread has a report of its own; at the end they are merged and sorted, so the order never
 * depends on the threads. A report is about one source at a time: report_add takes spans, and
 * report_close_source, while the bytes are still there, turns them into places and excerpts. */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "base/arena.h"
#include "report/catalogue.h"
#include "report/source.h"

/* The line a finding stands in, for people. A long line is cut to a window around the place. */
struct excerpt {
	struct str text; /* at is NULL where there is none */
	size_t caret;    /* bytes of text before the place */
	size_t caret_end;
	bool cut_before;
	bool cut_after;
};

/* A change to the file that mends a finding: what stands at span is replaced by text. */
struct edit {
	struct span span;
	struct location location; /* once the source is closed */
	struct str text;
	struct edit *next;
};

enum { DIAGNOSTIC_TEXT = 400 };

/* The other side of a finding that is about a pair: the first of two that are the same. */
struct other_side {
	const char *path;
	struct location location;
	struct str lesson, item; /* at is NULL if there is none */
	struct str same;	 /* what both sides have in common, as text: an id, a digest */
};

struct diagnostic {
	const char *path;
	struct span span;   /* until the source is closed */
	struct location location; /* from then on */
	enum rule_id rule;
	const char *name; /* of the rule; an author's own rules have one of their own */
	enum severity severity;
	const char *message; /* a sentence in lower case, without a full stop */
	const char *label;   /* what stands there, shown behind the carets; or NULL */
	const char *help;    /* what to do; or NULL */
	struct str lesson;   /* the ids it is about; at is NULL where there is none */
	struct str item;
	const struct other_side *other; /* NULL if it is about no pair */
	struct excerpt excerpt;
	struct str text; /* what stands at the place, its first DIAGNOSTIC_TEXT bytes; at is NULL where nothing does */
	enum fix_class fix; /* how far the edits may be trusted; FIX_NONE where there are none */
	struct edit *edits; /* made together or not at all; they do not overlap */
	struct diagnostic *next;
};

struct report {
	const struct rule_settings *settings;
	struct arena arena;       /* owns all that the diagnostics point at, but for their paths */
	struct diagnostic *first; /* in the order of adding until report_sort */
	struct diagnostic **last;
	struct diagnostic **open; /* where the findings of the source at hand begin */
	size_t counts[SEVERITY_ERROR + 1];
	bool failed; /* memory ran out: findings are lost, so the run has failed */
};

/* settings are borrowed. */
void report_init(struct report *report, const struct rule_settings *settings);
void report_release(struct report *report);

/* Whether rule is switched on; a costly check asks first. */
static inline bool report_wants(const struct report *report, enum rule_id rule)
{
	return report->settings->severity[rule] != SEVERITY_OFF;
}

/* Adds a finding at span of the source at hand. item is the id of the question, card or entry it is
 * about, or STR_NONE. Returns NULL where the rule is off or memory ran out; the functions below take
 * that in silence. */
struct diagnostic *report_add(struct report *report, enum rule_id rule, struct span span, struct str item,
			      const char *format, ...) PRINTF_LIKE(5, 6);
/* The same at severity info, for what a rule of a higher severity finds only a matter of taste: a negative
 * stem that stresses its negation. Silent where infos are. */
struct diagnostic *report_add_info(struct report *report, enum rule_id rule, struct span span, struct str item,
				   const char *format, ...) PRINTF_LIKE(5, 6);
/* As report_add, outside any source at hand, for what is known only when all lessons are read. path is
 * borrowed, lesson and item are copied. Its excerpt is fetched by report_fetch_excerpts. */
struct diagnostic *report_add_at(struct report *report, enum rule_id rule, const char *path, struct location location,
				 struct str lesson, struct str item, const char *format, ...) PRINTF_LIKE(7, 8);
void report_label(struct report *report, struct diagnostic *diagnostic, const char *format, ...) PRINTF_LIKE(3, 4);
void report_help(struct report *report, struct diagnostic *diagnostic, const char *format, ...) PRINTF_LIKE(3, 4);

/* Says that the finding is about a pair, and which is its other side. The path is borrowed, the rest is copied. */
void report_other(struct report *report, struct diagnostic *diagnostic, const struct other_side *other);

/* Adds an edit to the finding. All edits of a finding are of the same class. text is copied. */
void report_edit(struct report *report, struct diagnostic *diagnostic, enum fix_class fix, struct span span,
		 struct str text);
/* Gives the finding, which must be of RULE_CUSTOM_PATTERN, the name and severity of an author's own rule. name is
 * borrowed. */
void report_as_custom(struct report *report, struct diagnostic *diagnostic, const char *name, enum severity severity);

/* Gives each finding since the last call its place in source, its excerpt and the lesson's id. */
void report_close_source(struct report *report, struct source *source);
/* Where the next finding will hang; report_rewind drops each finding added since. */
struct diagnostic **report_mark(const struct report *report) MUST_CHECK;
void report_rewind(struct report *report, struct diagnostic **mark);

/* Whether broken markup, or an element or attribute that is unknown or misplaced, was reported within span of the source at
 * hand: what a check finds missing there may only be misspelt. */
bool report_is_malformed(const struct report *report, struct span span) MUST_CHECK;

/* Takes the finding at link, which is report->first or the next of another finding, out of the report; whoever keeps it knows
 * it by its severity, which is off then. */
void report_drop(struct report *report, struct diagnostic **link);

/* Moves all findings of from, which must have the same settings, into report; from is empty then. */
void report_merge(struct report *report, struct report *from);
/* By path, place, rule, message; findings that are equal in all of it become one. */
void report_sort(struct report *report);
/* Reads the lines of the findings that have none yet from their files; a file that can't be read any
 * more leaves its findings without. Call it on a sorted report. */
void report_fetch_excerpts(struct report *report);
/* The same for one finding, whose file source is. */
void report_fetch_excerpt(struct report *report, struct source *source, struct diagnostic *diagnostic);

#endif
