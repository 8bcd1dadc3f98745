#include "base/ascii.h"
#include "base/utf8.h"
#include "check/medical/medical.h"
#include "check/core/phrase.h"
#include "check/text/parts.h"
#include "lesson/language.h"
#include "lesson/template.h"

enum { SHOWN = 60 }; /* bytes of it in the message */

static void add_finding(const struct text_run *run, size_t start, size_t end)
{
	struct report *report = run->check->report;
	if (text_is_inside(run, start, end, INLINE_CODE))
		return;
	bool long_one = end - start > SHOWN;
	struct str shown = { run->text.at + start, long_one ? SHOWN : end - start };
	shown.len = utf8_valid_prefix(shown);
	struct diagnostic *d = report_add(report, RULE_TEXT_PLACEHOLDER, text_span(run, start, end), run->site->item,
					  "unfinished text: \"%.*s%s\"", STR_ARG(shown), long_one ? "…" : "");
	report_help(report, d, "write the text, or delete it");
}

/* Without a full stop, and the brackets around it. */
static struct str strip(struct str text)
{
	while (text.len && strchr(".!)]>", text.at[text.len - 1]))
		text.len--;
	while (text.len && strchr("([<", text.at[0]))
		text = phrase_after(text, 1);
	return str_trim(text);
}

/* Texts that are placeholders as a whole, of satchel-new and of forms. */
static const char *const templates[] = { TEMPLATE_TEXTS, NULL };
static const char *const fields[] = { "insert text here", "insert image here", "text here", "type here", "type text here",
					     "enter text here", "enter text", "image here", "picture here", "figure here",
					     "click to edit", "click to add text", "click to add title", "coming soon",
					     "under construction", "placeholder", "to be written", "to be added", "to be confirmed",
					     "to be completed", "to follow", "details to follow", "text to follow",
					     "more to follow", "to be announced", "text missing", NULL };

/* "Option 3", "Answer B", as programs name options until somebody writes them. */
static const char *const option_nouns[] = { "option", "answer", "choice", "distractor", "response", "alternative", "answer option",
					    "answer choice", NULL };

static bool is_numbered(struct str text)
{
	struct str rest = text;
	return phrase_take(&rest, option_nouns) &&
	       (!rest.len || (rest.len <= 2 && ascii_is_digit(rest.at[0])) ||
		(rest.len == 1 && ascii_is_upper(rest.at[0])));
}

static bool find_whole(const struct text_run *run)
{
	enum { LONGEST = 100 };
	if (!run->word_count || !(run->words[0].flags & WORD_BEGINS))
		return false;
	struct str text = str_trim(run->text);
	if (text.len < LONGEST && text.len > 0 && text_word_in(strip(text), fields)) {
		add_finding(run, (size_t)(text.at - run->text.at), (size_t)(text.at - run->text.at) + text.len);
		return true;
	}
	if (run->site->role == ROLE_OPTION && is_numbered(text)) {
		add_finding(run, (size_t)(text.at - run->text.at), (size_t)(text.at - run->text.at) + text.len);
		return true;
	}
	for (size_t i = 0; text.len < LONGEST && templates[i]; i++)
		if (str_is(text, templates[i])) {
			size_t start = (size_t)(text.at - run->text.at);
			add_finding(run, start, start + text.len);
			return true;
		}
	return false;
}

/* XX and XXX are also karyotypes (46,XX) and Roman numerals (factor XXX). */
static bool means_itself(const struct text_run *run, size_t i)
{
	static const char *const stems[] = { "chromosom", "karyotyp", "trisom", "triple",  "aneuploid", "genotyp",
					     "syndrom",	  "turner",   "xxy",	"xyy",	   "female",	"male",
					     "monosom",	  "mosai",    "gonad",	"46",	   "47",	"45",
					     "barr",	  "xo",
					     NULL };
	static const char *const before[] = { "factor", "type", "chapter", "part", "volume", "class", NULL };
	size_t start = run->words[i].start;
	if (i > 0 && text_word_in(text_word(run, i - 1), before))
		return true;
	if (start > 0 && (run->text.at[start - 1] == ',' || run->text.at[start - 1] == '/'))
		return true;
	for (size_t other = 0; other < run->word_count; other++) {
		struct str word = text_word(run, other);
		for (const char *const *stem = stems; *stem; stem++)
			if (word.len >= strlen(*stem) && text_word_is((struct str){ word.at, strlen(*stem) }, *stem))
				return true;
	}
	return false;
}

bool text_is_row_of_x(struct str word)
{
	for (size_t i = 0; i < word.len; i++)
		if ((word.at[i] | 32) != 'x')
			return false;
	return word.len > 1;
}

/* Whether the word takes the place of a number, because a unit follows or "page" precedes; elsewhere XX is a pair of
 * chromosomes or a Roman numeral. */
