#include "base/ascii.h"
#include "check/question/flaw.h"

/* How much longer than the others, on average, and than the next longest an option must be to stand out. Terms of a few
 * words naturally differ in length: right ventricular infarction, pericarditis, CT; one of them stands out if it is the key
 * and twice as long as any other. After a case, diagnoses, tests and measures differ too: only an additional clause stands
 * out. */
enum {
	TERM_WORDS = 3,
	NAME_LETTERS = 12,
	LONG_TERM_WORDS = 8,
	LONGER_TERM_PERCENT = 210,
	LONGER_PERCENT = 130,
	LONGER_DISTRACTOR_PERCENT = 170,
	LONGER_AVERAGE_PERCENT = 150,
	LONGER_CHARACTERS = 10,
	LONGER_CHARACTERS_TO_DO = 25,
	LONGER_CHARACTERS_IN_CASE = 40,
};

/* A longer key is not judged; that of a question about a patient repeats words of it by nature if it is longer than a few. */
enum { KEY_WORDS = 200, PATIENT_KEY_WORDS = 10 };

/* The options that make a claim of their own. */
struct lengths {
	size_t longest; /* the option's number */
	size_t second;	/* the next longest */
	size_t next;	/* its length */
	size_t others;	/* the sum of all lengths but the longest */
	size_t count;
	size_t words; /* how many of the others are more than an abbreviation or a number */
};

static struct lengths measure_options(const struct flaw_question *question)
{
	struct lengths found = { .longest = question->count };
	for (size_t i = 0; i < question->count; i++)
		if (!question->sums_up[i] && (found.longest == question->count ||
					      question->options[i].length > question->options[found.longest].length))
			found.longest = i;
	for (size_t i = 0; i < question->count; i++) {
		const struct flaw_text *option = &question->options[i];
		if (question->sums_up[i])
			continue;
		found.count++;
		if (i == found.longest)
			continue;
		if (option->length > found.next) {
			found.next = option->length;
			found.second = i;
		}
		found.others += option->length;
		found.words +=
			option->count != 1 || !(option->words[0].capitals || option->words[0].kinds & WORD_NUMBER);
	}
	return found;
}

/* Whether an option is a term: a few words, or a few more with no common ones but those of "neck of the femur" and
 * "two-point discrimination". */
static bool is_term(const struct flaw_text *option)
{
	bool phrase = option->count > LONG_TERM_WORDS;
	for (size_t i = 0; i < option->count && !phrase; i++)
		phrase = option->words[i].kinds & WORD_COMMON &&
			 !word_is_one_of(flaw_word(option, i), " of the a an and ") && !flaw_is_hyphenated(option, i);
	return option->count <= TERM_WORDS || !phrase;
}

/* Whether a term is long because one of its words is: primary hyperparathyroidism, alpha-fetoprotein. */
static bool is_long_name(const struct flaw_text *option)
{
	for (size_t i = 0; i < option->count; i++)
		if (!(option->words[i].kinds & WORD_NUMBER) &&
		    (option->words[i].end - option->words[i].start >= NAME_LETTERS || flaw_is_hyphenated(option, i)))
			return true;
	return false;
}

/* Whether the longest option repeats nearly all of the next longest and adds to it: isoniazid and rifampicin; isoniazid,
 * rifampicin and ethambutol. */
static bool adds_to_next(const struct flaw_question *question, const struct lengths *lengths)
{
	struct str longest = question->options[lengths->longest].lower, next = question->options[lengths->second].lower;
	size_t same = 0;
	while (same < next.len && same < longest.len && next.at[same] == longest.at[same])
		same++;
	return same * 2 >= next.len;
}

/* Whether most options but the longest begin with a number, and it is none or has two units: 3 years and 4 months. */
static bool are_numbers(const struct flaw_question *question, const struct lengths *lengths)
{
	enum { QUANTITY_WORDS = 2 };
	const struct flaw_text *longest = &question->options[lengths->longest];
	size_t numbers = 0;
	for (size_t i = 0; i < question->count; i++) {
		const struct flaw_text *option = &question->options[i];
		numbers += i != lengths->longest && option->count > 0 && option->words[0].kinds & WORD_NUMBER;
	}
	return numbers * 2 > lengths->count - 1 &&
	       (!(longest->words[0].kinds & WORD_NUMBER) || longest->count > QUANTITY_WORDS);
}

static bool stands_out(const struct flaw_question *question, const struct lengths *lengths)
{
	const struct flaw_text *option = &question->options[lengths->longest];
	size_t length = option->length, next = lengths->next;
	bool key = lengths->longest == question->key;
	size_t more = question->has_case	       ? LONGER_CHARACTERS_IN_CASE
		      : flaw_asks_what_to_do(question) ? LONGER_CHARACTERS_TO_DO
						       : LONGER_CHARACTERS;
	/* Anything is longer than abbreviations and numbers. */
	if (lengths->words * 2 + 1 < lengths->count || length < next + more)
		return false;
	if (is_term(option))
		return option->count > 1 && key && length * 100 >= next * LONGER_TERM_PERCENT && !is_long_name(option);
	if (lengths->count == 2)
		return length * 100 >= next * LONGER_PERCENT;
	return length * 100 >= next * (key ? LONGER_PERCENT : LONGER_DISTRACTOR_PERCENT) &&
	       length * 100 * (lengths->count - 1) >= lengths->others * LONGER_AVERAGE_PERCENT &&
	       !are_numbers(question, lengths) && !adds_to_next(question, lengths);
}

