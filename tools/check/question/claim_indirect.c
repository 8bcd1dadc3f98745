/* Verdicts that do not follow their mention at once, or that only point back. */
#include "check/core/phrase.h"
#include "check/question/claims.h"

/* Moves text past ", the first one," or "(the first one)". */
static bool skip_apposition(struct str *text)
{
	enum { MOST = 100 };
	bool bracket = str_starts(*text, "("), comma = str_starts(*text, ",");
	if (!bracket && !comma)
		return false;
	size_t end = 1;
	while (end < text->len && end < MOST && !strchr(bracket ? ")" : ",.;:!?", text->at[end]))
		end++;
	if (end == text->len || text->at[end] != (bracket ? ')' : ','))
		return false;
	*text = str_trim(phrase_after(*text, end + 1));
	return true;
}

/* "Is", "does not", with nothing after it: VERDICT_RIGHT if it affirms. */
static enum verdict read_auxiliary(struct str *rest)
{
	static const char *const is_not[] = { "is not", "isn't", "isn’t", "are not", "aren't", "aren’t", NULL }, *const is[] = {
		"is", "are", NULL
	};
	struct str said = *rest;
	bool denied = phrase_take(&said, is_not);
	if ((!denied && !phrase_take(&said, is)) || (said.len && !strchr(".!", said.at[0])))
		return VERDICT_NONE;
	*rest = said;
	return denied ? VERDICT_WRONG : VERDICT_RIGHT;
}

enum verdict claim_indirect(const struct claim_reading *reading, size_t start, struct str *rest, enum claim_kind *kind)
{
	static const char *const predicates[] = { "correct", "right", "the answer", "the correct answer", "the right answer",
						  "the correct one", "the right one", NULL };
	static const char *const joints[] = { "but", "and", "while", "whereas", "though", NULL };
	struct str said = *rest;
	bool answer;
	*kind = CLAIM_VERDICT;
	if (skip_apposition(&said)) {
		enum verdict verdict = verdict_predicate(&said, &answer);
		*kind = answer ? CLAIM_ANSWER : CLAIM_VERDICT;
		*rest = verdict != VERDICT_NONE ? said : *rest;
		return verdict;
	}
	struct str before = str_trim((struct str){ reading->text.at, start });
	size_t joint = phrase_ends_any(before, joints);
	before = str_trim((struct str){ before.at, joint });
	while (before.len && strchr(".,;", before.at[before.len - 1]))
		before = str_trim((struct str){ before.at, before.len - 1 });
	return phrase_ends_any(before, predicates) < before.len ? read_auxiliary(rest) : VERDICT_NONE;
}