static bool is_in_place_of_number(const struct text_run *run, size_t i)
{
	static const char *const units[] = { "hour",   "hours",	 "day",	    "days",    "week",	  "weeks",
					     "month",  "months", "minute",  "minutes", "min",	  "year",
					     "years",  "times",	 "percent", "per",     "stunden", "tage",
					     "wochen", "heures", "jours",   "horas",   NULL };
	static const char *const pages[] = { "p", "pp", "page", "pages", "s", "seite", NULL };
	struct dose_unit unit;
	struct str rest = phrase_after(run->text, run->words[i].end);
	if (medical_unit_after(run->text, run->words[i].end, &unit) || str_starts(rest, "%") || str_starts(rest, " %"))
		return true;
	if (i + 1 < run->word_count && text_word_in(text_word(run, i + 1), units))
		return true;
	return i > 0 && text_word_in(text_word(run, i - 1), pages);
}

/* "Xx to xx", "xx-xx". */
static bool is_in_range(const struct text_run *run, size_t i)
{
	size_t to = i + 1 < run->word_count && text_word_is(text_word(run, i + 1), "to") ? i + 2 : i + 1;
	size_t from = i > 0 && text_word_is(text_word(run, i - 1), "to") ? i - 2 : i - 1;
	return (to < run->word_count && text_is_row_of_x(text_word(run, to))) ||
	       (from < i && text_is_row_of_x(text_word(run, from)));
}

/* Whether the word is said of something to come: "the dose is TBC.", "Dose: TBC", "the interval (TBC) is", "the rate TBC by
 * the ward"; not "TBC is common". */
static bool is_said_of_something(const struct text_run *run, size_t i)
{
	static const char *const things[] = {
		"is",	  "are",   "remains",	"remain",   "still",  "be",	"date",	   "dates",   "dose",	  "doses",   "title",
		"name",	  "source", "reference", "figure",  "table",  "number", "value",   "time",    "times",	  "interval", "level",
		"range",  "author", "route",	 "rate",    "volume", "target", "threshold", "limit",  "details", "page",    "duration",
		"frequency", "cut-off", "strength", "wording", "link", "address", "contact", NULL,
	};
	static const char *const later[] = { "per",  "each",  "mg",	 "ml",	  "mmol", "units", "by",   "until", "pending", "once",  "when", "after", "before", "following",
					     "with", "and",   "but",	 "or",	  "then", NULL };
	size_t start = run->words[i].start, end = run->words[i].end;
	if (!language_is_english(prose_lang(&run->check->texts.prose, start)))
		return false;
	char before = start > 0 ? run->text.at[start - 1] : ' ', after = end < run->text.len ? run->text.at[end] : ' ';
	if ((before == '(' && after == ')') || (before == '[' && after == ']'))
		return i > 0 && text_word_in(text_word(run, i - 1), things);
	bool ends = end == run->text.len || strchr(".;:,)!?", after) ||
		    (i + 1 < run->word_count && text_word_in(text_word(run, i + 1), later));
	return ends && (i == 0 || text_word_in(text_word(run, i - 1), things) || run->text.at[run->words[i - 1].end] == ':');
}

static bool is_placeholder(const struct text_run *run, size_t i)
{
	struct str word = text_word(run, i);
	bool capital = (run->words[i].flags & WORD_CAPITAL) != 0;
	if (text_is_row_of_x(word)) {
		/* In Latin, XX is twenty. */
		if (capital && language_is(prose_lang(&run->check->texts.prose, run->words[i].start), "la"))
			return false;
		if (word.len == 2)
			return is_in_place_of_number(run, i) || (!capital && is_in_range(run, i) && !means_itself(run, i));
		return word.len > 3 || is_in_place_of_number(run, i) || !means_itself(run, i);
	}
	if (str_is(word, "TBD") || str_is(word, "FIXME"))
		return true;
	/* TBC is also tuberculosis. */
	if (text_word_is(word, "tbc") || text_word_is(word, "tbd"))
		return is_said_of_something(run, i);
	/* In Spanish and Portuguese it is a word, and titles may be in capitals. */
	return str_is(word, "TODO") &&
	       !language_is_any(prose_lang(&run->check->texts.prose, run->words[i].start), " es pt ");
}

/* Phrases that announce a missing text. */
static const char *const phrases[] = {
	"lorem ipsum", "dolor sit amet", "text goes here", "your text here", "click here to enter text",
	"click or tap here to enter text", "click here to enlarge", "click to enlarge", "to be completed later", "still to be written",
	"insert figure", "insert table", "insert image", "insert picture", "insert photo", "insert reference", "insert citation",
	"add figure here", "add reference here", "add picture here", NULL,
};

/* Authors' notes in brackets: (check this!), [insert dose here]. Parentheses may address readers, so only phrases count
 * that nobody says to them. */
