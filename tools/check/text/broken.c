/* Sentences that were changed by halves: one breaks off, another begins amid the previous one, or with a small letter. */
#include "base/ascii.h"
#include "check/text/parts.h"
#include "lesson/abbreviation.h"
#include "lesson/language.h"
#include "lesson/markup.h"

/* What must be followed by something. "a" may be a letter, and "of" may end a relative clause. */
static const char *const leading[] = { "and", "or",	"but",	    "nor",   "the",  "an",     "because", "although",
				       "whereas", "than", "whilst", "unless", "their", "whose", "every",   NULL };
static const char *const leading_german[] = { "und",   "oder", "sondern", "weil", "dass", "damit", "der",
					      "die",   "des",  "dem",	  "den",  "eine", "einer", "einem",
					      "einen", "zum",  "zur",	  "vom",  "beim", NULL };
/* What has a small letter within a sentence, whatever it is about. */
static const char *const beginning[] = { "the",	 "an",	 "this",    "these", "those", "they", "there", "when",
					 "because", "and", "but",    "which", "its",   "with",	NULL };

void text_list_broken(struct text_forms *forms)
{
	text_forms_add_all(forms, leading, WORD_JOINS);
	text_forms_add_all(forms, leading_german, WORD_JOINS);
	text_forms_add_all(forms, beginning, WORD_JOINS);
}

static bool is_lower_word(const struct text_run *run, size_t i)
{
	const struct text_word *word = &run->words[i];
	return ascii_is_lower(run->text.at[word->start]) && word->end - word->start > 1 &&
	       !(word->flags & (WORD_DIGITS | WORD_HIGH));
}

/* Whether word i is that of a title or a quotation, of code, or of another language. */
static bool is_quoted(const struct text_run *run, size_t i)
{
	const enum inline_kind kinds[] = { INLINE_CODE, INLINE_EM, INLINE_LINK, INLINE_TERM };
	const struct text_word *word = &run->words[i];
	for (size_t k = 0; k < sizeof(kinds) / sizeof(*kinds); k++)
		if (text_is_inside(run, word->start, word->end, kinds[k]))
			return true;
	return text_is_foreign(run, i);
}

static struct str lang_of(const struct text_run *run, size_t i)
{
	return prose_lang(&run->check->texts.prose, run->words[i].start);
}

/* Whether something must follow word i in its language. */
static bool leads(const struct text_run *run, size_t i)
{
	static const char *const whole[] = { "anything", "everything", "nothing", "all", NULL };
	struct str word = text_word(run, i), lang = lang_of(run, i);
	if (text_word_is(word, "but") && text_word_in(text_word(run, i - 1), whole))
		return false; /* "the pain is anything but." */
	return language_is_english(lang) ? text_word_in(word, leading)
					 : language_is(lang, "de") && text_word_in(word, leading_german);
}

/* Whether a list, a table, a figure or the like follows the text in the file: "They include the", and a list. */
static bool leads_to_block(const struct text_run *run, size_t last)
{
	static const char *const blocks[] = { "list", "table", "figure", "math", "audio", "video", "callout", NULL };
	struct markup_scan scan = { .bytes = run->check->source->bytes };
	struct markup markup = { .end = text_span(run, run->words[last].start, run->words[last].end).end };
	while (markup_next(&scan, markup.end, &markup))
		if (markup.kind != MARKUP_END && markup.kind != MARKUP_COMMENT)
			return markup.kind != MARKUP_START || text_word_in(markup.name, blocks);
	return false;
}

static bool may_break_off(const struct text_run *run)
{
	switch (run->site->role) {
	case ROLE_SUMMARY:
	case ROLE_PARAGRAPH:
	case ROLE_CALLOUT:
	case ROLE_TAKEAWAY:
	case ROLE_FEEDBACK:
	case ROLE_EXPLANATION:
	case ROLE_BACK:
	case ROLE_EXTRA:
	case ROLE_DEFINITION: return true;
	default: return false;
	}
}

