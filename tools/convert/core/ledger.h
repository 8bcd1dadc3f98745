/* The ledger of a conversion: what was read, and what of it could not be carried over unchanged.
 *
 * A converter calls ledger_read once for each item that it finds in its source, before it knows what becomes of it. An
 * item that gets no row is carried over as it is. Rows say what was changed in it, or that it was left out. So for
 * each kind, what was read is what was carried over, changed and left out, by construction.
 *
 * Something that belongs to an item, such as the colour of a word in a question, is no item: losing it changes the
 * item. Pictures and recordings are items of their own, each file once. */
#ifndef CONVERT_CORE_LEDGER_H
#define CONVERT_CORE_LEDGER_H

#include "base/arena.h"
#include "base/buf.h"

enum ledger_kind {
#define KIND(id, singular, plural) LEDGER_##id,
#include "convert/core/ledger_kinds.def"
#undef KIND
	LEDGER_KINDS,
};

enum ledger_outcome { LEDGER_SAME, LEDGER_CHANGED, LEDGER_LEFT_OUT };
enum { LEDGER_OUTCOMES = LEDGER_LEFT_OUT + 1 };

struct ledger_row;

struct ledger_item {
	enum ledger_kind kind;
	enum ledger_outcome outcome; /* of the whole item so far */
	struct str source;	     /* the file, as the user named it, and after a colon a file within it */
	size_t line;		     /* in source, from 1; 0 if lines mean nothing there */
	struct str name;	     /* which one it is, for people: a name, an id, or the start of its text; or "" */
	struct ledger_row *rows;     /* the last one first, by item_next */
};

struct ledger_row {
	struct ledger_item *item;
	bool whole;	    /* the whole item was left out */
	struct str what;    /* what was changed, or "" if it is the whole item: "colour", "question type 'cloze'" */
	struct str why;	    /* a sentence without capital and full stop: "lessons have no colours" */
	struct str outcome; /* what became of it: "left out", "written as a bulleted list" */
	struct ledger_row *item_next; /* the row before it of the same item */
	struct ledger_row *next;
};

struct ledger {
	struct arena arena;
	struct ledger_row *rows, **end;
	size_t counts[LEDGER_KINDS][LEDGER_OUTCOMES];
	struct str source; /* of the items read from now on */
};

void ledger_init(struct ledger *ledger);
void ledger_release(struct ledger *ledger);

/* Sets the source of the items that follow. It is copied. */
void ledger_source(struct ledger *ledger, struct str source);
/* Adds an item; long names are cut. NULL if memory ran out; the functions below accept that. */
struct ledger_item *ledger_read(struct ledger *ledger, enum ledger_kind kind, struct str name, size_t line);
/* Names an item that has no name yet. */
void ledger_name(struct ledger *ledger, struct ledger_item *item, struct str name);
/* Adds a row about a part of the item. All texts are copied. Equal rows of one item are one. */
void ledger_change(struct ledger *ledger, struct ledger_item *item, struct str what, const char *why,
		   const char *outcome);
/* what is a format. */
void ledger_changef(struct ledger *ledger, struct ledger_item *item, const char *why, const char *outcome,
		    const char *what, ...) PRINTF_LIKE(5, 6);
/* Adds a row that says that the whole item was left out; why is a format. */
void ledger_leave_out(struct ledger *ledger, struct ledger_item *item, const char *why, ...) PRINTF_LIKE(3, 4);

/* Whether everything was carried over unchanged. */
bool ledger_is_clean(const struct ledger *ledger);
static inline bool ledger_failed(const struct ledger *ledger)
{
	return arena_failed(&ledger->arena);
}

/* Appends the rows for people, equal ones of several items together, and a line of counts for each kind. */
void ledger_text(const struct ledger *ledger, struct buf *out);
/* Appends each row as a line of JSON, then a line of counts: {"counts":{"cards":{"read":3,"same":2,…}}}. */
void ledger_json(const struct ledger *ledger, struct buf *out);

#endif