static bool is_note(struct str inside, bool is_round)
{
	static const char *const anywhere[] = { "check this",	   "please check the", "check with author", "check dose",      "check reference",
						"insert dose",	   "insert figure", "insert reference", "insert citation",
						"citation needed", "source needed", "reference needed", NULL };
	static const char *const square[] = { "insert",	 "fill in", "author note", "note to",	      "add",	    "check",	 "verify",
					      "bitte",	 "einf\xc3\xbcgen",  "ins\xc3\xa9rer", "insertar", "inserir",
					      "inserire", "\xc3\xa0 compl\xc3\xa9ter", "completar", "da completare", "invoegen",
					      "to be completed", NULL };
	static const char *const whole[] = { "ref", "ref?", "source?", "check!", "check?", "please check", "please check!", "dose?", "page?",
					     "todo", "tbd", NULL };
	static const char *const whole_square[] = { "reference", "?", "??", "placeholder", "name", "date", "xx", "tbc", "cite", "citation", NULL };
	return phrase_starts_any(inside, anywhere) || text_word_in(inside, whole) ||
	       (!is_round && (phrase_starts_any(inside, square) || text_word_in(inside, whole_square)));
}

static void find_notes(const struct text_run *run)
{
	enum { LONGEST = 80 };
	size_t done = 0;
	for (size_t sign = 0; sign < run->sign_count; sign++) {
		size_t i = run->signs[sign];
		bool is_round = run->text.at[i] == '(';
		if (i < done || (!is_round && run->text.at[i] != '['))
			continue;
		struct str rest = phrase_after(run->text, i + 1);
		const char *close = memchr(rest.at, is_round ? ')' : ']', rest.len < LONGEST ? rest.len : LONGEST);
		struct str inside = { rest.at, close ? (size_t)(close - rest.at) : 0 };
		if (inside.len && is_note(inside, is_round)) {
			done = i + inside.len + 2;
			add_finding(run, i, done);
		}
	}
}

/* ??? alone, and ?? in place of a number; after a word it expresses surprise. */
static void find_queries(const struct text_run *run)
{
	for (size_t i = 0; i + 1 < run->text.len; i++) {
		const char *at = memchr(run->text.at + i, '?', run->text.len - i);
		if (!at)
			return;
		i = (size_t)(at - run->text.at);
		size_t end = i;
		while (end < run->text.len && run->text.at[end] == '?')
			end++;
		char before = i > 0 ? run->text.at[i - 1] : ' ', after = end < run->text.len ? run->text.at[end] : ' ';
		bool alone = (ascii_is_space(before) || before == '(') &&
			     !ascii_is_alphanumeric(after);
		if (alone && end - i >= 2)
			add_finding(run, i, end);
		i = end;
	}
}

/* Whether learners fill the gap: it has a number, (1) ___, or the stem or front is a sentence to complete. */
static bool is_exercise(const struct text_run *run, size_t gap)
{
	enum text_role role = run->site->role;
	if (role == ROLE_STEM || role == ROLE_FRONT)
		return !memchr(run->text.at, '?', run->text.len);
	struct str before = str_trim((struct str){ run->text.at, gap });
	return role == ROLE_VIGNETTE && before.len > 1 && before.at[before.len - 1] == ')' &&
	       ascii_is_digit(before.at[before.len - 2]);
}

/* A gap in place of a dose, ___ mg or ... mg; other gaps are exercises. */
static void find_gaps(const struct text_run *run)
{
	size_t end = 0;
	for (size_t sign = 0; sign < run->sign_count; sign++) {
		size_t i = run->signs[sign];
		struct dose_unit unit;
		if (i < end)
			continue;
		for (end = i; end < run->text.len && run->text.at[end] == run->text.at[i];)
			end++;
		size_t least = run->text.at[i] == '_' ? 2 : run->text.at[i] == '.' ? 3 : SIZE_MAX;
		if (end - i >= least && medical_unit_after(run->text, end, &unit) && !is_exercise(run, i))
			add_finding(run, i, end);
	}
}

void text_list_placeholders(struct text_forms *forms)
{
	static const char *const names[] = { "tbd", "fixme", "tbc", "todo", NULL };
	text_forms_add_all(forms, names, WORD_UNFINISHED);
	text_forms_add_all(forms, phrases, WORD_UNFINISHED);
	text_forms_add_all(forms, templates, WORD_BEGINS);
	text_forms_add_all(forms, fields, WORD_BEGINS);
	text_forms_add_all(forms, option_nouns, WORD_BEGINS);
}

void text_placeholders(const struct text_run *run)
{
	if (!report_wants(run->check->report, RULE_TEXT_PLACEHOLDER) || find_whole(run))
		return;
	for (size_t i = 0; (run->said & WORD_UNFINISHED) && i < run->word_count; i++) {
		const struct text_word *word = &run->words[i];
		if (!(word->flags & WORD_UNFINISHED))
			continue;
		size_t len = is_placeholder(run, i)
				     ? word->end - word->start
				     : phrase_starts_any(phrase_after(run->text, word->start), phrases);
		if (len)
			add_finding(run, word->start, word->start + len);
	}
	if (run->has & RUN_PAIRS)
		find_notes(run);
	if (run->has & RUN_QUERIES)
		find_queries(run);
	if (run->has & RUN_GAPS)
		find_gaps(run);
}
