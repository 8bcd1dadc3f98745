/* Finds options that are the same amount in different units or notation, 0.5 g and 500 mg, or mean the same in other
 * words: a heart attack and a myocardial infarction. */
#include "base/ascii.h"
#include "check/core/fold.h"
#include "check/core/phrase.h"
#include "check/core/quantity.h"
#include "check/medical/medical.h"
#include "check/question/parts.h"
#include "check/text/text.h"

#include <math.h>

enum { OPTIONS_MAX = 26 };

/* The offset after the separator of a range; offset itself if there is none. */
static size_t range_end(struct str text, size_t offset)
{
	static const char *const joins[] = { "to", "and", "bis", "à", "a", "y", "e", NULL };
	size_t at = quantity_gap(text, offset), len = quantity_dash(text, at);
	if (!len)
		len = phrase_starts_any(phrase_after(text, at), joins);
	return len ? quantity_gap(text, at + len) : offset;
}

/* Gives the first number of "1–2 g" the unit of the second. */
static void take_unit_of_range(struct str text, enum decimal_mark decimal, struct quantity *quantity)
{
	struct quantity second;
	size_t at = range_end(text, quantity->end);
	if (!*quantity->unit.dimension && at > quantity->end && quantity_read(text, at, decimal, &second))
		quantity->unit = second.unit;
}

static bool begins_word(struct str text, size_t offset)
{
	if (offset == 0)
		return true;
	char before = text.at[offset - 1];
	bool joined = (before == '-' || before == '.' || before == ',' || before == '/') && offset > 1 &&
		      phrase_in_word(text, offset - 2);
	/* Also true between the ends of a range. */
	return !phrase_in_word(text, offset - 1) && before != '^' &&
	       !(joined && !(before == '-' && ascii_is_digit(text.at[offset - 2])));
}

/* The number of digits after the decimal mark, as written. */
static int decimals(struct str text, const struct quantity *quantity)
{
	size_t mark = quantity->number_end;
	while (mark > quantity->start && ascii_is_digit(text.at[mark - 1]))
		mark--;
	size_t digits = quantity->number_end - mark;
	bool marked = mark > quantity->start && (text.at[mark - 1] == '.' || text.at[mark - 1] == ',');
	bool groups = digits == 3 && quantity->value == floor(quantity->value);
	return marked && !groups && digits < 10 ? (int)digits : quantity->value == floor(quantity->value) ? 0 : 2;
}

/* Appends the amount in its base unit; without a unit 1.10 may be a version, and differs from 1.1. */
static void put_amount(struct buf *out, struct str text, const struct quantity *quantity)
{
	if (*quantity->unit.dimension)
		buf_format(out, " %.10g q%s ", quantity_base(quantity->value, &quantity->unit),
			   quantity->unit.dimension);
	else
		buf_format(out, "%.*f", decimals(text, quantity), quantity->value);
}

/* Appends a share such as "1 in 4" or, as the whole text, "1/4", in percent, and returns its end; offset itself if there
 * is none. quantity is the number at offset. */
static size_t put_share(struct buf *out, struct str text, enum decimal_mark decimal, const struct quantity *quantity)
{
	static const char *const joins[] = { "in", "out of", "per", NULL };
	enum { PARTS_MAX = 5 }; /* 6/12 is the acuity of an eye */
	size_t gap = quantity_gap(text, quantity->end), offset = quantity->start,
	       in = phrase_starts_any(phrase_after(text, gap), joins);
	bool slash = offset == 0 && quantity->end < text.len && text.at[quantity->end] == '/';
	double whole = 0;
	size_t at = slash ? quantity->end + 1 : quantity_gap(text, gap + in);
	size_t len = in || slash ? quantity_number(text, at, decimal, &whole) : 0;
	if (!len || *quantity->unit.dimension || quantity->value >= whole ||
	    (slash && (at + len < text.len || quantity->value > PARTS_MAX)))
		return offset;
	buf_format(out, " %.10g qr ", 100 * quantity->value / whole);
	return at + len;
}

