/* Reports languages that rules about words do not support. */
#include "check/run/checker.h"

#include "lesson/language.h"

void checker_note_language(struct checker *checker, struct str tag)
{
	char code[2];
	if (tag.len < 2 || (tag.len > 2 && tag.at[2] != '-') || language_is_english(tag))
		return;
	for (size_t i = 0; i < 2; i++) {
		code[i] = (char)(tag.at[i] | 0x20);
		if (code[i] < 'a' || code[i] > 'z')
			return;
	}
	atomic_fetch_or(&checker->languages[code[0] - 'a'], 1u << (code[1] - 'a'));
}

/* Whether a rule that judges English words is on. */
static bool judges_words(const struct checker *checker)
{
	static const enum rule_id rules[] = { RULE_QUESTION_NEGATIVE_STEM, RULE_QUESTION_NONE_OF_THE_ABOVE,
					      RULE_QUESTION_ABSOLUTE_TERM, RULE_CARD_YES_NO,
					      RULE_MEDICAL_DO_NOT_USE,	   RULE_MEDICAL_ERROR_PRONE };
	bool on = checker->config.spelling && checker->settings.severity[RULE_TEXT_SPELLING] != SEVERITY_OFF;
	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]) && !on; i++)
		on = checker->settings.severity[rules[i]] != SEVERITY_OFF;
	return on;
}

void checker_languages(const struct checker *checker, struct buf *out)
{
	const char *before = "the rules that judge words know English only; they check only the English parts of lessons in ";
	if (!judges_words(checker))
		return;
	bool any = false;
	for (int first = 0; first < 26; first++) {
		unsigned seconds = atomic_load(&checker->languages[first]);
		for (int second = 0; second < 26; second++) {
			if (!(seconds >> second & 1))
				continue;
			buf_format(out, "%s%c%c", any ? ", " : before, 'a' + first, 'a' + second);
			any = true;
		}
	}
}
