/* Questions that are equal except for a verb: "Which nerve supplies", "Which nerve controls the deltoid?" */
#include "check/duplicate/contrast_side.h"

static bool ends(struct str word, const char *end)
{
	size_t len = strlen(end);
	return word.len > len + 1 && memcmp(word.at + word.len - len, end, len) == 0;
}

/* Whether the word is a verb, by the words before it: "which nerve supplies", "is injured", "can treat". */
static bool is_verb(const struct contrast *contrast, struct word_run run, uint32_t at)
{
	static const char *const asks[] = { "which", "what", NULL };
	static const char *const be[] = { "is", "are", "was", "were", "be", "been", NULL };
	static const char *const helps[] = { "to",   "can",  "could", "should", "must", "may",	"might",
					     "will", "would", "does",  "do",	 "did",	 NULL };
	struct str word = written_at(contrast, run, at);
	if (at == 0)
		return false;
	struct str before = written_at(contrast, run, at - 1);
	/* "Used to treat pain", not "given to infants". */
	if (is_listed(before, helps))
		return !ends(word, "s") && at + 1 < run.count;
	if (is_listed(before, be))
		return ends(word, "ed") || ends(word, "en");
	/* Third person, after a noun in the singular: "which drug reverses the". */
	return at >= 2 && at <= 4 && is_listed(written_at(contrast, run, 0), asks) && ends(word, "s") && !ends(word, "ss") &&
	       !ends(before, "s") && at + 1 < run.count;
}

bool contrast_only_verb(const struct contrast *contrast, struct word_run a, struct word_run b)
{
	uint32_t other = UINT32_MAX;
	if (a.count != b.count)
		return false;
	for (uint32_t i = 0; i < a.count; i++) {
		if (a.words[i] == b.words[i])
			continue;
		if (other != UINT32_MAX)
			return false;
		other = i;
	}
	if (other == UINT32_MAX || !is_verb(contrast, a, other) || !is_verb(contrast, b, other))
		return false;
	/* "Raises" and "lowers" decide. */
	uint32_t one = contrast->concepts->of_word[a.words[other]], two = contrast->concepts->of_word[b.words[other]];
	return (one == NO_CONCEPT || class_of(contrast, one) < WORD_DECIDES) &&
	       (two == NO_CONCEPT || class_of(contrast, two) < WORD_DECIDES);
}
