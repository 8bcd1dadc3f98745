/* Words that are not the ones meant: those that look like them, "the ilium of the gut", which no dictionary finds, and
 * common misspellings, which are found without a dictionary. */
#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/text/parts.h"
#include "lesson/language.h"

/* Classes of words for the table, to be joined to others: " my your" " ". */
#define POSSESSIVES " my your his her its our their"
#define MODALS	    " to can cannot could may might must should will would not"
#define ADVERBS	    " often rarely usually rapidly slowly quickly soon never always sometimes also then gradually suddenly easily even"
#define PERSONS	    " i we you they patients people children infants adults women men who babies smokers boys girls neonates cells"
/* What something has, and few sentences say that it is. */
#define BE	    " am is are was were be been being"
#define THINGS                                                                                                          \
	" own effect effects action half side dose symptoms cause causes name function functions toxicity branch branches wall " \
	"walls surface onset shape size structure length tip base apex nerve nerves peak incidence prognosis treatment target " \
	"receptor receptors metabolites absorption excretion clearance contents lumen margin margins origin insertion course " \
	"head neck root roots lining cells fibres fibers muscle muscles artery arteries vein veins supply duct ducts volume " \
	"weight pressure position colour color edge edges border borders membrane nucleus enzyme enzymes product products " \
	"complications diagnosis consequences features ability activity affinity concentration elimination distribution " \
	"metabolism mechanism role risk risks level levels value main sight tendon tendons blood-supply spleen"
#define PARTS                                                                                                           \
	" hand hands foot feet leg legs arm arms eye eyes head heads teeth hair mouth mothers mother parents families family " \
	"medicines medication tablets tablet pills inhaler drugs legs breath weight diet doctor illness disease condition skin"

static const struct wrong_word {
	const char *word, *meant, *before, *after, *sentence; /* the company is NULL for a misspelling */
} look_alikes[] = {
#define CONFUSED(word, meant, before, after, sentence) { word, meant, before, after, sentence },
#include "check/text/look_alike.def"
#undef CONFUSED
}, misspellings[] = {
#define MISSPELLED(word, meant) { word, meant, NULL, NULL, NULL },
#include "check/text/misspelling.def"
#undef MISSPELLED
};
#undef POSSESSIVES
#undef MODALS
#undef ADVERBS
#undef PERSONS
#undef BE
#undef THINGS
#undef PARTS
#define LOOK_ALIKES  (sizeof(look_alikes) / sizeof(look_alikes[0]))
#define MISSPELLINGS (sizeof(misspellings) / sizeof(misspellings[0]))

enum { PLAIN_MAX = 32 }; /* longer than any word of the tables */

/* Whether list, words with spaces around each, has the word or, if it may go on, the beginning of it. */
static bool has(const char *list, struct str word, bool beginnings)
{
	char first = word.len ? (char)(word.at[0] | 0x20) : ' ';
	char second = word.len > 1 && !beginnings ? (char)(word.at[1] | 0x20) : '\0';
	const char start[] = { ' ', first, second, '\0' };
	for (const char *at = list; (at = strstr(at, start));) {
		size_t len = 0;
		at++;
		while (len < word.len && at[len] != ' ' && at[len] == (word.at[len] | 0x20))
			len++;
		if (at[len] == ' ' && (beginnings || len == word.len))
			return true;
	}
	return false;
}

/* How many words of a sentence are looked at on each side, so that a text without full stops takes linear time. */
enum { SENTENCE_WORDS = 40 };

/* The words first to last are those of the sentence that word i is in. */
static void find_sentence(const struct text_run *run, size_t i, size_t *first, size_t *last)
{
	*first = *last = i;
	for (; *first > 0 && i - *first < SENTENCE_WORDS; --*first) {
		size_t end = run->words[*first - 1].end, start = run->words[*first].start;
		if (start - end > 1 && strchr(".!?;", run->text.at[end]))
			break;
	}
	for (; *last + 1 < run->word_count && *last - i < SENTENCE_WORDS; ++*last) {
		size_t end = run->words[*last].end, start = run->words[*last + 1].start;
		if (start - end > 1 && strchr(".!?;", run->text.at[end]))
			break;
	}
}

