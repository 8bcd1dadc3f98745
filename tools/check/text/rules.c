#include "base/ascii.h"
#include "check/medical/medical.h"
#include "check/spelling/spelling.h"
#include "check/text/parts.h"

#include "check/text/run.h"
#include "lesson/markup.h"

struct text_walk {
	struct lesson_check *check;
	struct text_open_quote quote;
	struct text_abbreviations abbreviations;
	struct text_spelling spelling;
	bool spells; /* whether text/mixed-spelling is on */
	struct text_medicines medicines;
	bool names; /* whether medical/two-names is on */
	struct text_references references;
	bool refers; /* whether text/dangling-reference is on */
	bool shortens; /* whether text/unexplained-abbreviation is on */
	struct medical medical;
	bool doses; /* whether medical_run applies any rule that is on */
};

/* Analyses the text in check->texts.prose; false if memory ran out. */
static bool take_run(struct lesson_check *check, struct text_run *run)
{
	text_run_take(run, prose_view(&check->texts.prose), check->forms, &check->texts.text);
	check->failed = check->failed || prose_failed(&check->texts.prose);
	return !check->failed;
}

/* Checks that also apply to attributes; false if characters are garbled. */
static bool look_at_words(const struct text_run *run, struct text_walk *walk)
{
	bool garbled = text_mojibake(run);
	text_repeated_words(run);
	text_punctuation(run);
	text_placeholders(run);
	if (report_wants(run->check->report, RULE_TEXT_LOOK_ALIKE) || report_wants(run->check->report, RULE_TEXT_MISSPELLING))
		text_wrong_words(run);
	if (report_wants(run->check->report, RULE_TEXT_LOOK_ALIKE))
		text_articles(run);
	if (report_wants(run->check->report, RULE_TEXT_AGREEMENT))
		text_agreement(run);
	if (report_wants(run->check->report, RULE_TEXT_BROKEN_SENTENCE))
		text_broken_sentences(run);
	text_foreign(run);
	text_characters(run, NULL);
	text_dashes(run);
	if (walk->spells)
		text_spellings(run, &walk->spelling);
	if (walk->names)
		text_medicine_names(run, &walk->medicines);
	if (run->check->lexicon)
		text_misspelled(run);
	if (run->check->spelling)
		spelling_run(run);
	return !garbled;
}

static void look_at(void *context, const struct inline_node *text, const struct text_site *site)
{
	struct text_walk *walk = context;
	struct text_run run = { .check = walk->check, .site = site };
	prose_flatten(&walk->check->texts.prose, text);
	if (!take_run(walk->check, &run))
		return;
	if (look_at_words(&run, walk))
		text_pairs(&run, &walk->quote);
	text_lists(&run);
	if (walk->refers)
		text_references(&run, &walk->references);
	text_sentences(&run);
	if (report_wants(walk->check->report, RULE_TEXT_IMPOSSIBLE_NUMBER))
		text_numbers(&run);
	if (walk->shortens)
		text_abbreviations(&run, &walk->abbreviations);
	if (walk->doses)
		medical_run(&walk->medical, &run, text);
}

static void look_at_attribute(void *context, const struct attribute *attribute, const struct text_site *site)
{
	struct text_walk *walk = context;
	struct text_run run = { .check = walk->check, .site = site };
	prose_take_attribute(&walk->check->texts.prose, attribute, site->lang);
	if (!take_run(walk->check, &run))
		return;
	if (walk->doses)
		medical_run(&walk->medical, &run, NULL);
	if (!look_at_words(&run, walk))
		return;
	struct text_open_quote quote = { .is_open = false };
	text_pairs(&run, &quote);
	text_pairs_end(walk->check, &quote);
}

static void look_at_value(void *context, const struct attribute *value, const struct text_site *site,
			  enum raw_value kind)
{
	struct text_walk *walk = context;
	struct text_run run = { .check = walk->check, .site = site };
	prose_take_attribute(&walk->check->texts.prose, value, site->lang);
	if (take_run(walk->check, &run))
		text_characters(&run, &kind);
}

static void check_sections(struct lesson_check *check, const struct section *sections)
{
	for (const struct section *section = sections; section; section = section->next) {
		check_sections(check, section->sections);
		if (section->element.unsure || section->sections || section->blocks) /* a paragraph without a word is reported itself */
			continue;
		struct diagnostic *d = report_add(check->report, RULE_TEXT_EMPTY_SECTION, section->element.tag, STR_NONE,
						  "this section has nothing below its heading");
		report_help(check->report, d, "write the section, or delete its heading");
	}
}

void check_texts(struct lesson_check *check)
{
	bool english = language_is_english(check->lesson->lang.value);
	struct text_walk walk = {
		.check = check,
		.spelling = { .english = language_english(check->lesson->lang.value) },
		.spells = english && report_wants(check->report, RULE_TEXT_MIXED_SPELLING),
		.shortens = report_wants(check->report, RULE_TEXT_UNEXPLAINED_ABBREVIATION),
		.names = english && report_wants(check->report, RULE_MEDICAL_TWO_NAMES),
		.refers = report_wants(check->report, RULE_TEXT_DANGLING_REFERENCE),
		.doses = medical_is_wanted(check->report),
		.medical = { .check = check, .index = text_forms_medical(check->forms) },
	};
	arena_clear(&check->texts.memory);
	if (walk.refers)
		text_references_begin(check, &walk.references);
	if (check->spelling)
		spelling_begin(check);
	lesson_each_text(check->lesson, look_at, &walk);
	text_pairs_end(check, &walk.quote);
	lesson_each_attribute(check->lesson, look_at_attribute, &walk);
	lesson_each_value(check->lesson, look_at_value, &walk);
	if (walk.shortens)
		text_abbreviations_end(check, &walk.abbreviations);
	if (walk.spells)
		text_spelling_end(check, &walk.spelling);
	if (walk.names)
		text_medicine_names_end(check, &walk.medicines);
	check_sections(check, check->lesson->sections);
	text_empty(check);
	text_tables(check);
	text_list_starts(check);
}
