/* Determines whether feedback says that its option is right or wrong. */
#include "check/core/phrase.h"
#include "check/question/mentions.h"
#include "check/question/parts.h"

bool verdict_ends(struct str rest)
{
	static const char *const reasons[] = { "because", "since", NULL };
	static const char *const conditions[] = { "in",	 "for",	 "if",	   "when", "unless", "only", "but", "except",
						  "provided", "where", "until", "once", NULL };
	static const char *const here[] = { "here", "in this case", "in this patient", "in this setting", NULL };
	rest = str_trim(rest);
	(void)phrase_take(&rest, here);
	if (!rest.len || phrase_starts_any(rest, reasons))
		return true;
	bool dash = str_starts(rest, "–") || str_starts(rest, "—");
	bool hyphen = str_starts(rest, "- ");
	if (!dash && !hyphen && !strchr(".,:;!(", rest.at[0]))
		return false;
	bool full = strchr(".!", rest.at[0]);
	rest = str_trim(phrase_after(rest, dash ? 3 : 1));
	/* After a comma, "for" introduces a reason. */
	return full || phrase_starts(rest, "for") || !phrase_starts_any(rest, conditions);
}

enum verdict verdict_mark(struct str *text)
{
	static const char *const ticks[] = { "✓", "✔", "✅" }, *const crosses[] = { "✗", "✘", "❌" };
	enum { KINDS = sizeof(ticks) / sizeof(ticks[0]) };
	size_t len = mention_symbol(*text);
	for (size_t i = 0; len && i < KINDS; i++)
		if (str_starts(*text, ticks[i]) || str_starts(*text, crosses[i])) {
			enum verdict verdict = str_starts(*text, ticks[i]) ? VERDICT_RIGHT : VERDICT_WRONG;
			*text = str_trim(phrase_after(*text, len));
			return verdict;
		}
	return VERDICT_NONE;
}

/* "Correct", "no", "well done": an exclamation that is only a verdict. */
enum verdict verdict_exclamation(struct str *text)
{
	static const char *const right[] = {
		"correct",	"right you are", "right",     "yes",	    "yep",	   "exactly right", "exactly",	"well done",
		"good choice",	"good job",	 "good answer", "great choice", "great job", "great",	    "excellent choice",
		"excellent",	"absolutely right", "absolutely correct", "absolutely", "that's it", "spot on",	    "precisely",
		"you got it",	"quite right",	 "nice work", "bingo",	    "very good",   "perfect",	    "bravo",	"indeed",
		"you chose correctly", "you answered correctly", NULL,
	};
	static const char *const wrong[] = {
		"incorrect",	 "wrong",      "no",	    "not quite right", "not quite",   "not correct",  "not right",
		"not the answer", "not the right answer", "not the correct answer", "not the best answer", "not this time",
		"not this one",	 "nope",       "sorry",	    "try again",       "think again", "not exactly",  "unfortunately not",
		"sadly not",	 "nice try",   "good try",  NULL,
	};
	struct str rest = *text;
	enum verdict verdict = phrase_take(&rest, right) ? VERDICT_RIGHT : phrase_take(&rest, wrong) ? VERDICT_WRONG : VERDICT_NONE;
	if (verdict == VERDICT_NONE || !verdict_ends(rest))
		return VERDICT_NONE;
	*text = rest;
	return verdict;
}

/* "This", "your answer": the subject of the verdict. */
static bool take_subject(struct str *text, bool *named, bool first)
{
	static const char *const pronouns[] = { "this", "that", "it", "you", NULL };
	static const char *const answers[] = {
		"this answer", "this option", "this choice", "this response", "that answer", "that option", "that choice",
		"your answer", "your choice", "your response", "the answer given", "the option chosen", NULL,
	};
	static const char *const near[] = { "this", NULL };
	*named = phrase_take(text, answers);
	return *named || phrase_take(text, first ? pronouns : near);
}

/* The length of "'s" or "'re" at the beginning of text, or 0. */
static size_t contracted_verb(struct str text)
{
	static const char *const verbs[] = { "'s ", "’s ", "'re ", "’re " };
	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
		if (str_starts(text, verbs[i]))
			return strlen(verbs[i]) - 1;
	return 0;
}