/* Whether the sentence of word i has one of these beginnings, and not the word that would be meant, of which it may
 * speak for contrast. */
static bool sentence_fits(const struct text_run *run, size_t i, const struct wrong_word *row)
{
	/* These are in many sentences. */
	static const char *const plain[] = { "its", "their", "your", "whose", "than", "too", NULL };
	size_t first, last;
	bool fits = !row->sentence[0], far = row->sentence[0] == '~';
	find_sentence(run, i, &first, &last);
	if (far) {
		first = i > SENTENCE_WORDS ? i - SENTENCE_WORDS : 0;
		last = run->word_count - i > SENTENCE_WORDS ? i + SENTENCE_WORDS : run->word_count - 1;
	}
	for (size_t n = first; n <= last; n++) {
		if (text_word_is(text_word(run, n), row->meant) && !text_word_in(text_word(run, n), plain))
			return false;
		fits = fits || (n != i && has(row->sentence + far, text_word(run, n), true));
	}
	return fits;
}

bool text_is_name(const struct text_run *run, size_t i)
{
	const struct text_word *word = &run->words[i];
	if (!(word->flags & WORD_CAPITAL))
		return false;
	bool within = i > 0 && (!strchr(".!?:", run->text.at[run->words[i - 1].end]) || text_word(run, i - 1).len == 1);
	bool initial = i + 1 < run->word_count && (run->words[i + 1].flags & WORD_CAPITALS) &&
		       text_word(run, i + 1).len == 1 && run->text.at[word->end] == ',';
	return within || initial;
}

/* Whether an apostrophe makes the word a genitive: a patients' group. */
static bool is_genitive(const struct text_run *run, const struct text_word *word)
{
	struct str rest = { run->text.at + word->end, run->text.len - word->end };
	return run->text.at[word->end - 1] == 's' && (str_starts(rest, "'") || str_starts(rest, "’"));
}

/* Whether a clause ends after the word, or goes on with a preposition or conjunction. */
static bool closes_phrase(const struct text_run *run, size_t i)
{
	static const char links[] = " for to in at and or when if because after before during but ";
	return !text_word_follows(run, i) || has(links, text_word(run, i + 1), false);
}

/* The word after word i, as rows list it. */
static struct str word_after(const struct text_run *run, size_t i)
{
	bool close = i + 1 < run->word_count && run->words[i + 1].start == run->words[i].end + 1 && run->text.at[run->words[i].end] != '.';
	if (!close && !text_word_follows(run, i))
		return STR(".");
	/* "There is two-way traffic" is not about two. */
	struct str after = text_word(run, i + 1);
	size_t end = run->words[i + 1].end;
	if (end + 1 < run->text.len && run->text.at[end] == '-' && ascii_is_letter(run->text.at[end + 1]))
		return STR("-");
	return ascii_is_digit(after.at[0]) ? STR("0") : after;
}

/* *after is the word after word i, or STR_NONE if it was not needed yet: most rows don't fit what precedes. */
static bool fits(const struct text_run *run, size_t i, struct str *after, const struct wrong_word *row)
{
	bool closes = row->after[0] == '^';
	if (row->before[0] && !has(row->before, i > 0 ? text_word(run, i - 1) : STR(""), false))
		return false;
	*after = after->at ? *after : word_after(run, i);
	return (!row->after[0] || has(row->after + closes, *after, false)) && (!closes || closes_phrase(run, i + 1)) &&
	       !is_genitive(run, &run->words[i]) && sentence_fits(run, i, row);
}

