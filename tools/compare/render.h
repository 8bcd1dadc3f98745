/* Renders a comparison as text, Markdown and JSON. */
#ifndef COMPARE_RENDER_H
#define COMPARE_RENDER_H

#include "base/human.h"
#include "compare/gate.h"

/* Appends the changes by unit and lesson with the words that changed, and a summary. Removed words are in [-…-], added
 * ones in {+…+}, or with colour in red and green. */
void compare_render_text(struct comparison *comparison, bool colour, struct buf *out);
/* Appends a changelog: added, changed, moved, removed. One for everybody contains no words that are or were for members
 * only, but their number. */
void compare_render_markdown(struct comparison *comparison, bool for_everybody, struct buf *out);
/* Appends one object: before, after, bump, counts, changed; and, if gate is not NULL, its result. */
void compare_render_json(struct comparison *comparison, const struct gate *gate, struct buf *out);

/* Appends the name of a side: "psychiatry 0.1.0", or its path. */
void compare_side_name(struct buf *out, const struct side *side);
/* How much of an unchanged run to show for orientation: its end before a change and its start after one. */
struct compare_context {
	struct str head;
	const char *gap; /* replaces omitted text; "" if nothing is omitted */
	struct str tail;
};
struct compare_context compare_context(const struct change_line *line, const struct words_run *run);

/* Explains which changes require this bump, without the names of version numbers. */
const char *compare_why_so_much(enum bump bump);
/* Appends the version that is required after, "2.0.0 or higher, since ..."; nothing if there is no version before or
 * nothing changed. */
void compare_needed(struct buf *out, const struct comparison *comparison);

/* Whether something was added. */
bool compare_is_new(const struct change *change);
bool compare_is_gone(const struct change *change);
/* The lesson of a change, on the new side or, if removed, the old one. */
const char *compare_lesson_id(const struct comparison *comparison, const struct change *change);
/* Appends " with 5 questions, 9 cards, 1 glossary entry"; nothing if there are none. */
void compare_write_items_with(struct buf *out, const struct change *lesson);
/* Whether the change is that of an item added or removed with its lesson. */
bool compare_is_with_lesson(const struct change *change, const struct change *lesson);
/* The kinds of an item's change that follow from the change of its lesson and are reported there; lesson is the last
 * change of a lesson before it, or NULL. */
unsigned compare_reported_on_lesson(const struct comparison *comparison, const struct change *lesson,
				const struct change *change);

#endif
