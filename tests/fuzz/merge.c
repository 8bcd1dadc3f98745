/* libFuzzer target: three texts, separated by bytes 1, are merged. What only one side changed, or both in the same way,
 * must be taken as it is. If all are well-formed, so must be the result, and if there are conflicts, each side of it;
 * unless the markers could be mistaken for text. */
#include "merge/merge.h"
#include "merge/well_formed.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool good)
{
	if (!good)
		abort();
}

static struct str next_text(struct str *rest)
{
	const char *end = rest->len ? memchr(rest->at, 1, rest->len) : NULL;
	struct str text = { rest->at, end ? (size_t)(end - rest->at) : rest->len };
	size_t gone = text.len + (end != NULL);
	*rest = (struct str){ rest->at + gone, rest->len - gone };
	return text;
}

static enum result merge(struct str base, struct str ours, struct str theirs, struct buf *out,
			 struct merge_outcome *outcome)
{
	struct merge_request request = { .texts = { base, ours, theirs }, .marker_size = 9, .show_base = true };
	return merge_texts(&request, out, outcome);
}

static void require_law(struct str base, struct str ours, struct str theirs, struct str wanted, struct buf *out)
{
	struct merge_outcome outcome;
	require(merge(base, ours, theirs, out, &outcome) == RESULT_OK);
	require(outcome.conflicts == 0 && str_equal(buf_view(out), wanted));
}

/* Which part of a conflict a line begins; 0 if it is no marker. */
static char marker(struct str line)
{
	line = str_trim(line);
	for (size_t i = 1; i < line.len; i++)
		if (line.at[i] != line.at[0])
			return 0;
	return line.len == 9 && strchr("<|=>", line.at[0]) ? line.at[0] : 0;
}

/* What remains if one side is chosen, given by its marker. */
static void choose(struct str text, char side, struct buf *out)
{
	char part = 0;
	while (text.len) {
		const char *end = memchr(text.at, '\n', text.len);
		struct str line = { text.at, end ? (size_t)(end - text.at) + 1 : text.len };
		char begins = marker(line);
		if (begins)
			part = begins == '>' ? 0 : begins;
		else if (!part || part == side)
			buf_str(out, line);
		text = (struct str){ text.at + line.len, text.len - line.len };
	}
}

static bool is_well_formed(struct str text)
{
	const char *why;
	bool good = xml_is_well_formed(text, &why);
	require(good || why);
	return good;
}

static void check_merge(const struct str texts[MERGE_SIDES], struct buf *out)
{
	static const char sides[MERGE_SIDES] = { '|', '<', '=' };
	struct merge_outcome outcome;
	bool good = true;
	enum result result = merge(texts[MERGE_BASE], texts[MERGE_OURS], texts[MERGE_THEIRS], out, &outcome);
	for (int i = 0; i < MERGE_SIDES; i++)
		good = good && is_well_formed(texts[i]) && !memmem(texts[i].at, texts[i].len, "<<<<", 4) &&
		       !memmem(texts[i].at, texts[i].len, "====", 4) && !memmem(texts[i].at, texts[i].len, ">>>>", 4) &&
		       !memmem(texts[i].at, texts[i].len, "||||", 4);
	require(result == RESULT_OK || result == RESULT_REFUSED);
	if (result != RESULT_OK || !good || outcome.way != MERGE_BY_ITEMS)
		return;
	for (int i = 0; i < MERGE_SIDES; i++) {
		struct buf chosen;
		buf_init(&chosen, BUF_CAP);
		choose(buf_view(out), sides[i], &chosen);
		require(is_well_formed(buf_view(&chosen)));
		buf_release(&chosen);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str rest = { (const char *)data, size };
	struct str texts[MERGE_SIDES];
	struct buf out;
	for (int i = 0; i < MERGE_SIDES; i++)
		texts[i] = next_text(&rest);
	buf_init(&out, BUF_CAP);
	require_law(texts[0], texts[1], texts[0], texts[1], &out);
	require_law(texts[0], texts[0], texts[2], texts[2], &out);
	require_law(texts[0], texts[1], texts[1], texts[1], &out);
	check_merge(texts, &out);
	buf_release(&out);
	return 0;
}
