#include "check/phrase.h"
#include "check/question_parts.h"
#include "check/text.h"

#include <math.h>

enum { OPTIONS_MAX = 26, NUMBER_MAX = 24 };

/* What an option says as a number: "5 mg", "10–20 %", "fewer than 30". */
struct amount {
	const struct option *option;
	double low, high;
	bool range;
	bool open_low, open_high; /* the end itself is left out */
	char unit[NUMBER_MAX];
};

/* Reads digits with a decimal point and with commas between thousands; how many bytes that takes. */
static size_t read_number(struct str text, double *value)
{
	double whole = 0, scale = 1;
	size_t i = 0, digits = 0;
	bool fraction = false;
	for (; i < text.len && digits < 12; i++) {
		char c = text.at[i];
		bool more = i + 1 < text.len && text.at[i + 1] >= '0' && text.at[i + 1] <= '9';
		if (c >= '0' && c <= '9') {
			digits++;
			whole = whole * 10 + (c - '0');
			scale *= fraction ? 10 : 1;
		} else if (c == '.' && digits && more && !fraction) {
			fraction = true;
		} else if (!(c == ',' && digits && more && !fraction)) {
			break;
		}
	}
	*value = whole / scale;
	return digits ? i : 0;
}

/* What stands between the ends of a range; 0 where nothing of the kind does. */
static size_t read_dash(struct str text)
{
	static const char *const dashes[] = { "-", "–", "—", "‑", "to ", "and " };
	struct str rest = phrase_trim(text);
	for (size_t i = 0; rest.len && i < sizeof(dashes) / sizeof(dashes[0]); i++) {
		if (!str_starts(rest, dashes[i]))
			continue;
		struct str behind = phrase_behind(rest, strlen(dashes[i]));
		while (behind.len && behind.at[0] == ' ')
			behind = phrase_behind(behind, 1);
		return (size_t)(behind.at - text.at);
	}
	return 0;
}

/* "Less than", "≥" and the like: sets the end that they leave open. */
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

/* False where the option is anything else than one number or range with its unit. */
static bool read_amount(struct str text, struct amount *amount)
{
	static const char *const about[] = { "about", "approximately", "around", "between", "from", "roughly", NULL };
	text = phrase_trim(text);
	text = phrase_trim(phrase_behind(text, phrase_starts_any(text, about)));
	bool below = false, above = false;
	text = phrase_trim(phrase_behind(text, read_bound(text, amount, &below, &above)));
	size_t len = read_number(text, &amount->low);
	if (!len)
		return false;
	text = phrase_behind(text, len);
	amount->high = above ? INFINITY : amount->low;
	if (below)
		amount->low = -INFINITY;
	amount->range = below || above;
	/* "10% to 20%": the unit may stand at both. */
	bool percent = !amount->range && text.len && text.at[0] == '%' && read_dash(phrase_behind(text, 1));
	struct str rest = phrase_behind(text, percent);
	size_t dash = amount->range ? 0 : read_dash(rest);
	len = dash ? read_number(phrase_behind(rest, dash), &amount->high) : 0;
	if (len) {
		amount->range = true;
		text = phrase_behind(rest, dash + len);
	} else if (dash) {
		return false;
	}
	text = phrase_trim(text);
	if (text.len && text.at[text.len - 1] == '.')
		text.len--;
	if (text.len >= sizeof(amount->unit) || memchr(text.at, '\n', text.len))
		return false;
	memcpy(amount->unit, text.at, text.len);
	amount->unit[text.len] = '\0';
	return amount->low <= amount->high;
}

/* Ends of whole numbers that two ranges share count where things or years are counted: at 20 both are right. */
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

