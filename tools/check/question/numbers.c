#include "check/core/phrase.h"
#include "check/core/quantity.h"
#include "check/question/parts.h"
#include "check/text/text.h"

#include <math.h>

enum { OPTIONS_MAX = 26, NUMBER_MAX = 24 };

/* An option as a number or range: "5 mg", "10–20 %", "fewer than 30". */
struct amount {
	const struct option *option;
	double low, high;
	bool range;
	bool open_low, open_high; /* the end itself is excluded */
	char unit[NUMBER_MAX];
};

/* The length of the separator of a range; 0 if there is none. */
static size_t read_dash(struct str text)
{
	static const char *const dashes[] = { "-", "–", "—", "‑", "to ", "and " };
	struct str rest = str_trim(text);
	for (size_t i = 0; rest.len && i < sizeof(dashes) / sizeof(dashes[0]); i++) {
		if (!str_starts(rest, dashes[i]))
			continue;
		struct str after = phrase_after(rest, strlen(dashes[i]));
		while (after.len && after.at[0] == ' ')
			after = phrase_after(after, 1);
		return (size_t)(after.at - text.at);
	}
	return 0;
}

/* Parses "less than", "≥" and the like, and sets the open end. */
static size_t read_bound(struct str text, struct amount *amount, bool *below, bool *above)
{
	static const struct {
		const char *words;
		bool below, without;
	} bounds[] = {
		{ "less than", true, true },	 { "fewer than", true, true },	{ "under", true, true },
		{ "below", true, true },	 { "up to", true, false },	{ "at most", true, false },
		{ "more than", false, true },	 { "greater than", false, true }, { "over", false, true },
		{ "above", false, true },	 { "at least", false, false },
	}, signs[] = { { "<", true, true }, { "≤", true, false }, { ">", false, true }, { "≥", false, false } };
	size_t len = 0;
	for (size_t i = 0; i < sizeof(bounds) / sizeof(bounds[0]) && !len; i++) {
		len = phrase_starts(text, bounds[i].words);
		*below = len && bounds[i].below;
		*above = len && !bounds[i].below;
		amount->open_high = *below && bounds[i].without;
		amount->open_low = *above && bounds[i].without;
	}
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]) && !len; i++) {
		len = str_starts(text, signs[i].words) ? strlen(signs[i].words) : 0;
		*below = len && signs[i].below;
		*above = len && !signs[i].below;
		amount->open_high = *below && signs[i].without;
		amount->open_low = *above && signs[i].without;
	}
	return len;
}

/* False unless the option is exactly one number or range with its unit. */
static bool read_amount(struct str text, enum decimal_mark decimal, struct amount *amount)
{
	static const char *const about[] = { "about", "approximately", "around", "between", "from", "roughly", NULL };
	text = str_trim(text);
	text = str_trim(phrase_after(text, phrase_starts_any(text, about)));
	bool below = false, above = false;
	text = str_trim(phrase_after(text, read_bound(text, amount, &below, &above)));
	size_t len = quantity_number(text, 0, decimal, &amount->low);
	if (!len)
		return false;
	text = phrase_after(text, len);
	amount->high = above ? INFINITY : amount->low;
	if (below)
		amount->low = -INFINITY;
	amount->range = below || above;
	/* "10% to 20%": both ends may have the unit. */
	bool percent = !amount->range && text.len && text.at[0] == '%' && read_dash(phrase_after(text, 1));
	struct str rest = phrase_after(text, percent);
	size_t dash = amount->range ? 0 : read_dash(rest);
	len = dash ? quantity_number(rest, dash, decimal, &amount->high) : 0;
	if (len) {
		amount->range = true;
		text = phrase_after(rest, dash + len);
	} else if (dash) {
		return false;
	}
	text = str_trim(text);
	if (text.len && text.at[text.len - 1] == '.')
		text.len--;
	if (text.len >= sizeof(amount->unit) || memchr(text.at, '\n', text.len))
		return false;
	memcpy(amount->unit, text.at, text.len);
	amount->unit[text.len] = '\0';
	return amount->low <= amount->high;
}

/* A common end of two ranges overlaps if objects or years are counted: at 20 both are right. */
static bool overlap(const struct amount *a, const struct amount *b, bool counted)
{
	double low = fmax(a->low, b->low), high = fmin(a->high, b->high);
	if (low < high)
		return true;
	if (!counted || low > high)
		return false;
	bool open = (a->low == low && a->open_low) || (b->low == low && b->open_low) ||
		    (a->high == low && a->open_high) || (b->high == low && b->open_high);
	return !open && low == floor(low);
}

/* Whether the question asks for a single number, rather than a range such as a normal or therapeutic one. */
static bool asks_for_number(struct str stem, bool *counted)
{
	static const char *const counts[] = { "how many", "how old", "at what age", "at which age", NULL };
	static const char *const numbers[] = {
		"how common", "percentage", "percent",	 "per cent", "proportion",  "share",
		"fraction",   "prevalence", "incidence", "risk",     "probability", "likelihood",
		"mortality",  "chance",	    "rate",	 NULL,
	};
	static const char *const ranges[] = { "range",	    "interval",		"normal", "reference", "therapeutic",
					      "target",	    "recommended",	"dose",	  "usual",     "typical",
					      "heart rate", "respiratory rate", NULL };
	*counted = phrase_in_any(stem, counts);
	return (*counted || phrase_in_any(stem, numbers)) && !phrase_in_any(stem, ranges);
}

