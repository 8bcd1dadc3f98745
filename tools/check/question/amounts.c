/* Finds options that are the same amount in different units or notation: 0.5 g and 500 mg. */
#include "base/ascii.h"
#include "check/core/fold.h"
#include "check/medical/medical.h"
#include "check/core/phrase.h"
#include "check/core/quantity.h"
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
		buf_format(out, " %.10g q%s ", quantity_base(quantity->value, &quantity->unit), quantity->unit.dimension);
	else
		buf_format(out, "%.*f", decimals(text, quantity), quantity->value);
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
		read = (dash || begins_word(text, i)) && quantity_read(text, i, decimal, &quantity);
		if (read) {
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
	struct str text, amounts; /* folded */
};

/* Folds the option; false if it contains no amount. */
static bool measure(struct lesson_check *check, const struct option *option, struct measured *measured)
{
	enum decimal_mark decimal = language_decimal_mark(option->element.lang);
	buf_clear(&check->questions.text);
	buf_clear(&check->questions.folded);
	buf_clear(&check->questions.other);
	text_inline(&check->questions.text, option->text, TEXT_ANSWERS);
	if (!put_amounts(&check->questions.other, buf_view(&check->questions.text), decimal))
		return false;
	fold(&check->questions.folded, buf_view(&check->questions.text));
	measured->text = arena_str(&check->questions.memory, buf_view(&check->questions.folded));
	buf_clear(&check->questions.folded);
	fold(&check->questions.folded, buf_view(&check->questions.other));
	measured->amounts = arena_str(&check->questions.memory, buf_view(&check->questions.folded));
	measured->option = option;
	check->failed = check->failed || !measured->text.at || !measured->amounts.at;
	return !check->failed;
}

static void report_same_amount(struct lesson_check *check, const struct question *question, const struct option *option,
			       const struct option *other)
{
	struct report *report = check->report;
	struct diagnostic *d = report_add(report, RULE_QUESTION_EQUIVALENT_OPTIONS, option->element.tag, question->id.value,
					  "two options of this question are the same amount");
	report_label(report, d, "the other is on line %u", source_location(check->source, other->element.tag).line);
	report_help(report, d, "replace one of them with another plausible answer, or delete it");
}

void check_equal_amounts(struct lesson_check *check, const struct question *question)
{
	struct measured all[OPTIONS_MAX];
	size_t count = 0;
	if (!report_wants(check->report, RULE_QUESTION_EQUIVALENT_OPTIONS))
		return;
	arena_clear(&check->questions.memory);
	for (const struct option *o = question->options; o && count < OPTIONS_MAX; o = o->next)
		if (measure(check, o, &all[count]))
			count++;
	for (size_t i = 1; i < count && !check->failed; i++) {
		for (size_t j = 0; j < i; j++) {
			/* Options that fold to the same text are compared by case and brackets elsewhere. */
			if (!str_equal(all[i].amounts, all[j].amounts) || str_equal(all[i].text, all[j].text))
				continue;
			if (question_asks_for_unit(check, question))
				return;
			report_same_amount(check, question, all[i].option, all[j].option);
			break;
		}
	}
}
