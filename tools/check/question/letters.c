#include "check/core/phrase.h"
#include "check/question/parts.h"

/* What a sentence says of an option by its letter or number. */
struct claim {
	size_t start, end; /* in the text */
	size_t number;	   /* of the option, from 0 */
	bool right;
};

static bool claims_verdict(struct str after, size_t *len, bool *right)
{
	static const char *const good[] = { "is correct",
					    "is the correct",
					    "is right",
					    "is the right",
					    "is the best",
					    "is the answer",
					    "is therefore correct",
					    "is therefore the correct",
					    NULL };
	static const char *const bad[] = { "is incorrect",	 "is wrong",
					   "is not correct",	 "is not right",
					   "is not the correct", "is therefore incorrect",
					   "is therefore wrong", NULL };
	*right = true;
	*len = phrase_starts_any(after, good);
	if (*len)
		return true;
	*right = false;
	*len = phrase_starts_any(after, bad);
	return *len > 0;
}

static bool ends_statement(struct str after)
{
	static const char *const because[] = { "because", "since", "as", NULL };
	struct str rest = phrase_trim(after);
	return !rest.len || (after.at == rest.at && strchr(".,;:!", rest.at[0])) || phrase_starts_any(rest, because);
}

/* "Option B is correct", "B is the correct answer.", "The answer is B." with B at offset. */
static bool claim_at(struct str text, size_t offset, struct claim *claim)
{
	static const char *const nouns[] = { "option", "answer", "choice", NULL };
	static const char *const is[] = {
		"the answer is",   "correct answer is", "right answer is", "best answer is", "correct option is",
		"right option is", "correct choice is", "correct answer:", "the answer:",    NULL
	};
	static const char *const opening[] = { "answer is", "answer:", "correct:", "key:", NULL };
	char c = text.at[offset];
	bool digit = c >= '0' && c <= '9', named = false;
	struct str before = { text.at, offset };
	while (before.len && strchr("( \n\t\r", before.at[before.len - 1]))
		before.len--;
	struct str after = phrase_behind(text, offset + 1);
	if (after.len && after.at[0] == ')')
		after = phrase_behind(after, 1);
	*claim = (struct claim){ offset, offset + 1, (size_t)(digit ? c - '1' : c - 'A'), true };
	for (size_t i = 0; nouns[i] && !named; i++) {
		size_t at = phrase_ends(before, nouns[i]);
		named = at < before.len;
		if (named)
			before.len = claim->start = at;
	}
	before = phrase_trim(before);
	struct str said = phrase_trim(after);
	size_t len = 0;
	bool opens = before.len == 0 || strchr(".!?", before.at[before.len - 1]);
	if ((named || (opens && !digit)) && claims_verdict(said, &len, &claim->right)) {
		claim->end = (size_t)(said.at - text.at) + len;
		return true;
	}
	claim->right = true;
	if ((digit && !named) || !ends_statement(after))
		return false;
	for (size_t i = 0; is[i]; i++) {
		size_t at = phrase_ends(before, is[i]);
		if (at == before.len)
			continue;
		claim->start = at;
		before.len = at;
		return phrase_ends(phrase_trim(before), "if") == phrase_trim(before).len;
	}
	/* As a sentence of its own: "Answer: B". */
	struct str start = phrase_trim((struct str){ text.at, offset });
	for (size_t i = 0; !digit && opening[i]; i++) {
		size_t at = phrase_ends(start, opening[i]);
		struct str sooner = phrase_trim((struct str){ text.at, at });
		if (at == start.len || (sooner.len && !strchr(".!?", sooner.at[sooner.len - 1])))
			continue;
		claim->start = at;
		return true;
	}
	return false;
}

static const struct option *option_number(const struct question *question, size_t number)
{
	const struct option *option = question->options;
	while (option && number-- > 0)
		option = option->next;
	return option;
}

void check_letters(struct lesson_check *check, const struct question *question, const char *what)
{
	/* White space at the ends would be gone over for each letter. */
	struct str text = phrase_trim(prose_view(&check->prose));
	size_t skipped = (size_t)(text.at - prose_view(&check->prose).at);
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		if (!((c >= 'A' && c <= 'H') || (c >= '1' && c <= '9')) || (i && phrase_in_word(text, i - 1)) ||
		    phrase_in_word(text, i + 1))
			continue;
		struct claim claim;
		if (!claim_at(text, i, &claim))
			continue;
		const struct option *option = option_number(question, claim.number);
		if (option ? option->correct == claim.right : !claim.right)
			continue;
		struct span span = prose_span(&check->prose, check->source, skipped + claim.start, skipped + claim.end);
		struct diagnostic *d =
			report_add(check->report, RULE_QUESTION_EXPLANATION_NAMES_OPTION, span, question->id.value,
				   "the %s calls option %c %s, but %s", what, c, claim.right ? "right" : "wrong",
				   !option	 ? "there is none"
				   : claim.right ? "another one is marked right"
						 : "it is the one that is marked right");
		report_help(check->report, d,
			    "name an option by what it says, not by its letter; if the mark is wrong, move it");
	}
}
