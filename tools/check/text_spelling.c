#include "check/text_parts.h"

enum { BRITISH, AMERICAN };

/* Words that the two varieties of English spell in two ways; american is NULL for those in -ise and -ize, whose
 * stem british is. */
static const struct spelling {
	const char *british, *american;
} spellings[] = {
#define BOTH(british, american) { british, american },
#define ISE(stem)		{ stem, NULL },
#include "check/spelling.def"
#undef BOTH
#undef ISE
};
#define SPELLINGS (sizeof(spellings) / sizeof(spellings[0]))
_Static_assert(sizeof(spellings) <= SPELLINGS_MAX * sizeof(spellings[0]),
	       "struct text_spelling has no room for all rows");

/* Of the first four letters, in either case. */
static unsigned hash_of(const char *letters)
{
	uint32_t bytes;
	memcpy(&bytes, letters, sizeof(bytes));
	return ((bytes | 0x20202020u) * 2654435761u) >> 22;
}

static const char *form(size_t number)
{
	const struct spelling *row = &spellings[number / 2];
	return number % 2 == AMERICAN && row->american ? row->american : row->british;
}

static void add_form(struct text_spelling *spelling, size_t number)
{
	uint16_t *head = &spelling->heads[hash_of(form(number))];
	spelling->next[number] = *head;
	*head = (uint16_t)(number + 1);
}

void text_spelling_begin(struct text_spelling *spelling)
{
	memset(spelling->heads, 0, sizeof(spelling->heads));
	memset(spelling->found, 0, sizeof(spelling->found));
	for (size_t row = 0; row < SPELLINGS; row++) {
		add_form(spelling, 2 * row + BRITISH);
		/* In -ise and -ize both have the same beginning. */
		if (spellings[row].american)
			add_form(spelling, 2 * row + AMERICAN);
	}
}

static bool starts_with(struct str word, const char *stem, size_t len)
{
	if (word.len < len)
		return false;
	for (size_t i = 0; i < len; i++)
		if ((word.at[i] | 32) != stem[i])
			return false;
	return true;
}

static bool is_form(struct str word, const char *stem)
{
	size_t len = strlen(stem);
	if (stem[len - 1] != '$')
		return starts_with(word, stem, len);
	len--;
	return starts_with(word, stem, len) && (word.len == len || (word.len == len + 1 && word.at[len] == 's'));
}

/* What stands behind the stem: ise, ising, isation, isable with s or z. Sets side. */
static bool has_ending(struct str word, size_t stem, int *side)
{
	if (word.len < stem + 3 || (word.at[stem] | 32) != 'i')
		return false;
	char letter = (char)(word.at[stem + 1] | 32);
	*side = letter == 'z' ? AMERICAN : BRITISH;
	struct str rest = { word.at + stem + 2, word.len - stem - 2 };
	bool verb = text_word_is(rest, "e") || text_word_is(rest, "es") || text_word_is(rest, "ed") ||
		    text_word_is(rest, "er") || text_word_is(rest, "ers") || text_word_is(rest, "ing") ||
		    str_starts(rest, "ation") || str_starts(rest, "able");
	return (letter == 's' || letter == 'z') && verb;
}

static void note(const struct text_run *run, size_t i, struct text_spelling *spelling, size_t row, int side)
{
	if (spelling->found[row].span[side].end)
		return;
	spelling->found[row].span[side] = text_span(run, run->words[i].start, run->words[i].end);
	spelling->found[row].item[side] = run->site->item;
}

/* A capital that does not begin a sentence, or one more behind it: a name, such as World Health Organization. */
static bool is_name(const struct text_run *run, size_t i)
{
	if (!(run->words[i].flags & WORD_CAPITAL))
		return false;
	size_t start = run->words[i].start;
	while (start > 0 && text_is_space(run->text.at[start - 1]))
		start--;
	if (start > 0 && !strchr(".!?:", run->text.at[start - 1]))
		return true;
	for (size_t next = i + 1; next < run->word_count && next < i + 4; next++) {
		size_t gap = run->words[next].start - run->words[next - 1].end;
		if (gap != 1)
			return false;
		if (run->words[next].flags & WORD_CAPITAL)
			return true;
	}
	return false;
}

void text_spellings(const struct text_run *run, struct text_spelling *spelling)
{
	/* What others have written is spelled as they did. */
	if (run->site->place == PLACE_SOURCE || run->site->place == PLACE_CREDIT)
		return;
	for (size_t i = 0; i < run->word_count; i++) {
		const struct text_word *word = &run->words[i];
		if (word->end - word->start < 4 || (word->flags & (WORD_HIGH | WORD_DIGITS | WORD_CAPITALS)))
			continue;
		unsigned number = spelling->heads[hash_of(run->text.at + word->start)];
		for (; number; number = spelling->next[number - 1]) {
			size_t row = (number - 1) / 2;
			int side = (int)((number - 1) % 2);
			const char *stem = form(number - 1);
			struct str text = text_word(run, i);
			bool is = spellings[row].american ? is_form(text, stem)
							  : starts_with(text, stem, strlen(stem)) &&
								    has_ending(text, strlen(stem), &side);
			if (is && !is_name(run, i) && !text_is_inside(run, word->start, word->end, INLINE_CODE)) {
				note(run, i, spelling, row, side);
				break;
			}
		}
	}
}

/* The side that is out of place: not the variety that the lesson says it is in, or else what stands later. */
static int stranger(const struct lesson_check *check, size_t row, const struct span span[2])
{
	enum english english = language_english(check->lesson->lang.value);
	if (english == ENGLISH_AMERICAN)
		return BRITISH;
	/* British English has -ize as well, that of Oxford: there the later one has to go. */
	if (english == ENGLISH_BRITISH && spellings[row].american)
		return AMERICAN;
	return span[BRITISH].start < span[AMERICAN].start ? AMERICAN : BRITISH;
}

void text_spelling_end(struct lesson_check *check, const struct text_spelling *spelling)
{
	static const char *const names[] = { "British", "American" };
	struct report *report = check->report;
	for (size_t row = 0; row < SPELLINGS; row++) {
		const struct span *span = spelling->found[row].span;
		if (!span[BRITISH].end || !span[AMERICAN].end)
			continue;
		int side = stranger(check, row, span), other = 1 - side;
		struct place place = source_place(check->source, span[other]);
		struct str bytes = check->source->bytes;
		struct str word = { bytes.at + span[side].start, span[side].end - span[side].start };
		struct str twin = { bytes.at + span[other].start, span[other].end - span[other].start };
		struct diagnostic *d =
			report_add(report, RULE_TEXT_MIXED_SPELLING, span[side], spelling->found[row].item[side],
				   "\"%.*s\" is spelled the %s way, and \"%.*s\" on line %u the %s", STR_ARG(word),
				   names[side], STR_ARG(twin), place.line, names[other]);
		report_help(report, d, "keep to one spelling through the whole lesson");
	}
}
