#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/question/parts.h"

/* A letter or number that an option begins with: "A) ", "(b) ", "3. ". */
struct option_mark {
	size_t start, end; /* in the text, including the following white space */
	unsigned number;   /* from 0 */
	enum mark_form { OPTION_MARK_NONE, OPTION_MARK_STOP, OPTION_MARK_BRACKET } form;
	enum mark_kind { OPTION_MARK_CAPITAL, OPTION_MARK_SMALL, OPTION_MARK_DIGIT } kind;
	bool lower_case_after; /* "E. coli" has one too */
};

static struct option_mark read_mark(struct str text)
{
	static const struct option_mark none = { .form = OPTION_MARK_NONE };
	struct option_mark mark = none;
	while (mark.start < text.len && strchr(" \t\r\n", text.at[mark.start]))
		mark.start++;
	size_t i = mark.start;
	bool opened = i < text.len && text.at[i] == '(';
	i += opened;
	if (i + 2 >= text.len)
		return none;
	char c = text.at[i], close = text.at[i + 1];
	mark.kind = ascii_is_digit(c) ? OPTION_MARK_DIGIT : c >= 'a' ? OPTION_MARK_SMALL : OPTION_MARK_CAPITAL;
	if (!ascii_is_letter(c) && !(c >= '1' && c <= '9'))
		return none;
	mark.number = (unsigned)(c - (mark.kind == OPTION_MARK_DIGIT ? '1' : mark.kind == OPTION_MARK_SMALL ? 'a' : 'A'));
	mark.form = close == ')' ? OPTION_MARK_BRACKET : close == '.' && !opened ? OPTION_MARK_STOP : OPTION_MARK_NONE;
	mark.end = i + 2;
	while (mark.end < text.len && strchr(" \t\r\n", text.at[mark.end]))
		mark.end++;
	mark.lower_case_after = mark.end < text.len && ascii_is_lower(text.at[mark.end]);
	return mark.end > i + 2 && mark.end < text.len ? mark : none;
}

static struct option_mark option_mark(struct lesson_check *check, const struct option *option)
{
	prose_flatten(&check->questions.prose, option->text);
	check->failed = check->failed || prose_failed(&check->questions.prose);
	return read_mark(prose_view(&check->questions.prose));
}

static bool ends_in_any(struct str word, const char *const *ends)
{
	for (; *ends; ends++)
		if (word.len > strlen(*ends) && str_is(phrase_after(word, word.len - strlen(*ends)), *ends))
			return true;
	return false;
}

/* "A. fumigatus": a capital and a full stop abbreviate a genus if one lower-case word follows and the question is about
 * organisms, or the word has the ending of a species rather than a disease. */
static bool is_species(struct str text, const struct option_mark *mark, bool about_organisms)
{
	static const char *const ends[] = { "us", "um", "ii", "ae", "is", "ans", "ens", "i", "oides", "cola", "fera", "gena", NULL };
	static const char *const diseases[] = { "itis", "osis", "asis", "esis", "ysis", "psis", "ubitus", NULL };
	if (mark->form != OPTION_MARK_STOP || mark->kind != OPTION_MARK_CAPITAL || !mark->lower_case_after)
		return false;
	struct str word = str_trim(phrase_after(text, mark->end));
	for (size_t i = 0; i < word.len; i++)
		if (!ascii_is_lower(word.at[i]) && word.at[i] != '.')
			return false;
	return !ends_in_any(word, diseases) && (about_organisms || ends_in_any(word, ends));
}

static bool asks_for_organism(struct lesson_check *check, const struct question *question)
{
	static const char *const words[] = { "organism", "organisms", "bacterium", "bacteria", "pathogen", "pathogens", "fungus",
					     "fungi",	 "yeast",     "mould",	   "mold",     "parasite", "parasites", "protozoon",
					     "protozoan", "worm",     "helminth",  "species",  "microbe",  "tick",	"mosquito",
					     "amoeba",	 "germ",      "virus",	   "strain",   "genus",    NULL };
	if (!question->stem)
		return false;
	prose_flatten(&check->questions.prose, flow_last_paragraph(question->stem));
	check->failed = check->failed || prose_failed(&check->questions.prose);
	return phrase_in_any(prose_view(&check->questions.prose), words);
}

static void add_finding(struct lesson_check *check, const struct question *question, const struct option_mark *mark, bool in_place)
{
	struct report *report = check->report;
	size_t end = mark->end;
	while (strchr(" \t\r\n", check->questions.prose.text.at[end - 1]))
		end--;
	bool step = question->kind == QUESTION_ORDERING;
	struct diagnostic *d = report_add(report, RULE_QUESTION_OPTION_LETTER,
					  prose_span(&check->questions.prose, check->source, mark->start, end),
					  question->id.value, "this %s begins with a %s of its own",
					  step					    ? "step"
					  : question->kind == QUESTION_MATCHING ? "choice"
										    : "option",
					  mark->kind == OPTION_MARK_DIGIT ? "number" : "letter");
	report_help(report, d,
		    step ? "delete it: it gives the order away"
			 : "delete it: front-ends give each option its letter");
	if (!d || prose_inside(&check->questions.prose, mark->start) ||
	    !prose_is_plain(&check->questions.prose, check->source, mark->start, mark->end))
		return;
	/* A number may be part of the answer: 1. Rippe, the first rib. */
	if (mark->kind == OPTION_MARK_DIGIT)
		return;
	/* If the letters are not in order, an explanation may refer to them. */
	bool sure = in_place && (mark->form == OPTION_MARK_BRACKET || !mark->lower_case_after);
	report_edit(report, d, sure ? FIX_SAFE : FIX_UNSAFE,
		    prose_span(&check->questions.prose, check->source, mark->start, mark->end), STR(""));
}

void check_option_marks(struct lesson_check *check, const struct question *question)
{
	if (!report_wants(check->report, RULE_QUESTION_OPTION_LETTER) || !question->options ||
	    option_mark(check, question->options).form == OPTION_MARK_NONE)
		return;
	size_t number = 0, in_place = 0, marked = 0, species = 0;
	bool about_organisms = asks_for_organism(check, question);
	struct option_mark first = { .form = OPTION_MARK_NONE };
	for (const struct option *o = question->options; o; o = o->next, number++) {
		struct option_mark mark = option_mark(check, o);
		if (marked == 0)
			first = mark;
		/* Unless all options have the same form, they are something else: species, enantiomers, vitamins. */
		if (mark.form == OPTION_MARK_NONE || mark.form != first.form || mark.kind != first.kind)
			return;
		marked++;
		in_place += mark.number == number;
		species += is_species(prose_view(&check->questions.prose), &mark, about_organisms);
	}
	/* Outside English, a number with a full stop is often an ordinal. */
	bool ordinal = first.kind == OPTION_MARK_DIGIT && first.form == OPTION_MARK_STOP &&
		       !question_is_english(question);
	if (marked < 2 || ordinal || species == marked || (in_place < marked && first.form == OPTION_MARK_STOP))
		return;
	for (const struct option *o = question->options; o; o = o->next) {
		struct option_mark mark = option_mark(check, o);
		add_finding(check, question, &mark, in_place == marked);
	}
}
