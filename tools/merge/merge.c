#include "merge/merge.h"

#include "merge/attributes.h"
#include "merge/items.h"
#include "merge/match.h"
#include "merge/records.h"
#include "merge/units.h"

/* False if the files cannot be merged by items, or memory ran out, which is chunks->failed. */
static bool by_items(struct merge_chunks *chunks, struct arena *arena, const struct str texts[MERGE_SIDES],
		     struct merge_outcome *outcome)
{
	struct merge_piece *versions[MERGE_SIDES];
	for (int i = MERGE_SIDES - 1; i >= 0; i--) {
		versions[i] = piece_read(arena, texts[i], &outcome->reason);
		if (!versions[i]) {
			outcome->wrong = (enum merge_side)i;
			chunks->failed = !outcome->reason;
			return false;
		}
	}
	chunks->failed = !match_versions(versions);
	struct items_merge merge = { .chunks = chunks, .arena = arena };
	const struct merge_piece *ours = versions[MERGE_OURS];
	merge.lang = ours->count ? tag_attribute(ours->children[0]->open, "xml:lang") : STR_NONE;
	if (!chunks->failed)
		merge_items(&merge, versions);
	return true;
}

static bool looks_like_xml(struct str text)
{
	text = str_trim(text);
	return str_starts(text, "<") || str_starts(text, "\xEF\xBB\xBF<");
}

static void merge_into(struct merge_chunks *chunks, struct arena *arena, const struct str texts[MERGE_SIDES],
		       struct merge_outcome *outcome)
{
	enum records_kind kind = records_kind_of(texts[MERGE_OURS]);
	outcome->way = MERGE_BY_LINES;
	if (kind != RECORDS_NONE && records_kind_of(texts[MERGE_THEIRS]) == kind) {
		if (merge_records(chunks, arena, kind, texts))
			outcome->way = MERGE_BY_RECORDS;
		if (outcome->way == MERGE_BY_RECORDS || chunks->failed)
			return;
	}
	if (looks_like_xml(texts[MERGE_OURS]) || looks_like_xml(texts[MERGE_THEIRS])) {
		if (by_items(chunks, arena, texts, outcome))
			outcome->way = MERGE_BY_ITEMS;
		if (outcome->way == MERGE_BY_ITEMS || chunks->failed)
			return;
	}
	merge_lines(chunks, arena, texts);
}

enum line_ends { ENDS_NONE, ENDS_LF, ENDS_CRLF, ENDS_MIXED };

static enum line_ends line_ends_of(struct str text)
{
	enum line_ends ends = ENDS_NONE;
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] != '\n')
			continue;
		enum line_ends one = i > 0 && text.at[i - 1] == '\r' ? ENDS_CRLF : ENDS_LF;
		if (ends != ENDS_NONE && ends != one)
			return ENDS_MIXED;
		ends = one;
	}
	return ends;
}

/* Which line ends the result has, if a side changed those of the whole file: only then, ENDS_LF or ENDS_CRLF. */
static enum line_ends choose_line_ends(const struct str texts[MERGE_SIDES])
{
	enum line_ends ends[MERGE_SIDES];
	bool differ = false;
	for (int i = 0; i < MERGE_SIDES; i++) {
		ends[i] = line_ends_of(texts[i]);
		if (ends[i] != ENDS_LF && ends[i] != ENDS_CRLF)
			return ENDS_NONE;
		differ = differ || ends[i] != ends[MERGE_BASE];
	}
	if (!differ)
		return ENDS_NONE;
	return ends[MERGE_OURS] == ends[MERGE_BASE] ? ends[MERGE_THEIRS] : ends[MERGE_OURS];
}

/* The text with other line ends. The arena owns it. */
static struct str with_line_ends(struct arena *arena, struct str text, enum line_ends ends)
{
	struct buf out;
	buf_init(&out, BUF_CAP);
	while (text.len) {
		const char *end = memchr(text.at, '\n', text.len);
		size_t len = end ? (size_t)(end - text.at) : text.len, next = len + (end != NULL);
		buf_add(&out, text.at, len - (end && len && text.at[len - 1] == '\r'));
		if (end)
			buf_text(&out, ends == ENDS_CRLF ? "\r\n" : "\n");
		text = (struct str){ text.at + next, text.len - next };
	}
	return arena_take(arena, &out);
}

static bool is_binary(struct str text)
{
	return text.len && memchr(text.at, '\0', text.len);
}

enum result merge_texts(const struct merge_request *request, struct buf *out, struct merge_outcome *outcome)
{
	struct merge_chunks chunks;
	struct arena arena;
	const struct str *texts = request->texts;
	struct str base = texts[MERGE_BASE], ours = texts[MERGE_OURS], theirs = texts[MERGE_THEIRS];
	struct merge_request even = *request;
	*outcome = (struct merge_outcome){ .way = MERGE_BY_LINES };
	buf_clear(out);
	chunks_init(&chunks);
	arena_init(&arena);
	if (str_equal(ours, base) || str_equal(theirs, base) || str_equal(ours, theirs))
		chunks_add(&chunks, str_equal(ours, base) ? theirs : ours);
	else if (is_binary(base) || is_binary(ours) || is_binary(theirs))
		return RESULT_REFUSED;
	else {
		enum line_ends ends = choose_line_ends(texts);
		for (int i = 0; i < MERGE_SIDES && ends != ENDS_NONE; i++)
			even.texts[i] = with_line_ends(&arena, texts[i], ends);
		chunks.failed = arena_failed(&arena);
		if (!chunks.failed)
			merge_into(&chunks, &arena, even.texts, outcome);
	}
	bool good = !chunks.failed && chunks_write(&chunks, &even, out, &outcome->conflicts);
	chunks_release(&chunks);
	arena_release(&arena);
	return good ? RESULT_OK : RESULT_NO_MEMORY;
}