/* Parses a text that is nothing but a number in words. */
static bool read_number_word(struct str text, struct quantity *quantity)
{
	enum { WORD_MIN = 3 }; /* "a" names an option */
	size_t len = quantity_number_word(text, &quantity->value);
	quantity->end = quantity->number_end = len;
	return len >= WORD_MIN && len == text.len;
}

/* Appends the text with each amount in its base unit, and returns the number of amounts. */
static size_t put_amounts(struct buf *out, struct str text, enum decimal_mark decimal)
{
	size_t count = 0;
	bool read = false; /* an amount ends at i */
	for (size_t i = 0; i < text.len;) {
		struct quantity quantity;
		size_t gap = read ? quantity_gap(text, i) : i, dash = read ? quantity_dash(text, gap) : 0;
		if (dash) {
			buf_add(out, " to ", 4);
			i = quantity_gap(text, gap + dash);
		}
		read = (dash || begins_word(text, i)) &&
		       (quantity_read(text, i, decimal, &quantity) || (i == 0 && read_number_word(text, &quantity)));
		size_t share = read ? put_share(out, text, decimal, &quantity) : i;
		if (share > i) {
			count++;
			i = share;
		} else if (read) {
			take_unit_of_range(text, decimal, &quantity);
			put_amount(out, text, &quantity);
			count++;
			i = quantity.end;
		} else if (i < text.len) {
			buf_char(out, text.at[i++]);
		}
	}
	return count;
}

struct measured {
	const struct option *option;
	struct str raw;
	struct str text, meaning; /* folded */
	bool replaced;		  /* some of its words were replaced */
};

static void reverse(char *bytes, size_t len)
{
	for (size_t i = 0; i < len / 2; i++) {
		char c = bytes[i];
		bytes[i] = bytes[len - 1 - i];
		bytes[len - 1 - i] = c;
	}
}

/* "B and A" is A and B. */
static void put_pair_in_order(struct buf *folded)
{
	struct str all = buf_view(folded), and = STR(" and ");
	const char *join = all.len ? memmem(all.at, all.len, and.at, and.len) : NULL;
	if (!join)
		return;
	struct str first = { all.at, (size_t)(join - all.at) }, second = phrase_after(all, first.len + and.len);
	if (memmem(second.at, second.len, and.at, and.len) || str_compare(first, second) <= 0)
		return;
	reverse(folded->at, all.len);
	reverse(folded->at, second.len);
	reverse(folded->at + second.len, and.len);
	reverse(folded->at + second.len + and.len, first.len);
}

/* Folds the option, as it is and with its amounts and words in one form. */
static void measure(struct lesson_check *check, enum decimal_mark decimal, const struct option *option,
		    struct measured *measured)
{
	bool english = language_is_english(inline_lang(option->text, option->element.lang));
	struct buf *text = &check->questions.text, *folded = &check->questions.folded, *other = &check->questions.other;
	buf_clear(text);
	buf_clear(folded);
	buf_clear(other);
	text_inline(text, option->text, TEXT_ANSWERS);
	measured->raw = arena_str(&check->questions.memory, str_trim(buf_view(text)));
	fold(folded, buf_view(text));
	measured->text = arena_str(&check->questions.memory, buf_view(folded));
	if (english)
		measured->replaced = question_replace_synonyms(check->synonyms, other, str_trim(buf_view(text)));
	else
		buf_str(other, str_trim(buf_view(text)));
	buf_clear(text);
	buf_clear(folded);
	size_t amounts = put_amounts(text, buf_view(other), decimal);
	fold(folded, buf_view(text));
	if (english)
		question_fold_spelling(folded);
	put_pair_in_order(folded);
	measured->replaced = measured->replaced || !amounts;
	measured->meaning = arena_str(&check->questions.memory, buf_view(folded));
	measured->option = option;
	check->failed = check->failed || !measured->raw.at || !measured->text.at || !measured->meaning.at;
}

/* Whether name is in capitals and has the first letters of all words, but a last "artery" or the like: LAD. Two letters
 * may well be those of something else: PE. */
