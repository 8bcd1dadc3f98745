#include "lesson/recover_scan.h"

#include "lesson/math.h"

void recovery_init(struct recovery *recovery)
{
	buf_init(&recovery->copy, BUF_CAP);
	buf_init(&recovery->shifts, BUF_CAP);
}

void recovery_release(struct recovery *recovery)
{
	buf_release(&recovery->copy);
	buf_release(&recovery->shifts);
}

uint32_t recovery_original(const struct recovery *recovery, uint32_t offset)
{
	const struct recovery_shift *shifts = (const struct recovery_shift *)(const void *)recovery->shifts.at;
	size_t low = 0, high = recovery->shifts.len / sizeof(*shifts);
	if (high == 0)
		return offset;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (shifts[middle].copy <= offset)
			low = middle;
		else
			high = middle;
	}
	uint32_t original = shifts[low].original + (offset - shifts[low].copy);
	/* Inserted text has no source bytes: its offset is that of what follows. */
	if (high < recovery->shifts.len / sizeof(*shifts) && original > shifts[high].original)
		return shifts[high].original;
	return original;
}

/* False if it was known before. */
static bool note_known(struct scan *scan, const char *name, const struct model_type *type)
{
	struct known **end = &scan->known;
	while (*end && !str_is((*end)->name, name))
		end = &(*end)->next;
	if (*end || !(*end = arena_alloc(scan->scratch, sizeof(**end))))
		return false;
	**end = (struct known){ str_from(name), type, NULL };
	return true;
}

static void note_children(struct scan *scan, const struct model_type *types)
{
	enum element_name part;
	for (const struct model_type *type = types; type; type = type->next) {
		for (const struct model_child *child = type->children; child; child = child->next) {
			if (types == math_model.types && !math_element(str_from(child->text), &part))
				continue; /* a group of elements */
			bool added = note_known(scan, child->text, child->type);
			if (added && child->type == &model_formula)
				note_children(scan, math_model.types);
		}
	}
}

static void write_all(struct scan *scan)
{
	const struct turn *turn = scan->turns;
	size_t count = scan_token_count(scan);
	scan_add_shift(scan);
	for (uint32_t index = 0; index <= count && !scan->hopeless; index++) {
		scan->stop = index < count ? scan_token(scan, index)->start : scan->s.len;
		while (scan->at < scan->stop)
			if (scan->s.at[scan->at] != '<' || !scan_special(scan))
				scan_text(scan);
		if (index < count && scan->at == scan->stop)
			turn = scan_write_token(scan, index, turn);
	}
	scan_write_end(scan, turn);
}

bool recover(struct recovery *recovery, struct str bytes, const struct model *model, const char *what,
	     struct report *report, struct arena *scratch)
{
	buf_clear(&recovery->copy);
	buf_clear(&recovery->shifts);
	recovery->cut_off = false;
	struct scan scan = { .recovery = recovery,
			     .s = bytes,
			     .markup = { .bytes = bytes },
			     .model = model,
			     .what = what,
			     .report = report,
			     .scratch = scratch };
	buf_init(&scan.tokens, BUF_CAP);
	note_known(&scan, model->root_name, model->root);
	note_children(&scan, model->types);
	scan_tokens(&scan);
	if (!arena_failed(scratch) && !buf_failed(&scan.tokens))
		scan_search(&scan);
	if (!scan.hopeless && !arena_failed(scratch) && !buf_failed(&scan.tokens))
		write_all(&scan);
	bool failed = buf_failed(&scan.tokens);
	size_t count = scan_token_count(&scan);
	buf_release(&scan.tokens);
	if (failed)
		recovery->copy.failed = true;
	return count && scan.root_seen && !scan.hopeless && !buf_failed(&recovery->copy) &&
	       !buf_failed(&recovery->shifts) && !arena_failed(scratch);
}