/* "The signs are bruising of the ear and", at the last word, or "is due to the. It", at word i */
static void judge_end(const struct text_run *run, size_t i)
{
	size_t end = run->words[i].end;
	bool last = i + 1 == run->word_count;
	while (last && end < run->text.len && (ascii_is_space(run->text.at[end]) || strchr(".,;", run->text.at[end])))
		end++;
	if ((last && end < run->text.len) || i == 0 || !is_lower_word(run, i) || !leads(run, i) ||
	    run->text.at[run->words[i].start - 1] != ' ' || !may_break_off(run) || is_quoted(run, i) ||
	    (last && leads_to_block(run, i)))
		return;
	struct report *report = run->check->report;
	struct str word = text_word(run, i);
	struct diagnostic *d =
		report_add(report, RULE_TEXT_BROKEN_SENTENCE, text_span(run, run->words[i].start, run->words[i].end),
			   run->site->item, "the text breaks off after \"%.*s\"", STR_ARG(word));
	report_help(report, d, "finish the sentence, or delete \"%.*s\"", STR_ARG(word));
}

/* "had spread to the liver and The surgeon", at word i */
static void judge_capital(const struct text_run *run, size_t i)
{
	static const char *const names[] = { "chapter", "section", "lesson", "article", "book", "study", "title", "paper", "named",
					     "called", "entitled", "titled", "film", "journal", "magazine", "question", NULL };
	/* After results without a full stop: "D-dimer high Which test comes next?" */
	static const char *const asking[] = { "which", "when", NULL };
	if (!language_is_english(lang_of(run, i)) || !text_words_join(run, i - 1) || !text_words_join(run, i) ||
	    !is_lower_word(run, i - 1) || !is_lower_word(run, i + 1) || text_word_in(text_word(run, i), asking) ||
	    text_word_in(text_word(run, i - 1), names) || is_quoted(run, i))
		return;
	struct report *report = run->check->report;
	struct str word = text_word(run, i);
	struct diagnostic *d = report_add(report, RULE_TEXT_BROKEN_SENTENCE,
					  text_span(run, run->words[i].start, run->words[i].end), run->site->item,
					  "\"%.*s\" begins a sentence before the last one has ended", STR_ARG(word));
	report_help(report, d, "write %c%.*s, or a full stop before it", ascii_lower(word.at[0]), (int)word.len - 1, word.at + 1);
}

/* "The tumour had spread. and the surgeon", at word i */
static void judge_small(const struct text_run *run, size_t i)
{
	enum { ABBREVIATION_MAX = 4 };
	const struct text_word *word = &run->words[i], *before = word - 1;
	if (!language_is_english(lang_of(run, i)) || word->start != before->end + 2 ||
	    run->text.at[before->end] != '.' || !is_lower_word(run, i - 1) ||
	    before->end - before->start <= ABBREVIATION_MAX ||
	    (before->start > 0 && run->text.at[before->start - 1] != ' ') ||
	    !text_word_in(text_word(run, i), beginning) ||
	    full_stop_after(text_word(run, i - 1), lang_of(run, i)) != FULL_STOP_ENDS || is_quoted(run, i))
		return;
	struct report *report = run->check->report;
	struct str text = text_word(run, i);
	struct diagnostic *d = report_add(report, RULE_TEXT_BROKEN_SENTENCE, text_span(run, word->start, word->end),
					  run->site->item, "a sentence begins with a small letter");
	report_help(report, d, "write %c%.*s, or delete the full stop before it", ascii_upper(text.at[0]), (int)text.len - 1,
		    text.at + 1);
}

void text_broken_sentences(const struct text_run *run)
{
	if (!(run->said & WORD_JOINS) || run->site->role == ROLE_SOURCE || run->site->role == ROLE_CREDIT ||
	    run->site->role == ROLE_TITLE || run->site->role == ROLE_CELL || run->site->role == ROLE_TERM)
		return;
	for (size_t i = 1; i + 1 < run->word_count; i++) {
		const unsigned flags = run->words[i].flags & (WORD_JOINS | WORD_CAPITAL | WORD_CAPITALS);
		size_t end = run->words[i].end;
		if (flags == (WORD_JOINS | WORD_CAPITAL))
			judge_capital(run, i);
		else if (flags == WORD_JOINS && run->text.at[run->words[i - 1].end] == '.')
			judge_small(run, i);
		else if (flags == WORD_JOINS && run->text.at[end] == '.' && run->words[i + 1].start == end + 2 &&
			 run->words[i + 1].flags & WORD_CAPITAL)
			judge_end(run, i);
	}
	if (run->words[run->word_count - 1].flags & WORD_JOINS)
		judge_end(run, run->word_count - 1);
}
