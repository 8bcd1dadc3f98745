/* Collects all findings and sorts them.
 *
 * Each thread has its own report; at the end they are merged and sorted, so the order never depends on threads. A
 * report is about one source at a time: report_add takes spans, which report_close_source converts to locations and
 * excerpts while the bytes are still in memory. */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "base/arena.h"
#include "report/catalogue.h"
#include "report/source.h"

/* The line of a finding for display. A long line is cut to the text around the location. */
struct excerpt {
	struct str text; /* at is NULL if there is none */
	size_t caret;    /* bytes of text before the location */
	size_t caret_end;
	bool cut_before;
	bool cut_after;
};

/* A change that fixes a finding: replaces the bytes at span by text. */
struct edit {
	struct span span;
	struct location location; /* set when the source is closed */
	struct str text;
	struct edit *next;
};

enum { DIAGNOSTIC_TEXT = 400 };

/* The other side of a finding about a pair: the first of two equal items. */
struct other_side {
	const char *path;
	struct location location;
	struct str lesson, item; /* at is NULL if there is none */
	struct str same;	 /* what both sides share, as text: an id, a digest */
};

struct diagnostic {
	const char *path;
	struct span span;   /* until the source is closed */
	struct location location; /* after that */
	enum rule_id rule;
	const char *name; /* of the rule; custom rules have their own */
	enum severity severity;
	const char *message; /* a sentence in lower case, without a full stop */
	const char *label;   /* shown after the carets; or NULL */
	const char *help;    /* what to do; or NULL */
	struct str lesson;   /* ids of the subject; at is NULL if there is none */
	struct str item;
	const struct other_side *other; /* NULL if it is not about a pair */
	struct excerpt excerpt;
	struct str text; /* the first DIAGNOSTIC_TEXT bytes of the text at the location; at is NULL if there is none */
	enum fix_class fix; /* class of the edits; FIX_NONE if there are none */
	struct edit *edits; /* applied together or not at all; disjoint */
	struct diagnostic *next;
};

struct report {
	const struct rule_settings *settings;
	struct arena arena;       /* owns everything that diagnostics point to, except paths */
	struct diagnostic *first; /* in insertion order until report_sort */
	struct diagnostic **last;
	struct diagnostic **open; /* where the findings of the current source begin */
	size_t counts[SEVERITY_ERROR + 1];
	bool failed; /* memory ran out: findings are missing, so the run has failed */
};

/* settings are borrowed. */
void report_init(struct report *report, const struct rule_settings *settings);
void report_release(struct report *report);

/* The number of findings. */
static inline size_t report_count(const struct report *report)
{
	size_t count = 0;
	for (const struct diagnostic *d = report->first; d; d = d->next)
		count++;
	return count;
}

/* Whether rule is on; ask before an expensive check. */
static inline bool report_wants(const struct report *report, enum rule_id rule)
{
	return report->settings->severity[rule] != SEVERITY_OFF;
}

/* Adds a finding at span of the current source. item is the id of its question, card or entry, or STR_NONE. Returns
 * NULL if the rule is off or memory ran out, which the functions below accept silently. */
struct diagnostic *report_add(struct report *report, enum rule_id rule, struct span span, struct str item,
			      const char *format, ...) COLD PRINTF_LIKE(5, 6);
/* The same at severity info, for a rule of higher severity that considers this case a matter of taste, such as a
 * negative stem that emphasises its negation. Does nothing unless settings->infos is set. */
struct diagnostic *report_add_info(struct report *report, enum rule_id rule, struct span span, struct str item,
				   const char *format, ...) COLD PRINTF_LIKE(5, 6);
/* Like report_add, but independent of the current source, for findings made after all lessons have been read. path is
 * borrowed, lesson and item are copied. report_fetch_excerpts adds the excerpt. */
struct diagnostic *report_add_at(struct report *report, enum rule_id rule, const char *path, struct location location,
				 struct str lesson, struct str item, const char *format, ...) COLD PRINTF_LIKE(7, 8);
/* Lowers the severity of a finding, which counts less than others of its rule. */
void report_lower(struct report *report, struct diagnostic *diagnostic, enum severity severity);
void report_label(struct report *report, struct diagnostic *diagnostic, const char *format, ...) COLD PRINTF_LIKE(3, 4);
void report_help(struct report *report, struct diagnostic *diagnostic, const char *format, ...) COLD PRINTF_LIKE(3, 4);

/* Makes the finding one about a pair, with its other side. The path is borrowed, the rest is copied. */
void report_other(struct report *report, struct diagnostic *diagnostic, const struct other_side *other) COLD;

/* Adds an edit to the finding. All edits of a finding have the same class. text is copied. */
void report_edit(struct report *report, struct diagnostic *diagnostic, enum fix_class fix, struct span span,
		 struct str text);
/* Gives a finding of RULE_CUSTOM_PATTERN the name and severity of a custom rule. name is borrowed. */
void report_as_custom(struct report *report, struct diagnostic *diagnostic, const char *name, enum severity severity);

/* Gives each finding since the last call its location in source, its excerpt and the lesson's id. */
void report_close_source(struct report *report, struct source *source);
/* The current end of the list; report_rewind drops all findings added since. */
struct diagnostic **report_mark(const struct report *report) MUST_CHECK;
void report_rewind(struct report *report, struct diagnostic **mark);

/* Removes the finding at link, which is report->first or the next of another finding, from the report, and sets its
 * severity to off, for those who still have a pointer to it. */
void report_drop(struct report *report, struct diagnostic **link);

/* Moves all findings of from, which must have the same settings, into report, and leaves from empty. */
void report_merge(struct report *report, struct report *from);
/* Sorts by path, location, rule and message, and removes duplicates. */
void report_sort(struct report *report);
/* Reads missing excerpts from the files, on up to workers threads; findings in files that have become unreadable get
 * none. Call it on a sorted report. */
void report_fetch_excerpts(struct report *report, unsigned workers);
/* The same for one finding in source. */
void report_fetch_excerpt(struct report *report, struct source *source, struct diagnostic *diagnostic);

#endif