/* "Is not the correct answer", "isn't right", "'s the answer". */
static enum verdict read_predicate(struct str *rest, bool subject, bool *named, bool *answer)
{
	static const char *const be[] = { "is", "are", "was", "were", "must be", "has to be", "ist", "sind", "est", NULL };
	static const char *const be_not[] = { "isn't", "isn’t", "aren't", "aren’t", "wasn't", "wasn’t", NULL };
	static const char *const negations[] = { "not", "never", NULL };
	static const char *const adverbs[] = { "all", "both", "indeed", "also", "absolutely", "exactly", "perfectly", "definitely", "clearly",
					       "quite", "simply", "plainly", "entirely", "thus", "therefore", "hence", NULL };
	static const char *const articles[] = { "the", "a", "an", NULL };
	static const char *const qualities[] = { "only", "single", "one", "most", NULL };
	static const char *const right[] = { "correct", "right", "best", "richtig", "korrekt", "correcte", "exacte", "juste", NULL };
	static const char *const wrong[] = { "incorrect", "wrong", "mistaken", "falsch", "fausse", "incorrecte", NULL };
	static const char *const nouns[] = { "answer", "option", "choice", "response", "one", "solution", "key", NULL };
	static const char *const answers[] = { "answer", "option", "choice", "response", "key", NULL };
	size_t contracted = contracted_verb(*rest);
	bool negated = false;
	if (contracted)
		*rest = str_trim(phrase_after(*rest, contracted));
	else if (subject && !phrase_take(rest, be) && !(negated = phrase_take(rest, be_not)))
		return VERDICT_NONE;
	negated = phrase_take(rest, negations) || negated;
	(void)phrase_take(rest, adverbs);
	bool article = phrase_take(rest, articles);
	struct str bare = *rest;
	(void)phrase_take(rest, qualities);
	struct str adjective = *rest;
	bool says_right = phrase_take(rest, right), says_wrong = !says_right && phrase_take(rest, wrong);
	struct str said = *rest;
	bool noun = phrase_take(rest, nouns);
	*answer = article && phrase_starts_any(said, answers);
	if (!says_right && !says_wrong && !noun && phrase_starts(bare, "one")) { /* "is the one" */
		*rest = bare;
		noun = phrase_take(rest, nouns);
	}
	*named = *named || noun;
	/* "Best", "right" and "answer" alone may refer to other things. */
	if ((!says_right && !says_wrong && !(article && noun && subject)) || (!noun && phrase_starts(adjective, "best")) ||
	    (!subject && !noun) || !verdict_ends(*rest) || (negated && says_wrong))
		return VERDICT_NONE;
	return says_wrong || negated ? VERDICT_WRONG : VERDICT_RIGHT;
}

enum verdict verdict_predicate(struct str *text, bool *answer)
{
	struct str rest = *text;
	bool named = false;
	*answer = false;
	enum verdict verdict = read_predicate(&rest, true, &named, answer);
	if (verdict != VERDICT_NONE)
		*text = rest;
	return verdict;
}

static enum verdict read_sentence(struct str *text, bool first)
{
	static const char *const fillers[] = { "unfortunately", "sorry", "no", "yes", "indeed", "actually", "in fact", NULL };
	struct str rest = *text;
	bool named = false;
	if (phrase_take(&rest, fillers) && rest.len && rest.at[0] == ',')
		rest = str_trim(phrase_after(rest, 1));
	else
		rest = *text;
	bool subject = take_subject(&rest, &named, first);
	bool answer;
	enum verdict verdict = read_predicate(&rest, subject, &named, &answer);
	/* "Some give it by mouth. This is wrong." refers to something else. */
	if (verdict == VERDICT_NONE || (!first && !named))
		return VERDICT_NONE;
	*text = rest;
	return verdict;
}

static struct str next_sentence(struct str text)
{
	size_t i = 0;
	while (i < text.len && !(strchr(".!?;:", text.at[i]) && (i + 1 == text.len || strchr(" \n\t\r", text.at[i + 1]))))
		i++;
	return str_trim(phrase_after(text, i + 1));
}

enum verdict verdict_read(struct str text, struct str *said)
{
	text = str_trim(text);
	for (bool first = true; text.len; first = false) {
		struct str rest = text;
		enum verdict verdict = first ? verdict_exclamation(&rest) : VERDICT_NONE;
		if (verdict == VERDICT_NONE && first)
			verdict = verdict_mark(&rest);
		if (verdict == VERDICT_NONE)
			verdict = read_sentence(&rest, first);
		if (verdict != VERDICT_NONE) {
			*said = str_trim((struct str){ text.at, (size_t)(rest.at - text.at) });
			return verdict;
		}
		text = next_sentence(text);
	}
	return VERDICT_NONE;
}
