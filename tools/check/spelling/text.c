#include "base/ascii.h"
#include "check/text/parts.h"

enum { BRITISH, AMERICAN };

/* Words with different spellings in the two varieties of English; american is NULL for those in -ise and -ize, whose
 * stem is british. */
static const struct spelling_row {
	const char *british, *american;
	bool wrong[2]; /* the British form in American English, the American form in British English */
	bool ending;
	bool apart; /* British English has both forms, for different things */
} spellings[] = {
#define ROW(british, american, in_american, in_british, ending, apart) \
	{ british, american, { in_american, in_british }, ending, apart },
#define BOTH(british, american)		 ROW(british, american, true, true, false, false)
#define BRITONS_TOO(british, american)	 ROW(british, american, true, false, false, false)
#define BRITONS_APART(british, american) ROW(british, american, true, false, false, true)
#define AMERICANS_TOO(british, american) ROW(british, american, false, true, false, false)
#define EITHER(british, american)	 ROW(british, american, false, false, false, false)
#define ENDING(british, american)	 ROW(british, american, true, true, true, false)
#define ISE(stem)			 ROW(stem, NULL, true, false, false, false)
#include "check/spelling/spelling.def"
#undef ISE
#undef ENDING
#undef EITHER
#undef AMERICANS_TOO
#undef BRITONS_APART
#undef BRITONS_TOO
#undef BOTH
#undef ROW
};
#define SPELLINGS (sizeof(spellings) / sizeof(spellings[0]))
_Static_assert(SPELLINGS <= SPELLINGS_MAX, "struct text_variants has room for all rows");

/* A hash of the first four letters, ignoring case. */
static unsigned hash_of(const char *letters)
{
	uint32_t bytes;
	memcpy(&bytes, letters, sizeof(bytes));
	return ((bytes | 0x20202020u) * 2654435761u) >> 22;
}

static const char *form(size_t number)
{
	const struct spelling_row *row = &spellings[number / 2];
	return number % 2 == AMERICAN && row->american ? row->american : row->british;
}

static void add_form(struct text_variants *variants, size_t number)
{
	uint16_t *head = &variants->heads[hash_of(form(number))];
	variants->next[number] = *head;
	*head = (uint16_t)(number + 1);
}

