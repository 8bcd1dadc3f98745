#include "merge/asked.h"

#include "base/hash.h"
#include "merge/attributes.h"

enum asked_part { PART_OTHER, PART_ASKED, PART_ANSWER };

static const struct asked_row {
	const char *item, *child;
	enum asked_part part;
} rows[] = {
	{ "card", "front", PART_ASKED },
	{ "card", "back", PART_ANSWER },
	{ "entry", "term", PART_ANSWER },
	{ "entry", "synonym", PART_ASKED },
	{ "entry", "abbreviation", PART_ASKED },
	{ "entry", "definition", PART_ASKED },
	{ "question", "vignette", PART_ASKED },
	{ "question", "stem", PART_ASKED },
	{ "question", "option", PART_ASKED }, /* the answer if it is correct */
	{ "open-question", "vignette", PART_ASKED },
	{ "open-question", "stem", PART_ASKED },
	{ "open-question", "answer", PART_ANSWER },
	{ "open-question", "model-answer", PART_ANSWER },
	{ "numeric-question", "vignette", PART_ASKED },
	{ "numeric-question", "stem", PART_ASKED }, /* attributes are the answer */
	{ "matching-question", "vignette", PART_ASKED },
	{ "matching-question", "stem", PART_ASKED },
	{ "matching-question", "choice", PART_ANSWER },
	{ "matching-question", "prompt", PART_ANSWER },
	{ "ordering-question", "vignette", PART_ASKED },
	{ "ordering-question", "stem", PART_ASKED },
	{ "ordering-question", "step", PART_ANSWER },
	{ "question-set", "vignette", PART_ANSWER }, /* the answers are right for that case */
	{ "question-set", "question", PART_ASKED },
	{ "question-set", "open-question", PART_ASKED },
	{ "question-set", "numeric-question", PART_ASKED },
	{ "question-set", "matching-question", PART_ASKED },
	{ "question-set", "ordering-question", PART_ASKED },
	{ "table", "row", PART_ASKED },	       /* the answer if it is the head */
	{ "occlusion", "front", PART_ANSWER }, /* and src */
	{ "occlusion", "rectangle", PART_ASKED },
	{ "occlusion", "ellipse", PART_ASKED },
	{ "occlusion", "polygon", PART_ASKED },
	{ "figure", "caption", PART_ASKED }, /* src is the answer, here and below */
	{ "figure", "credit", PART_ASKED },
	{ "picture", "caption", PART_ASKED },
	{ "audio", "caption", PART_ASKED },
	{ "audio", "transcript", PART_ASKED },
	{ "audio", "credit", PART_ASKED },
	{ "video", "caption", PART_ASKED },
	{ "video", "captions", PART_ASKED },
	{ "video", "transcript", PART_ASKED },
	{ "video", "credit", PART_ASKED },
};

static bool is_row_header(const struct merge_piece *cell)
{
	return str_is(cell->name, "header") && str_is(tag_attribute(cell->open, "scope"), "row");
}

/* Whether a row of a table says what is in its columns: its last cell does. */
static bool is_head(const struct merge_piece *row)
{
	const struct merge_piece *last = row->count ? row->children[row->count - 1] : NULL;
	return last && str_is(last->name, "header") && !is_row_header(last);
}

/* A table without a head may have its head in the first row, unless that has a header of its own. */
static bool has_head(const struct merge_piece *table)
{
	for (size_t i = 0; i < table->count; i++)
		if (str_is(table->children[i]->name, "row") && is_head(table->children[i]))
			return true;
	return false;
}

static bool may_be_head(const struct merge_piece *table, const struct merge_piece *row)
{
	size_t first = 0;
	while (first < table->count && !str_is(table->children[first]->name, "row"))
		first++;
	return first < table->count && table->children[first] == row && row->count && !is_row_header(row->children[0]);
}

static bool decides(const struct merge_piece *item, const struct merge_piece *child)
{
	if (str_is(child->name, "option"))
		return str_is(tag_attribute(child->open, "correct"), "true");
	return str_is(child->name, "row") && (is_head(child) || (may_be_head(item, child) && !has_head(item)));
}

static enum asked_part part_of(const struct merge_piece *item, const struct merge_piece *child)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (str_is(item->name, rows[i].item) && str_is(child->name, rows[i].child))
			return decides(item, child) ? PART_ANSWER : rows[i].part;
	return PART_OTHER;
}

static uint64_t mix(uint64_t hash, uint64_t more)
{
	return hash_of((struct str){ (const char *)&more, sizeof(more) }, hash * HASH_KEY + 1);
}

struct asked_hashes {
	uint64_t all, answer; /* hashes */
	size_t count;	      /* of children; the answer may also be in attributes */
	bool mixed;	      /* with others among them, which the schema does not allow */
};

static struct asked_hashes read_asked(const struct merge_piece *item);

/* Without feedback; of the question of a set, only its answer. */
static uint64_t words_of(const struct merge_piece *piece)
{
	struct asked_hashes asked = read_asked(piece);
	uint64_t words = tag_words(piece->open, NULL);
	if (asked.count)
		return asked.answer;
	for (size_t i = 0; i < piece->count; i++)
		if (!str_is(piece->children[i]->name, "feedback"))
			words = mix(words, piece->children[i]->words);
	return words;
}

static struct asked_hashes read_asked(const struct merge_piece *item)
{
	static const char *const attributes[] = { "value", "tolerance", "min", "max", "unit", "kind", "src" };
	struct asked_hashes asked = { .all = 1, .answer = 1 };
	for (size_t i = 0; i < sizeof(attributes) / sizeof(*attributes); i++) {
		struct str value = tag_attribute(item->open, attributes[i]);
		asked.answer = mix(asked.answer, value.at ? hash_of(value, HASH_KEY) : 0);
	}
	for (size_t i = 0; i < item->count; i++) {
		enum asked_part part = part_of(item, item->children[i]);
		uint64_t words = part == PART_OTHER ? 0 : words_of(item->children[i]);
		if (part == PART_ANSWER)
			asked.answer = mix(asked.answer, words);
		if (part != PART_OTHER) {
			asked.all = mix(asked.all, words);
			asked.mixed = asked.mixed || asked.count != i;
			asked.count = i + 1;
		}
	}
	asked.all = mix(asked.all, asked.answer);
	return asked;
}

bool asked_conflicts(struct merge_piece *const versions[MERGE_SIDES], size_t counts[MERGE_SIDES])
{
	struct asked_hashes asked[MERGE_SIDES];
	bool whole = false;
	for (int i = 0; i < MERGE_SIDES; i++) {
		asked[i] = read_asked(versions[i]);
		counts[i] = asked[i].count;
		whole = whole || asked[i].mixed;
	}
	for (int i = 0; i < MERGE_SIDES && whole; i++)
		counts[i] = versions[i]->count;
	const struct asked_hashes *base = &asked[MERGE_BASE], *ours = &asked[MERGE_OURS];
	const struct asked_hashes *theirs = &asked[MERGE_THEIRS];
	return ours->all != theirs->all && ours->all != base->all && theirs->all != base->all &&
	       (ours->answer != base->answer || theirs->answer != base->answer);
}
