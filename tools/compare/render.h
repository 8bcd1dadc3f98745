/* A comparison for people, as Markdown and as JSON. */
#ifndef COMPARE_RENDER_H
#define COMPARE_RENDER_H

#include "base/human.h"
#include "compare/gate.h"

/* Appends the changes by unit and lesson with the words that changed, and a line with their numbers. Words that are
 * gone stand in [-…-], new ones in {+…+}; with colour, in red and green. */
void compare_render_text(struct comparison *comparison, bool colour, struct buf *out);
/* Appends a changelog: what is new, what changed, what moved, what is gone. One for everybody has no word of what is or was
 * for members only, which is counted. */
void compare_render_markdown(struct comparison *comparison, bool for_everybody, struct buf *out);
/* Appends one object: before, after, bump, counts, changed; and where gate is not NULL, what it says. */
void compare_render_json(struct comparison *comparison, const struct gate *gate, struct buf *out);

/* What is known of a side: "psychiatry 0.1.0", or its path. */
void compare_side_name(struct buf *out, const struct side *side);
/* What is shown of a run that stayed the same: as much as helps to find the place, the end of it before a change and
 * the start behind one. */
struct compare_context {
	struct str head;
	const char *gap; /* stands for what is left out; "" where nothing is */
	struct str tail;
};
struct compare_context compare_context(const struct change_line *line, const struct words_run *run);

/* What happened that a version has to rise so far, for people who know of no names of its numbers. */
const char *compare_why_so_much(enum bump bump);
/* Text of what the version after has to say at least, "2.0.0 or higher, since ..."; nothing where there is no version
 * before or nothing changed. */
void compare_needed(struct buf *out, const struct comparison *comparison);

/* Whether the change is one of something that is new, or gone. */
bool compare_is_new(const struct change *change);
bool compare_is_gone(const struct change *change);
/* The lesson that a change is in, on the side where it is now or was last. */
const char *compare_lesson_id(const struct comparison *comparison, const struct change *change);
/* Of a lesson that is new or gone, how many items of each kind came or went with it. */
struct compare_items {
	size_t questions, cards, entries;
};
struct compare_items compare_items_with(const struct change *lesson);
/* Appends " with 5 questions, 9 cards, 1 glossary entry"; nothing where there are none. */
void compare_write_items_with(struct buf *out, const struct change *lesson);
/* Whether the change is one of an item that came or went with its lesson. */
bool compare_is_with_lesson(const struct change *change, const struct change *lesson);
/* The kinds of a change that befell an item because they befell its lesson, of which they are told; lesson is the last
 * change of one before it, or NULL. */
unsigned compare_told_of_lesson(const struct comparison *comparison, const struct change *lesson,
				const struct change *change);

#endif
