/* Reports languages that rules about words do not support. */
#include "check/run/checker.h"

#include "base/ascii.h"
#include "lesson/language.h"

void checker_note_language(struct checker *checker, struct str tag)
{
	if (tag.len < 2 || (tag.len > 2 && tag.at[2] != '-') || language_is_english(tag))
		return;
	char first = ascii_lower(tag.at[0]), second = ascii_lower(tag.at[1]);
	if (ascii_is_lower(first) && ascii_is_lower(second))
		atomic_fetch_add(&checker->languages[first - 'a'][second - 'a'], 1);
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
	struct buf list;
	unsigned total = 0;
	if (!judges_words(checker))
		return;
	buf_init(&list, BUF_CAP);
	for (int first = 0; first < 26; first++) {
		for (int second = 0; second < 26; second++) {
			unsigned count = atomic_load(&checker->languages[first][second]);
			if (count > 0)
				buf_format(&list, "%s%c%c %u", total ? ", " : "", 'a' + first, 'a' + second, count);
			total += count;
		}
	}
	if (total > 0)
		buf_format(out,
			   "most rules about words know English only; %u lesson%s in other languages %s checked "
			   "without them (%s)",
			   total, total == 1 ? "" : "s", total == 1 ? "was" : "were", buf_cstr(&list));
	buf_release(&list);
}
