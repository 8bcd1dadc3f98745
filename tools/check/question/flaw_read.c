#include "base/ascii.h"
#include "check/question/flaw.h"
#include "check/question/parts.h"

#include "base/utf8.h"

#include <ctype.h>

/* Minimum number of words before the question that make a case: of a patient, of anything else. */
enum { PATIENT_WORDS = 8, CASE_WORDS = 28 };

/* The length of an apostrophe, which belongs to a word only between letters; or 0. */
static size_t apostrophe(struct str text, size_t at)
{
	struct str rest = { text.at + at, text.len - at };
	return str_starts(rest, "'") ? 1 : str_starts(rest, "\xe2\x80\x99") ? 3 : 0;
}

/* The length of the letter or digit at a position, or 0. Beyond ASCII everything is a letter except general
 * punctuation, arrows, mathematical signs, and the punctuation and signs of Latin-1. */
static size_t letter(struct str text, size_t at)
{
	unsigned char c = (unsigned char)text.at[at];
	if (c < 0x80)
		return ascii_is_alphanumeric((char)c) ? 1 : 0;
	size_t end = at;
	uint32_t code = utf8_next(text, &end);
	bool sign = (code >= 0x2000 && code < 0x2c00) || (code >= 0x80 && code < 0xc0 && code != 0xb5) ||
		    code == 0xd7 || code == 0xf7 || (code >= 0x3000 && code < 0x3040);
	return sign ? 0 : end - at;
}

/* The end of the word that begins at a position, or the position if none does. */
static size_t word_end(struct str text, size_t at)
{
	size_t end = at, more;
	while (end < text.len) {
		if (ascii_is_alphanumeric(text.at[end])) {
			end++;
			continue;
		}
		more = letter(text, end);
		if (!more && end > at) {
			size_t mark = apostrophe(text, end);
			if (mark && end + mark < text.len && letter(text, end + mark))
				more = mark;
		}
		if (!more)
			break;
		end += more;
	}
	return end;
}

static bool in_capitals(struct str raw, size_t start, size_t end)
{
	size_t capitals = 0;
	for (size_t i = start; i < end; i++) {
		unsigned char c = (unsigned char)raw.at[i];
		if (!isupper(c) && !apostrophe(raw, i))
			return false;
		capitals += isupper(c) != 0;
	}
	return capitals > 1;
}

/* prose is that of the text, lang the language of the question. */
static void split(struct flaw_text *text, const struct prose *prose, struct str lang)
{
	size_t end;
	for (size_t i = 0; i < text->lower.len; i = end) {
		end = word_end(text->lower, i);
		if (end == i) {
			(void)utf8_next(text->lower, &end); /* not into a dash or quote, whose bytes would count as a word */
			continue;
		}
		struct str word = { text->lower.at + i, end - i };
		text->words[text->count++] = (struct flaw_word){
			.start = i,
			.end = end,
			.root = i + word_root(word),
			.kinds = word_kinds(word) | (language_is_that_of(prose_lang(prose, i), lang) ? 0 : WORD_FOREIGN),
			.capitals = in_capitals(text->raw, i, end),
		};
	}
}

/* The number of code points; white space in a row, such as a line break and an indent, is one. */
static size_t length_of(struct str text)
{
	size_t length = utf8_count(text);
	for (size_t i = 1; i < text.len; i++)
		length -= ascii_is_space(text.at[i]) && ascii_is_space(text.at[i - 1]);
	return length;
}

/* lang: of the question. */
static bool read_text(struct lesson_check *check, struct flaw_text *text, const struct inline_node *nodes,
		      struct span tag, struct str lang)
{
	*text = (struct flaw_text){ .nodes = nodes, .tag = tag };
	prose_flatten(&check->questions.prose, nodes);
	struct str prose = prose_view(&check->questions.prose);
	text->raw = arena_str(&check->questions.memory, prose);
	char *lower = arena_copy(&check->questions.memory, prose.at, prose.len);
	text->words = arena_alloc(&check->questions.memory, (prose.len / 2 + 1) * sizeof(*text->words));
	if (prose_failed(&check->questions.prose) || !text->raw.at || !lower || !text->words) {
		check->failed = true;
		return false;
	}
	/* Words of other languages are in capitals, so that they are equal to each other, but to no word of a list. */
	for (size_t i = 0, end = 0; i < text->raw.len; i = end) {
		bool own = language_is_that_of(prose_lang(&check->questions.prose, i), lang);
		for (end = prose_lang_end(&check->questions.prose, i); i < end; i++)
			lower[i] = own ? ascii_lower(lower[i]) : ascii_upper(lower[i]);
	}
	text->lower = (struct str){ lower, text->raw.len };
	text->length = length_of(str_trim(text->raw));
	split(text, &check->questions.prose, lang);
	return true;
}

/* Whether a sentence of the stem ends after word i, and another begins. */
static bool ends_sentence(const struct flaw_text *stem, size_t i)
{
	size_t from = stem->words[i].end, to = stem->words[i + 1].start;
	bool stop = false, space = false;
	/* A list of findings may end without a full stop: "Sodium 128 mEq/L  Which of the following …". */
	if (ascii_is_space(stem->raw.at[to - 1]) && ascii_is_upper(stem->raw.at[to]) && !stem->words[i + 1].capitals &&
	    word_is_one_of(flaw_word(stem, i + 1), " which what how "))
		return true;
	for (size_t at = from; at < to; at++) {
		unsigned char c = (unsigned char)stem->raw.at[at];
		if (c == '?' || c == '!')
			return true;
		stop = stop || c == '.';
		space = space || (stop && isspace(c));
	}
	if (!stop || !space || ascii_is_lower(stem->raw.at[to]))
		return false;
	/* Initials (E. coli continues in lower case, J. Smith does not) and titles do not end sentences. */
	struct str word = flaw_word(stem, i);
	return word.len > 1 && !word_is_one_of(word, " dr mr mrs ms st vs fig approx prof ");
}