void flaw_longest_option(struct flaw_question *question)
{
	struct report *report = question->check->report;
	if (!report_wants(report, RULE_QUESTION_LONGEST_OPTION_IS_KEY))
		return;
	struct lengths lengths = measure_options(question);
	if (lengths.count < 2 || !stands_out(question, &lengths))
		return;
	const struct flaw_text *option = &question->options[lengths.longest];
	bool key = lengths.longest == question->key;
	struct diagnostic *d = report_add(report, RULE_QUESTION_LONGEST_OPTION_IS_KEY, option->tag, question->id,
					  key ? "the correct option is much longer than the others"
					      : "this option is much longer than the others");
	report_label(report, d, "%zu characters; the longest of the others has %zu", option->length, lengths.next);
	report_help(report, d,
		    key ? "shorten it and move explanations to its feedback, or give the others as much detail"
			: "shorten it, or give the others as much detail");
}

/* Whether the words are forms of one, except a name in the stem, "United States", and a word that looks like a part of
 * it. */
static bool repeats_word(const struct flaw_text *stem, size_t s, const struct flaw_text *key, size_t i)
{
	if (!flaw_is_content(&stem->words[s]) || !str_equal(flaw_root(stem, s), flaw_root(key, i)))
		return false;
	size_t start = stem->words[s].start;
	bool name = start > 0 && stem->raw.at[start - 1] == ' ' && ascii_is_upper(stem->raw.at[start]) &&
		    !stem->words[s].capitals;
	return !name || !ascii_is_lower(key->raw.at[key->words[i].start]);
}

/* Whether one word contains the other: gastrointestinal, intestinal. */
static bool contains(struct str a, struct str b)
{
	return memmem(a.at, a.len, b.at, b.len) || memmem(b.at, b.len, a.at, a.len);
}

/* Whether a word of text is related to this one: terrorist, terrorism; myelin, myelinated. */
static bool has_related(const struct flaw_text *text, struct str word, struct str root)
{
	enum { RELATED_LETTERS = 6 };
	size_t len = word.len > RELATED_LETTERS + 2 ? word.len - 3 : root.len;
	for (size_t i = 0; i < text->count; i++) {
		struct str other = flaw_word(text, i);
		if (str_equal(flaw_root(text, i), root) ||
		    (len >= RELATED_LETTERS && other.len >= len && memcmp(other.at, word.at, len) == 0) ||
		    (other.len >= RELATED_LETTERS && word.len >= RELATED_LETTERS && contains(other, word)))
			return true;
	}
	return false;
}

/* Whether the stem names alternatives, "disease or syndrome", of which word s is one, and a distractor repeats the
 * other. */
static bool is_alternative(const struct flaw_question *question, size_t s)
{
	const struct flaw_text *stem = &question->stem;
	size_t next = s + 1, last = s;
	next += word_is_one_of(flaw_word(stem, next), " or and than versus ");
	last -= last > 1 && word_is_one_of(flaw_word(stem, last - 1), " or and than versus ");
	bool slash = stem->words[s].end < stem->raw.len && stem->raw.at[stem->words[s].end] == '/';
	bool after = next < stem->count && (next > s + 1 || slash) && flaw_is_content(&stem->words[next]);
	bool before = last > 0 && (last < s || stem->raw.at[stem->words[s].start - 1] == '/') &&
		      flaw_is_content(&stem->words[last - 1]);
	for (size_t o = 0; o < question->count && (after || before); o++)
		if (o != question->key && ((after && flaw_has_root(&question->options[o], flaw_root(stem, next))) ||
					   (before && flaw_has_root(&question->options[o], flaw_root(stem, last - 1)))))
			return true;
	return false;
}

/* Whether the question asks for the exception. "Wouldn't" denies something else. */
static bool asks_for_exception(const struct flaw_question *question)
{
	size_t negation = flaw_negation(question);
	struct str word = flaw_word(&question->stem, negation);
	return word.len && !memchr(word.at, '\'', word.len);
}

void flaw_word_repeat(struct flaw_question *question)
{
	struct report *report = question->check->report;
	/* Words that connect nothing: any question may be about a child, or a change. */
	static const char general[] =
		" adult adults child children condition decrease decreased decreases decreasing disease disorder "
		"elevated "
		"increase increased increases increasing infant infants reduced reduces risk syndrome test tests ";
	const struct flaw_text *stem = &question->stem;
	if (!report_wants(report, RULE_QUESTION_WORD_REPEAT) || !flaw_has_key(question))
		return;
	const struct flaw_text *key = &question->options[question->key];
	if (question->has_patient && key->count >= PATIENT_KEY_WORDS)
		return;
	/* A correct answer may naturally repeat words of the case. */
	size_t from = question->has_case ? question->lead : 0;
	size_t to = question->has_case ? question->lead_end : stem->count;
	for (size_t i = 0; i < key->count && key->count <= KEY_WORDS; i++) {
		struct str root = flaw_root(key, i);
		bool repeats = false;
		/* "No treatment" speaks of no kind of what the stem asks for. */
		if (!flaw_is_content(&key->words[i]) || (i && str_is(flaw_word(key, i - 1), "no")) ||
		    word_is_one_of(flaw_word(key, i), general))
			continue;
		for (size_t s = from; s < to && !repeats; s++)
			repeats = repeats_word(stem, s, key, i) && !is_alternative(question, s);
		for (size_t o = 0; o < question->count && repeats; o++)
			repeats = o == question->key || !has_related(&question->options[o], flaw_word(key, i), root);
		if (!repeats)
			continue;
		if (asks_for_exception(question))
			return;
		struct diagnostic *d = report_add(
			report, RULE_QUESTION_WORD_REPEAT, flaw_words_span(question, key, i, i), question->id,
			"\"%.*s\" from the stem recurs only in the correct option", STR_ARG(flaw_word(key, i)));
		report_help(report, d, "reword it, or use the word in a distractor too");
		return;
	}
}
