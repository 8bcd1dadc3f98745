/* Claims that call an option the answer. */
#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/question/claims.h"
#include "check/question/parts.h"

/* How far back a sentence is searched, in bytes, so that a text without full stops takes linear time. */
enum { SENTENCE_REACH = 300 };

/* Whether the preceding text keeps "the answer is" from being a claim: "if the answer is", "some think the answer
 * is". */
static bool is_refused(struct str before)
{
	static const char *const words[] = {
		"if",	 "whether", "why",     "wrong",	  "incorrect", "false", "your",	 "their", "his",     "her",	  "my",	    "a",   "an",
		"another", "other",   "no",      "every",	  "each",      "common", "first", "usual", "student", "tempting", "previous", "short", NULL,
	};
	static const char *const errors[] = { "error", "mistake", "misconception", "myth", "trap", "think", "thinks",
					      "believe", "believes", "assume", "say", "many", "some", NULL };
	/* "The" and "correct" have been read together with the following words. */
	static const char *const read[] = { "the", "correct", "right", "best", NULL };
	before = str_trim(before);
	if (phrase_ends_any(before, read) < before.len || phrase_ends_any(before, words) < before.len)
		return true;
	size_t sentence = before.len;
	while (sentence > 0 && before.len - sentence < SENTENCE_REACH && !strchr(".!?", before.at[sentence - 1]))
		sentence--;
	return phrase_in_any(phrase_after(before, sentence), errors);
}

static bool has_digits(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (ascii_is_digit(text.at[i]))
			return true;
	return false;
}

bool claim_answer(const struct claim_reading *reading, size_t start, struct claim *claim)
{
	static const char *const article[] = { "the", "die", "la", NULL };
	static const char *const adjectives[] = { "correct", "right", "best", "single best", "most appropriate", "true",
						  "richtige", "korrekte", "bonne", NULL };
	static const char *const answers[] = { "answer key", "answer", "answers", "ans", "key", "solution", "sol", "antwort", "richtig ist",
					       "lösung", "réponse correcte", "réponse", "respuesta correcta", "respuesta", NULL };
	static const char *const options[] = { "option", "choice", "response", "alternative", "one", NULL };
	static const char *const be[] = { "is",	     "are",	  "was",      "would be", "will be", "should be",
					  "must be", "has to be", "ist",      "lautet",  "est",	     "es",	  NULL };
	static const char *const no[] = { "not", NULL };
	static const char *const fillers[] = { "therefore", "thus", "hence",  "then",  "clearly",     "indeed", "definitely",
					       "option",    "choice", "answer", "antwort", "letter", "alternative", "number", "no.", "no", NULL };
	static const char *const verbs[] = { "is", "are", "was", "were", "would", "can", "may", "has", "and", "or", NULL };
	struct str rest = phrase_after(reading->text, start);
	(void)phrase_take(&rest, article);
	bool adjective = phrase_take(&rest, adjectives);
	bool short_form = phrase_starts(rest, "ans") > 0;
	bool noun = phrase_take(&rest, answers) || (adjective && phrase_take(&rest, options));
	bool linked = mention_skip(&rest, ".:-= ");
	if ((!noun && !(adjective && linked)) || is_refused((struct str){ reading->text.at, start }))
		return false;
	bool verb = noun && phrase_take(&rest, be);
	bool negated = verb && phrase_take(&rest, no);
	linked = mention_skip(&rest, ":-= ") || linked || verb;
	bool filler = phrase_take(&rest, fillers);
	(void)(filler && phrase_take(&rest, fillers));
	linked = mention_skip(&rest, ":-= ") || linked;
	*claim = (struct claim){ .start = start, .right = !negated, .answer = true };
	struct str at = rest;
	struct mention quoted;
	if (mention_letters(reading->options, &rest, !linked, &claim->mentions)) {
		struct mention *first = &claim->mentions.at[0];
		bool digit = first->sign <= '9';
		/* "Answer A is", "the answer is 5" */
		struct str next = str_trim(rest), said = next;
		(void)mention_skip(&said, ".:-)");
		digit = digit && !filler && !first->enclosed && !mention_quotation(reading->options, said, &quoted) &&
			!(short_form && !said.len && !has_digits(reading->options));
		if (digit || (!linked && !short_form && phrase_starts_any(next, verbs)))
			return false;
		claim->end = (size_t)(rest.at - reading->text.at);
		return true;
	}
	if (!linked || !mention_quotation(reading->options, at, &claim->mentions.at[0]))
		return false;
	claim->mentions.count = 1;
	claim->end = (size_t)(at.at - reading->text.at) + claim->mentions.at[0].text.len;
	return verdict_ends(phrase_after(reading->text, claim->end));
}
