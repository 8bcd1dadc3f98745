/* The findings in a document, at offsets in its text. They move when the text changes, until it is checked again. */
#ifndef EDITOR_FINDINGS_H
#define EDITOR_FINDINGS_H

#include "report/report.h"

/* The other finding of a pair: the first of two equal items. */
struct finding_other {
	const char *path;
	struct location location;
};

struct editor_finding {
	struct span span;
	enum rule_id rule;
	const char *name; /* of the rule */
	enum severity severity;
	const char *message, *label, *help; /* label and help may be NULL */
	struct str item;		    /* the id of its subject; at is NULL if it has none */
	const struct finding_other *other;  /* or NULL */
	enum fix_class fix;
	struct edit *edits; /* NULL also if the text has changed */
	bool wide; /* it needs the other lessons of the tree, so a check of the document alone does not find it */
	struct editor_finding *next;
};

struct findings {
	struct arena arena; /* owns everything */
	struct editor_finding *first;
};

void findings_init(struct findings *findings);
void findings_release(struct findings *findings);
/* Replaces all of them by those at path, from first on in a sorted report; bytes are the text that was checked. False
 * if memory ran out. */
bool findings_take(struct findings *findings, const struct diagnostic *first, const char *path,
		   struct str bytes) MUST_CHECK;
/* Marks those as wide that others, which were found in the same text, do not contain. */
void findings_mark_wide(struct findings *findings, const struct findings *others);
/* The bytes from start to end were replaced by len others: drops the findings there, and moves those that follow. */
void findings_move(struct findings *findings, uint32_t start, uint32_t end, uint32_t len);

#endif