/* The most words of a question. */
enum { LEAD_WORDS = 300 };

/* Finds the question in the stem: its last sentence with a question mark, or else its last sentence. */
static void find_lead(struct flaw_question *question)
{
	const struct flaw_text *stem = &question->stem;
	size_t start = 0, asked = 0, asked_end = 0;
	for (size_t i = 0; i < stem->count; i++) {
		bool last = i + 1 == stem->count;
		size_t next = last ? stem->lower.len : stem->words[i + 1].start;
		if (!last && !ends_sentence(stem, i))
			continue;
		if (memchr(stem->lower.at + stem->words[i].end, '?', next - stem->words[i].end)) {
			asked = start;
			asked_end = i + 1;
		}
		if (!last)
			start = i + 1;
	}
	question->lead = asked_end ? asked : start;
	question->lead_end = asked_end ? asked_end : stem->count;
	/* For each of its words, others before it are searched. */
	if (question->lead_end - question->lead > LEAD_WORDS)
		question->lead = question->lead_end - LEAD_WORDS;
}

/* Whether the stem describes a case of some length before it asks, and whether it is of a patient. */
static bool describes_case(const struct flaw_question *question, bool *patient)
{
	static const char patients[] =
		" patient man woman boy girl infant child children neonate newborn baby old male female ";
	*patient = false;
	for (size_t i = 0; i < question->lead && i < CASE_WORDS && !*patient; i++)
		*patient = word_is_one_of(flaw_word(&question->stem, i), patients);
	return question->lead >= (*patient ? PATIENT_WORDS : CASE_WORDS);
}

bool flaw_read(struct flaw_question *question, struct lesson_check *check, const struct question *source)
{
	question->check = check;
	question->id = source->id.value;
	question->lang = question_lang(source);
	question->tag = source->element.tag;
	question->has_vignette = !flow_is_blank(source->vignette) || source->set || (source->stem && source->stem->blocks);
	question->count = 0;
	question->key = FLAW_OPTIONS;
	if (!source->stem || !flow_last_paragraph(source->stem))
		return false;
	size_t keys = 0;
	for (const struct option *o = source->options; o; o = o->next) {
		if (question->count == FLAW_OPTIONS)
			return false;
		if (o->correct && keys++ == 0)
			question->key = question->count;
		question->correct[question->count] = o->correct;
		question->sums_up[question->count] = false;
		if (!read_text(check, &question->options[question->count++], o->text, o->element.tag,
			       question->lang))
			return false;
	}
	if (keys != 1)
		question->key = FLAW_OPTIONS;
	question->keys = keys;
	question->multiple = source->kind == QUESTION_MULTIPLE;
	if (question->count < 2 || !read_text(check, &question->stem, flow_last_paragraph(source->stem),
					      source->stem->element.tag, question->lang))
		return false;
	find_lead(question);
	question->has_case = describes_case(question, &question->has_patient) || question->has_vignette;
	return true;
}

bool flaw_words_are(const struct flaw_text *text, size_t i, const char *words)
{
	while (*words) {
		/* Most differ in the first letter. */
		if (i >= text->count || text->lower.at[text->words[i].start] != *words)
			return false;
		size_t len = strcspn(words, " ");
		if (!str_equal(flaw_word(text, i++), (struct str){ words, len }))
			return false;
		words += len;
		words += *words == ' ';
	}
	return true;
}

bool flaw_has_root(const struct flaw_text *text, struct str root)
{
	for (size_t i = 0; i < text->count; i++)
		if (str_equal(flaw_root(text, i), root))
			return true;
	return false;
}

bool flaw_is_hyphenated(const struct flaw_text *text, size_t i)
{
	size_t start = text->words[i].start, end = text->words[i].end;
	return (start > 0 && text->raw.at[start - 1] == '-') || (end < text->raw.len && text->raw.at[end] == '-');
}

struct span flaw_span(struct flaw_question *question, const struct flaw_text *text, size_t start, size_t end)
{
	struct lesson_check *check = question->check;
	prose_flatten(&check->questions.prose, text->nodes);
	if (prose_failed(&check->questions.prose)) {
		check->failed = true;
		return text->tag;
	}
	return prose_span(&check->questions.prose, check->source, start, end);
}

struct span flaw_words_span(struct flaw_question *question, const struct flaw_text *text, size_t from, size_t last)
{
	return flaw_span(question, text, text->words[from].start, text->words[last].end);
}

bool flaw_is_marked(struct flaw_question *question, const struct flaw_text *text, size_t word)
{
	struct lesson_check *check = question->check;
	prose_flatten(&check->questions.prose, text->nodes);
	if (prose_failed(&check->questions.prose)) {
		check->failed = true;
		return false;
	}
	return prose_inside(&check->questions.prose, text->words[word].start) & (1u << INLINE_EM | 1u << INLINE_STRONG);
}