/* What is asked for is one number, and not itself a range, such as a normal or therapeutic one. */
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
	buf_clear(&check->text);
	text_inline(&check->text, question->stem->text, TEXT_ANSWERS);
	bool counted = false;
	if (!asks_for_number(buf_view(&check->text), &counted))
		return;
	for (size_t i = 1; i < count; i++) {
		for (size_t j = 0; j < i; j++) {
			if (!amounts[i].range || !amounts[j].range || !overlap(&amounts[j], &amounts[i], counted))
				continue;
			struct diagnostic *d = report_add(check->report, RULE_QUESTION_OVERLAPPING_RANGES,
							  amounts[i].option->element.tag, question->id.value,
							  "the range of this option overlaps that of another");
			report_label(check->report, d, "the other is on line %u",
				     source_place(check->source, amounts[j].option->element.tag).line);
			report_help(check->report, d, "cut the ranges so that each number falls into one of them");
			return;
		}
	}
}

/* Units of one dimension. Times are not among them: "30 minutes, 2 hours, 3 days" reads best as it is. */
static const char *dimension(const char *unit)
{
	static const char *const units[][2] = {
		{ "ng", "mass" },	 { "µg", "mass" },	  { "μg", "mass" },	   { "mcg", "mass" },
		{ "mg", "mass" },	 { "g", "mass" },	  { "kg", "mass" },	   { "µL", "volume" },
		{ "mL", "volume" },	 { "ml", "volume" },	  { "dL", "volume" },	   { "L", "volume" },
		{ "l", "volume" },	 { "mm", "length" },	  { "cm", "length" },	   { "m", "length" },
		{ "inches", "length" },	 { "°C", "temperature" }, { "°F", "temperature" }, { "mmHg", "pressure" },
		{ "mm Hg", "pressure" }, { "kPa", "pressure" },	  { "µmol/L", "amount" },  { "mmol/L", "amount" },
		{ "nmol/L", "amount" },	 { "mg/dL", "content" },  { "g/L", "content" },	   { "g/dL", "content" },
		{ "mg/L", "content" },
	};
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (strcmp(units[i][0], unit) == 0)
			return units[i][1];
	return NULL;
}

/* µ and μ look the same. */
static bool same_unit(const char *a, const char *b)
{
	bool micro = (str_starts(str_from(a), "µ") || str_starts(str_from(a), "μ")) &&
		     (str_starts(str_from(b), "µ") || str_starts(str_from(b), "μ"));
	return strcmp(a, b) == 0 || (micro && strcmp(a + 2, b + 2) == 0);
}

static bool asks_for_unit(struct lesson_check *check, const struct question *question)
{
	static const char *const words[] = { "unit",	   "units",	"convert",     "converted",  "equal", "equals",
					     "equivalent", "expressed", "corresponds", "correspond", NULL };
	if (!question->stem)
		return true;
	buf_clear(&check->text);
	text_inline(&check->text, question->stem->text, TEXT_ANSWERS);
	return phrase_in_any(buf_view(&check->text), words);
}

static void check_units(struct lesson_check *check, const struct question *question, const struct amount *amounts,
			size_t count)
{
	const char *first = dimension(amounts[0].unit);
	for (size_t i = 0; i < count; i++) {
		const char *other = dimension(amounts[i].unit);
		if (!first || !other || strcmp(first, other) != 0)
			return;
	}
	for (size_t i = 1; i < count; i++) {
		if (same_unit(amounts[0].unit, amounts[i].unit))
			continue;
		if (asks_for_unit(check, question))
			return;
		struct diagnostic *d =
			report_add(check->report, RULE_QUESTION_MIXED_UNITS, amounts[i].option->element.tag,
				   question->id.value, "the options of this question are in different units");
		report_label(check->report, d, "%s here, %s on line %u", amounts[i].unit, amounts[0].unit,
			     source_place(check->source, amounts[0].option->element.tag).line);
		report_help(check->report, d, "give all options in one unit");
		return;
	}
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
		buf_clear(&check->text);
		text_inline(&check->text, o->text, TEXT_ANSWERS);
		struct amount amount = { .option = o };
		if (count == OPTIONS_MAX || !read_amount(buf_view(&check->text), &amount))
			return;
		amounts[count++] = amount;
	}
	if (count < 2)
		return;
	if (units)
		check_units(check, question, amounts, count);
	if (ranges)
		check_overlap(check, question, amounts, count);
	check->failed = check->failed || buf_failed(&check->text);
}
