#include "check/text_parts.h"

#include "check/text_run.h"

struct walk {
	struct lesson_check *check;
	struct text_open_quote quote;
	struct text_abbreviations abbreviations;
	struct text_spelling spelling;
	bool spells; /* whether text/mixed-spelling is on */
	bool shortens; /* the same for text/unexplained-abbreviation */
};

static void look_at(void *context, const struct inline_node *text, const struct text_site *site)
{
	struct walk *walk = context;
	struct lesson_check *check = walk->check;
	struct text_run run = { .check = check, .site = site };
	prose_flatten(&check->prose, text);
	text_run_take(&run, prose_view(&check->prose), &check->text);
	if (prose_failed(&check->prose) || buf_failed(&check->text)) {
		check->failed = true;
		return;
	}
	text_repeated_words(&run);
	text_placeholders(&run);
	text_pairs(&run, &walk->quote);
	text_characters(&run);
	text_dashes(&run);
	text_sentences(&run);
	if (walk->shortens)
		text_abbreviations(&run, &walk->abbreviations);
	if (walk->spells)
		text_spellings(&run, &walk->spelling);
}

/* Whether the section holds text outside its blocks, where it can't stand: that is told, and it is not empty. */
static bool has_stray_text(const struct lesson_check *check, const struct section *section)
{
	struct str bytes = check->source->bytes;
	bool in_tag = false;
	size_t end = section->element.span.end < bytes.len ? section->element.span.end : bytes.len;
	for (size_t i = section->title ? section->title->element.span.end : end; i < end; i++) {
		in_tag = in_tag || bytes.at[i] == '<';
		if (!in_tag && !text_is_space(bytes.at[i]))
			return true;
		in_tag = in_tag && bytes.at[i] != '>';
	}
	return false;
}

/* A paragraph without a word is told as that. */
static bool is_empty(const struct lesson_check *check, const struct section *section)
{
	return !section->sections && !section->blocks && !has_stray_text(check, section);
}

static void check_sections(struct lesson_check *check, const struct section *sections)
{
	for (const struct section *section = sections; section; section = section->next) {
		check_sections(check, section->sections);
		if (section->element.implied || !is_empty(check, section))
			continue;
		struct diagnostic *d = report_add(check->report, RULE_TEXT_EMPTY_SECTION, section->element.tag, STR_NONE,
						  "this section has nothing below its heading");
		report_help(check->report, d, "write the section, or take its heading out");
	}
}

void check_texts(struct lesson_check *check)
{
	struct walk walk;
	walk.check = check;
	walk.quote.is_open = false;
	walk.abbreviations.first = NULL;
	walk.spells = report_wants(check->report, RULE_TEXT_MIXED_SPELLING) && text_language_is(check->lesson, "en");
	walk.shortens = report_wants(check->report, RULE_TEXT_UNEXPLAINED_ABBREVIATION);
	if (walk.spells)
		text_spelling_begin(&walk.spelling);
	if (walk.shortens)
		arena_clear(&check->memory);
	lesson_each_text(check->lesson, look_at, &walk);
	text_pairs_end(check, &walk.quote);
	if (walk.shortens)
		text_abbreviations_end(check, &walk.abbreviations);
	if (walk.spells)
		text_spelling_end(check, &walk.spelling);
	check_sections(check, check->lesson->sections);
	text_empty(check);
}