static void check_overlap(struct lesson_check *check, const struct question *question, const struct amount *amounts,
			  size_t count)
{
	size_t ranges = 0;
	for (size_t i = 0; i < count; i++) {
		ranges += amounts[i].range;
		if (strcmp(amounts[i].unit, amounts[0].unit) != 0)
			return;
	}
	if (ranges < 2 || !question->stem || question->kind != QUESTION_SINGLE)
		return;
	buf_clear(&check->questions.text);
	text_inline(&check->questions.text, flow_last_paragraph(question->stem), TEXT_ANSWERS);
	bool counted = false;
	if (!asks_for_number(buf_view(&check->questions.text), &counted))
		return;
	for (size_t i = 1; i < count; i++) {
		for (size_t j = 0; j < i; j++) {
			if (!amounts[i].range || !amounts[j].range || !overlap(&amounts[j], &amounts[i], counted))
				continue;
			struct diagnostic *d = report_add(check->report, RULE_QUESTION_OVERLAPPING_RANGES,
							  amounts[i].option->element.tag, question->id.value,
							  "the range of this option overlaps that of another");
			report_label(check->report, d, "the other is on line %u",
				     source_location(check->source, amounts[j].option->element.tag).line);
			report_help(check->report, d, "change the ranges so that each number is in only one");
			return;
		}
	}
}

/* Parses a unit that options should not mix with others. Tablets, international units and fractions cannot be mixed. */
static bool read_unit(const char *text, struct quantity_unit *unit)
{
	struct str all = str_from(text);
	return all.len && quantity_unit_read(all, 0, unit) == all.len && !strchr("fbkuir", unit->dimension[0]);
}

/* Whether the question asks "how many minutes" or the like. */
static bool names_unit(struct lesson_check *check, const struct question *question, const struct quantity_unit *unit)
{
	struct str word;
	struct quantity_unit named;
	size_t at = 0;
	if (!question->stem)
		return false;
	buf_clear(&check->questions.text);
	text_inline(&check->questions.text, flow_last_paragraph(question->stem), TEXT_ANSWERS);
	struct str stem = buf_view(&check->questions.text);
	while (phrase_next_word(stem, &at, &word)) {
		size_t start = (size_t)(word.at - stem.at), len = phrase_starts(phrase_after(stem, start), "how many");
		if (len && quantity_unit_read(stem, quantity_gap(stem, start + len), &named) &&
		    strcmp(named.dimension, unit->dimension) == 0)
			return true;
	}
	return false;
}

bool question_asks_for_unit(struct lesson_check *check, const struct question *question)
{
	/* In English, German, French, Spanish, Italian and Portuguese. */
	static const char *const words[] = {
		"unit",	      "units",	    "convert",	   "converted",	  "conversion", "equal",   "equals",	"equivalent",
		"equivalents", "expressed", "corresponds", "correspond",  "write",	"writes",  "writing",	"written",
		"notation",    "spelling",  "einheit",	   "einheiten",	  "schreibt",	"schreibweise", "geschrieben", "entspricht",
		"entsprechen", "unité",	    "unités",	   "correspond",  "convertir",	"écrit",   "écrire",	"unidad",
		"unidades",    "unidade",   "equivale",	   "equivalente", "corresponde", "escribe", "escribir",	"escreve",
		"escrever",    "unità",	    "equivalgono", "corrisponde", "scrive",	"scrivere", NULL,
	};
	if (!question->stem)
		return true;
	buf_clear(&check->questions.text);
	text_inline(&check->questions.text, flow_last_paragraph(question->stem), TEXT_ANSWERS);
	return phrase_in_any(buf_view(&check->questions.text), words);
}

static void check_units(struct lesson_check *check, const struct question *question, const struct amount *amounts,
			size_t count)
{
	struct quantity_unit first, other;
	size_t differs = 0;
	for (size_t i = 0; i < count; i++) {
		if (!read_unit(amounts[i].unit, &other) || (i && strcmp(first.dimension, other.dimension) != 0))
			return;
		if (i == 0)
			first = other;
		else if (!differs && (first.factor != other.factor || first.offset != other.offset))
			differs = i;
	}
	if (!differs || question_asks_for_unit(check, question))
		return;
	/* "30 minutes, 2 hours, 3 days" is easiest to read as it is, except after "how many minutes". */
	if (strchr("ty", first.dimension[0]) && !names_unit(check, question, &first))
		return;
	const struct amount *amount = &amounts[differs];
	struct diagnostic *d = report_add(check->report, RULE_QUESTION_MIXED_UNITS, amount->option->element.tag,
					  question->id.value, "the options of this question are in different units");
	report_label(check->report, d, "%s here, %s on line %u", amount->unit, amounts[0].unit,
		     source_location(check->source, amounts[0].option->element.tag).line);
	report_help(check->report, d, "give all options in one unit");
}

void check_option_numbers(struct lesson_check *check, const struct question *question)
{
	struct report *report = check->report;
	struct amount amounts[OPTIONS_MAX];
	size_t count = 0;
	bool ranges =
		report_wants(report, RULE_QUESTION_OVERLAPPING_RANGES) && question_is_english(question);
	bool units = report_wants(report, RULE_QUESTION_MIXED_UNITS);
	for (const struct option *o = question->options; o && (ranges || units); o = o->next) {
		buf_clear(&check->questions.text);
		text_inline(&check->questions.text, o->text, TEXT_ANSWERS);
		struct amount amount = { .option = o };
		if (count == OPTIONS_MAX ||
		    !read_amount(buf_view(&check->questions.text), language_decimal_mark(o->element.lang), &amount))
			return;
		amounts[count++] = amount;
	}
	if (count < 2)
		return;
	if (units)
		check_units(check, question, amounts, count);
	if (ranges)
		check_overlap(check, question, amounts, count);
}
