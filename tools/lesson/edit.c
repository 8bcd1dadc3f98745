#include "lesson/edit.h"

#include <stdlib.h>

/* Edits selected so far, sorted by start. */
struct taken {
	const struct edit **edits;
	size_t count;
};

/* The index for an edit that starts at start: after all that start there or earlier. */
static size_t find_slot(const struct taken *taken, uint32_t start)
{
	size_t low = 0, high = taken->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (taken->edits[middle]->span.start <= start)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Whether the span overlaps or touches none of the selected edits. Those are disjoint, so only the neighbours
 * matter. */
static bool is_clear(const struct taken *taken, struct span span)
{
	size_t slot = find_slot(taken, span.start);
	if (slot > 0 && taken->edits[slot - 1]->span.end >= span.start)
		return false;
	return slot == taken->count || taken->edits[slot]->span.start > span.end;
}

static bool changes_something(struct str bytes, const struct edit *edit)
{
	struct str old = { bytes.at + edit->span.start, edit->span.end - edit->span.start };
	return !str_equal(old, edit->text);
}

static bool may_be_made(struct str bytes, const struct taken *taken, const struct diagnostic *finding)
{
	bool changes = false;
	for (const struct edit *edit = finding->edits; edit; edit = edit->next) {
		struct span span = edit->span;
		if (span.start > span.end || span.end > bytes.len || !is_clear(taken, span))
			return false;
		changes = changes || changes_something(bytes, edit);
		for (const struct edit *other = finding->edits; other != edit; other = other->next)
			if (other->span.start < span.end && span.start < other->span.end)
				return false;
	}
	return changes;
}

static void take(struct taken *taken, const struct diagnostic *finding)
{
	for (const struct edit *edit = finding->edits; edit; edit = edit->next) {
		size_t slot = find_slot(taken, edit->span.start);
		memmove(&taken->edits[slot + 1], &taken->edits[slot], (taken->count - slot) * sizeof(*taken->edits));
		taken->edits[slot] = edit;
		taken->count++;
	}
}

size_t edits_make(struct str bytes, const struct diagnostic *const *findings, size_t count, struct buf *out)
{
	size_t room = 1, made = 0, done = 0;
	buf_clear(out);
	for (size_t i = 0; i < count; i++)
		for (const struct edit *edit = findings[i]->edits; edit; edit = edit->next)
			room++;
	struct taken taken = { malloc(room * sizeof(*taken.edits)), 0 };
	if (!taken.edits) {
		out->failed = true;
		return 0;
	}
	for (size_t i = 0; i < count; i++) {
		if (!may_be_made(bytes, &taken, findings[i]))
			continue;
		take(&taken, findings[i]);
		made++;
	}
	for (size_t i = 0; i < taken.count; i++) {
		struct span span = taken.edits[i]->span;
		buf_add(out, bytes.at + done, span.start - done);
		buf_str(out, taken.edits[i]->text);
		done = span.end;
	}
	buf_add(out, bytes.at + done, bytes.len - done);
	free(taken.edits);
	return made;
}