static bool abbreviates(struct str name, struct str words)
{
	enum { NAME_MIN = 3, NAME_MAX = 6 };
	static const char *const skipped[] = { "of", "the", "and", "in", "to", "for", "with", NULL };
	static const char *const kinds[] = { "artery", "vein", "nerve", "syndrome", "disease", "test", "scan", NULL };
	if (name.len < NAME_MIN || name.len > NAME_MAX || words.len <= name.len)
		return false;
	for (size_t i = 0; i < name.len; i++)
		if (!ascii_is_upper(name.at[i]))
			return false;
	size_t read = 0;
	while (words.len && ascii_is_letter(words.at[0])) {
		bool skip = phrase_starts_any(words, skipped);
		if (read == name.len)
			return phrase_starts_any(words, kinds) == words.len;
		if (!skip && ascii_lower(name.at[read++]) != ascii_lower(words.at[0]))
			return false;
		while (words.len && ascii_is_letter(words.at[0]))
			words = phrase_after(words, 1);
		words = phrase_after(words, words.len && strchr(" -", words.at[0]));
	}
	return read == name.len && !words.len;
}

static void report_same(struct lesson_check *check, const struct question *question, const struct measured *option,
			const struct measured *other)
{
	struct report *report = check->report;
	bool words = option->replaced || other->replaced;
	struct diagnostic *d =
		report_add(report, RULE_QUESTION_EQUIVALENT_OPTIONS, option->option->element.tag, question->id.value,
			   "two options of this question %s", words ? "mean the same" : "are the same amount");
	report_label(report, d, "the other is on line %u",
		     source_location(check->source, other->option->element.tag).line);
	report_help(report, d, "replace one of them with another plausible answer, or delete it");
}

/* Whether the question asks for another word for what it names. */
static bool asks_for_word(struct lesson_check *check, const struct question *question)
{
	static const char *const words[] = {
		"term",		"terms",      "name",	   "names",    "named", "called",  "known as",
		"synonym",	"synonyms",   "word",	   "words",    "brand", "generic", "trade",
		"abbreviation", "stands for", "stand for", "spelling", "spelt", "spelled", "definition",
		"defined",	"prefix",     "suffix",	   "meaning",  "means", "mean",	   "symbol",
		"lay",		"layman",     "language",  "latin",    "greek", "eponym",  NULL,
	};
	if (!question->stem)
		return true;
	buf_clear(&check->questions.text);
	text_inline(&check->questions.text, flow_last_paragraph(question->stem), TEXT_ANSWERS);
	return phrase_in_any(buf_view(&check->questions.text), words);
}

void check_equal_options(struct lesson_check *check, const struct question *question)
{
	struct measured all[OPTIONS_MAX];
	struct str lang = STR_NONE;
	enum decimal_mark decimal = DECIMAL_UNKNOWN;
	size_t count = 0;
	if (!report_wants(check->report, RULE_QUESTION_EQUIVALENT_OPTIONS))
		return;
	arena_clear(&check->questions.memory);
	for (const struct option *o = question->options; o && count < OPTIONS_MAX && !check->failed; o = o->next) {
		all[count] = (struct measured){ .option = o };
		if (!str_equal(o->element.lang, lang))
			decimal = language_decimal_mark(lang = o->element.lang);
		measure(check, decimal, o, &all[count++]);
	}
	for (size_t i = 1; i < count && !check->failed; i++) {
		for (size_t j = 0; j < i; j++) {
			bool abbreviated = abbreviates(all[i].raw, all[j].raw) || abbreviates(all[j].raw, all[i].raw);
			/* Options that fold to the same text are compared by case and brackets elsewhere. */
			if (!abbreviated &&
			    (!str_equal(all[i].meaning, all[j].meaning) || str_equal(all[i].text, all[j].text)))
				continue;
			all[i].replaced = all[i].replaced || abbreviated;
			bool words = all[i].replaced || all[j].replaced;
			if (words ? asks_for_word(check, question) : question_asks_for_unit(check, question))
				return;
			report_same(check, question, &all[i], &all[j]);
			break;
		}
	}
}