/* The row with the misspelled word; NULL if there is none. */
static const struct wrong_word *misspelling_of(struct str word)
{
	size_t low = 0;
	for (size_t high = MISSPELLINGS; low < high;) {
		size_t middle = low + (high - low) / 2;
		if (phrase_order(misspellings[middle].word, word) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < MISSPELLINGS && text_word_is(word, misspellings[low].word) ? &misspellings[low] : NULL;
}

/* The word with a typewriter's apostrophe in place of a typographic one; the word itself if it has none. */
static struct str plain_apostrophe(struct str word, char plain[static PLAIN_MAX])
{
	static const char typographic[] = "\xe2\x80\x99";
	char *at = word.len < PLAIN_MAX ? memmem(word.at, word.len, typographic, strlen(typographic)) : NULL;
	if (!at)
		return word;
	size_t before = (size_t)(at - word.at), after = before + strlen(typographic);
	memcpy(plain, word.at, before);
	plain[before] = '\'';
	memcpy(plain + before + 1, word.at + after, word.len - after);
	return (struct str){ plain, word.len - strlen(typographic) + 1 };
}

void text_list_wrong_words(struct text_forms *forms)
{
	for (size_t i = 0; i < LOOK_ALIKES; i++)
		text_forms_add_row(forms, str_from(look_alikes[i].word), (unsigned)i);
	for (size_t i = 0; i < MISSPELLINGS; i++)
		text_forms_add(forms, str_from(misspellings[i].word), WORD_MISSPELLED);
}

/* The row with the word whose company fits; NULL if there is none. */
static const struct wrong_word *find_row(const struct text_run *run, size_t i)
{
	char plain[PLAIN_MAX];
	unsigned flags = run->words[i].flags;
	struct str word = text_word(run, i);
	word = flags & WORD_JOINED ? plain_apostrophe(word, plain) : word;
	size_t first = flags & WORD_CONFUSED ? text_form_row(run->check->forms, word) : LOOK_ALIKES;
	struct str after = STR_NONE;
	for (const struct wrong_word *row = look_alikes + first; row < look_alikes + LOOK_ALIKES && text_word_is(word, row->word); row++)
		if (fits(run, i, &after, row))
			return row;
	/* With dictionaries, text/spelling finds misspellings. */
	return flags & WORD_MISSPELLED && !run->check->spelling && !text_is_name(run, i) ? misspelling_of(word) : NULL;
}

static void report_word(const struct text_run *run, size_t i, const struct wrong_word *row)
{
	struct report *report = run->check->report;
	struct span span = text_span(run, run->words[i].start, run->words[i].end);
	struct str word = text_word(run, i);
	if (row->sentence) {
		struct diagnostic *d = report_add(report, RULE_TEXT_LOOK_ALIKE, span, run->site->item,
						  "\"%.*s\" here probably means \"%s\"", STR_ARG(word), row->meant);
		report_help(report, d, "write %s, or suppress this if the word is right", row->meant);
	} else {
		struct diagnostic *d = report_add(report, RULE_TEXT_MISSPELLING, span, run->site->item,
						  "\"%.*s\" is misspelled", STR_ARG(word));
		report_help(report, d, "write %s", row->meant);
	}
}

void text_wrong_words(const struct text_run *run)
{
	if (!(run->said & (WORD_CONFUSED | WORD_MISSPELLED)) || run->site->role == ROLE_SOURCE || run->site->role == ROLE_CREDIT)
		return;
	for (size_t i = 0; i < run->word_count; i++) {
		const struct text_word *word = &run->words[i];
		const struct wrong_word *row = word->flags & (WORD_CONFUSED | WORD_MISSPELLED) ? find_row(run, i) : NULL;
		if (row && language_is_english(prose_lang(&run->check->texts.prose, word->start)) &&
		    !text_is_inside(run, word->start, word->end, INLINE_CODE) && !text_is_in_address(run, i))
			report_word(run, i, row);
	}
}