void text_variants_init(struct text_variants *variants)
{
	memset(variants->heads, 0, sizeof(variants->heads));
	for (size_t row = 0; row < SPELLINGS; row++) {
		if (spellings[row].ending)
			continue;
		add_form(variants, 2 * row + BRITISH);
		/* In -ise and -ize both have the same beginning. */
		if (spellings[row].american)
			add_form(variants, 2 * row + AMERICAN);
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
	char end = stem[len - 1];
	if (end != '$' && end != '!')
		return starts_with(word, stem, len);
	len--;
	if (end == '!')
		return word.len == len && starts_with(word, stem, len);
	return starts_with(word, stem, len) && (word.len == len || (word.len == len + 1 && word.at[len] == 's'));
}

/* Matches the rest after the stem: ise, ising, isation, isable with s or z. Sets side. */
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

static bool ends_with(struct str word, const char *ending)
{
	size_t len = strlen(ending);
	return word.len > len + 2 && starts_with((struct str){ word.at + word.len - len, len }, ending, len);
}

/* Whether the word is that form; sets *side. */
static bool is_of(struct str word, size_t number, int *side)
{
	/* Bohemia and academia have nothing to do with blood. */
	static const char *const others[] = { "hemia", "demia", NULL };
	const struct spelling_row *row = &spellings[number / 2];
	const char *text = form(number);
	*side = (int)(number % 2);
	if (!row->american)
		return starts_with(word, text, strlen(text)) && has_ending(word, strlen(text), side);
	if (!row->ending)
		return is_form(word, text);
	if (word.len > 4 && (word.at[word.len - 1] | 32) == 's')
		word.len--;
	for (size_t i = 0; others[i]; i++)
		if (ends_with(word, others[i]))
			return false;
	return ends_with(word, text) && (*side == BRITISH || !ends_with(word, row->british));
}

/* The number of the next form after number that the word begins with; SIZE_MAX if there is none. */
static size_t next_form(struct str word, const struct text_variants *variants, size_t next, int *side)
{
	for (; next; next = variants->next[next - 1])
		if (is_of(word, next - 1, side))
			return next - 1;
	return SIZE_MAX;
}

/* The number of the form that the word, of four letters or more, is; SIZE_MAX if none matches. */
static size_t find_form(struct str word, const struct text_variants *variants, int *side)
{
	size_t found = next_form(word, variants, variants->heads[hash_of(word.at)], side);
	/* Since endings are ia, ea, ias or eas, most words need not be compared. */
	size_t last = word.len - 1 - ((word.at[word.len - 1] | 32) == 's');
	bool may_end = (word.at[last] | 32) == 'a' && last > 0 && strchr("ei", word.at[last - 1] | 32);
	for (size_t row = 0; found == SIZE_MAX && may_end && row < SPELLINGS; row++)
		for (size_t number = 2 * row; spellings[row].ending && number < 2 * row + 2; number++)
			if (is_of(word, number, side))
				return number;
	return found;
}

bool text_has_variant(struct str word, const struct text_variants *variants)
{
	int side;
	return word.len >= 4 && find_form(word, variants, &side) != SIZE_MAX;
}

static bool is_wrong(enum english english, size_t row, int side)
{
	return spellings[row].wrong[side] && english == (side == BRITISH ? ENGLISH_AMERICAN : ENGLISH_BRITISH);
}

bool text_spelling_is_wrong(struct str word, enum english english, const struct text_variants *variants)
{
	int side;
	size_t number = word.len < 4 ? SIZE_MAX : find_form(word, variants, &side);
	bool wrong = number != SIZE_MAX && is_wrong(english, number / 2, side);
	/* Anaesthetize is wrong in American English for its vowels. */
	while (number != SIZE_MAX && !wrong && !spellings[number / 2].ending) {
		number = next_form(word, variants, variants->next[number], &side);
		wrong = number != SIZE_MAX && is_wrong(english, number / 2, side);
	}
	return wrong;
}

static struct str bytes_at(const struct lesson_check *check, struct span span)
{
	return (struct str){ check->source->bytes.at + span.start, span.end - span.start };
}

/* The length of a form without its mark. */
static size_t letters_of(struct str form)
{
	return form.len - (form.at && strchr("$!", form.at[form.len - 1]));
}

/* Reports a word in the wrong variety. */
static void report_wrong(struct lesson_check *check, size_t number, int side, struct span span, struct str item)
{
	const struct spelling_row *row = &spellings[number];
	struct report *report = check->report;
	struct str word = bytes_at(check, span);
	struct diagnostic *d = report_add(report, RULE_TEXT_MIXED_SPELLING, span, item, "\"%.*s\" is %s English",
					  STR_ARG(word), side == BRITISH ? "British" : "American");
	struct str wrong = str_from(side == BRITISH ? row->british : row->american);
	struct str right = str_from(side == BRITISH ? row->american : row->british);
	struct str lang = check->lesson->lang.value;
	size_t stem = letters_of(wrong);
	if (!row->american) {
		report_help(report, d, "write z for s, since the lesson is in %.*s", STR_ARG(lang));
		return;
	}
	right.len = letters_of(right);
	struct str before = { word.at, row->ending ? word.len - stem - ((word.at[word.len - 1] | 32) == 's') : 0 };
	struct str after = { word.at + before.len + stem, word.len - before.len - stem };
	char first = right.at[0];
	if (before.len == 0 && ascii_is_upper(word.at[0]))
		first = (char)(first & ~32);
	report_help(report, d, "write %.*s%c%.*s%.*s, since the lesson is in %.*s", STR_ARG(before), first,
		    (int)right.len - 1, right.at + 1, STR_ARG(after), STR_ARG(lang));
}

/* Reports a word in the wrong variety, once. */
static void note_wrong(const struct text_run *run, size_t i, struct spelling_found *found, size_t row, int side)
{
	struct span span = text_span(run, run->words[i].start, run->words[i].end);
	struct str word = bytes_at(run->check, span);
	for (size_t n = 0; n < found->wrong_count; n++)
		if (text_equal_but_case(word, bytes_at(run->check, found->wrong[n])))
			return;
	if (found->wrong_count == WRONG_WORDS_MAX)
		return;
	found->wrong[found->wrong_count++] = span;
	report_wrong(run->check, row, side, span, run->site->item);
}

static void note(const struct text_run *run, size_t i, struct text_spelling *spelling, size_t row, int side)
{
	struct spelling_found **found = &spelling->found[row];
	*found = *found ? *found : arena_alloc(&run->check->texts.memory, sizeof(**found));
	run->check->failed = run->check->failed || !*found;
	if (*found && is_wrong(spelling->english, row, side)) {
		note_wrong(run, i, *found, row, side);
	} else if (*found && !(*found)->span[side].end) {
		(*found)->span[side] = text_span(run, run->words[i].start, run->words[i].end);
		(*found)->item[side] = run->site->item;
	}
}

/* A capital within a sentence, or before another one: a name, such as World Health Organization. */
static bool is_name(const struct text_run *run, size_t i)
{
	if (!(run->words[i].flags & WORD_CAPITAL))
		return false;
	size_t start = run->words[i].start;
	while (start > 0 && ascii_is_space(run->text.at[start - 1]))
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

static bool ends_with_any(struct str word, const char *const *endings)
{
	for (size_t i = 0; endings[i]; i++)
		if (ends_with(word, endings[i]))
			return true;
	return false;
}

/* The second word of a species, which is Latin: Neisseria gonorrhoeae, N. gonorrhoeae. In italics it may end in any
 * letters. */
static bool is_species(const struct text_run *run, size_t i)
{
	static const char *const genera[] = { "a", "us", "um", "is", "es", NULL };
	static const char *const species[] = { "ae", "us", "um", "is", "ii", NULL };
	const struct text_word *word = &run->words[i], *before = &run->words[i - (i > 0)];
	if (i == 0 || (word->flags & WORD_CAPITAL) || !(before->flags & WORD_CAPITAL))
		return false;
	bool initial = before->end - before->start == 1 && run->text.at[before->end] == '.';
	return text_is_inside(run, before->start, word->end, INLINE_EM) ||
	       (ends_with_any(text_word(run, i), species) && (initial || ends_with_any(text_word(run, i - 1), genera)));
}

/* Whether a reference to a publication, whose title keeps its spelling, was typed into the text: it begins with a name
 * and initials, "Collier, D. A." or "Simon GE,", and gives a year. */
static bool is_reference(const struct text_run *run)
{
	enum { REACH = 4 }; /* for names of several words: Van der Berg */
	bool initials = false;
	for (size_t i = 1; i < run->word_count && i < REACH && !initials; i++) {
		const struct text_word *word = &run->words[i];
		size_t len = word->end - word->start;
		char after = word->end < run->text.len ? run->text.at[word->end] : ' ';
		bool comma = run->text.at[run->words[i - 1].end] == ',';
		initials = (word->flags & WORD_CAPITALS) && ((comma && len == 1 && after == '.') ||
							     (len == 2 && after == ',') || (comma && len <= 2 && after == ','));
	}
	for (size_t i = 2; initials && i < run->word_count; i++) {
		struct str year = text_word(run, i);
		if (year.len >= 4 && (str_starts(year, "19") || str_starts(year, "20")) && ascii_is_digit(year.at[3]))
			return true;
	}
	return false;
}

/* Whether text in this language is in the variety of English that lang is. */
static bool is_in_variety(struct str language, struct str lang, enum english english)
{
	return str_equal(language, lang) || language_english(language) == english;
}

void text_spellings(const struct text_run *run, struct text_spelling *spelling)
{
	/* Quotations keep their spelling. */
	if (!(run->said & WORD_VARIANT) || run->site->role == ROLE_SOURCE || run->site->role == ROLE_CREDIT)
		return;
	const struct prose *prose = &run->check->texts.prose;
	const struct text_variants *variants = text_forms_variants(run->check->forms);
	struct str lang = run->check->lesson->lang.value;
	bool judged = false;
	for (size_t i = 0; i < run->word_count; i++) {
		const struct text_word *word = &run->words[i];
		if (!(word->flags & WORD_VARIANT) || (word->flags & (WORD_HIGH | WORD_DIGITS | WORD_CAPITALS)))
			continue;
		int side = BRITISH;
		size_t number = find_form(text_word(run, i), variants, &side);
		/* A part in the other variety is judged by its own tag. */
		if (number == SIZE_MAX || is_name(run, i) || is_species(run, i) || text_is_in_address(run, i) ||
		    !is_in_variety(prose_lang(prose, word->start), lang, spelling->english) ||
		    text_is_inside(run, word->start, word->end, INLINE_CODE))
			continue;
		if (!judged && is_reference(run))
			return;
		judged = true;
		note(run, i, spelling, number / 2, side);
	}
}

/* Reports words in both varieties, at the one that is not in the lesson's variety, or else at the later one. */
static void report_mixed(struct lesson_check *check, const struct span span[2], const struct str item[2])
{
	static const char *const names[] = { "British", "American" };
	enum english english = language_english(check->lesson->lang.value);
	int side = span[BRITISH].start < span[AMERICAN].start ? AMERICAN : BRITISH;
	if (english == ENGLISH_AMERICAN)
		side = BRITISH;
	struct str word = bytes_at(check, span[side]), twin = bytes_at(check, span[1 - side]);
	struct diagnostic *d =
		report_add(check->report, RULE_TEXT_MIXED_SPELLING, span[side], item[side],
			   "\"%.*s\" is spelled the %s way, and \"%.*s\" on line %u the %s", STR_ARG(word), names[side],
			   STR_ARG(twin), source_location(check->source, span[1 - side]).line, names[1 - side]);
	report_help(check->report, d, "use one spelling throughout the lesson");
}

void text_spelling_end(struct lesson_check *check, const struct text_spelling *spelling)
{
	for (size_t row = 0; row < SPELLINGS; row++) {
		const struct spelling_found *found = spelling->found[row];
		if (found && !spellings[row].apart && found->span[BRITISH].end && found->span[AMERICAN].end)
			report_mixed(check, found->span, found->item);
	}
}
