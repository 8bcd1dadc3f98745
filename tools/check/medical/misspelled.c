/* Words that are no names of medicines and no medical terms, but nearly. */
#include "check/text/parts.h"

static void report_misspelled(const struct text_run *run, enum rule_id rule, const struct text_word *word,
			      const struct str *meant, size_t count)
{
	struct report *report = run->check->report;
	struct str text = { run->text.at + word->start, word->end - word->start };
	struct diagnostic *d = report_add(report, rule, text_span(run, word->start, word->end), run->site->item,
					  "\"%.*s\" is one letter away from \"%.*s\"", STR_ARG(text), STR_ARG(meant[0]));
	report_help(report, d, "did you mean \"%.*s%s%.*s\"? suppress this if the word is right", STR_ARG(meant[0]),
		    count > 1 ? "\" or \"" : "", STR_ARG(count > 1 ? meant[1] : STR("")));
}

void text_misspelled(const struct text_run *run)
{
	const struct lexicon *lexicon = run->check->lexicon;
	bool medicines = report_wants(run->check->report, RULE_MEDICAL_MISSPELLED);
	bool terms = report_wants(run->check->report, RULE_MEDICAL_MISSPELLED_TERM);
	if (!(run->said & (WORD_NEAR_MEDICINE | WORD_NEAR_TERM)) || run->site->role == ROLE_SOURCE ||
	    run->site->role == ROLE_CREDIT)
		return;
	for (size_t i = 0; i < run->word_count; i++) {
		const struct text_word *word = &run->words[i];
		struct str meant[LEXICON_MEANT_MAX];
		enum rule_id rule = RULE_MEDICAL_MISSPELLED;
		size_t count = 0;
		if (medicines && word->flags & WORD_NEAR_MEDICINE)
			count = lexicon_meant(lexicon, text_word(run, i), meant);
		/* Glyceria is a grass. Titles may have capitals. */
		bool name = (word->flags & WORD_CAPITAL) && run->site->role != ROLE_TITLE;
		if (!count && terms && word->flags & WORD_NEAR_TERM && !(name && text_is_name(run, i))) {
			rule = RULE_MEDICAL_MISSPELLED_TERM;
			count = lexicon_meant_term(lexicon, text_word(run, i), meant);
		}
		if (count && language_is_english(prose_lang(&run->check->texts.prose, word->start)) &&
		    !text_is_inside(run, word->start, word->end, INLINE_CODE))
			report_misspelled(run, rule, word, meant, count);
	}
}
