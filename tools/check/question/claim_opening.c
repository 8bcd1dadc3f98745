/* Texts that begin with the answer: "C i.e. renin", "B, because". */
#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/question/claims.h"
#include "check/question/flaw_words.h"

/* Whether a letter of an option ends the text. */
static bool ends_with_letter(const struct claim_reading *reading, const struct mention *mention, struct str after)
{
	return (!after.len || (after.len == 1 && (after.at[0] == '.' || after.at[0] == '!'))) &&
	       mention->number < mention_options(reading->options);
}

/* Which of the other letters count as explained, too. */
enum others {
	OTHERS_MARKED,	 /* "A: … B: …", "(a) … (b) …" */
	OTHERS_BEGINNING, /* those that begin a sentence, as the first one does: "(a) It is … (b) This …", but not "as in (b)." */
	OTHERS_QUOTING,	 /* those before the text of their option */
};

/* Whether the letter at offset i, after which rest comes, begins a sentence that is about it. */
static bool begins_another(struct str text, size_t i, struct str rest)
{
	while (i > 0 && text.at[i - 1] == ' ')
		i--;
	return i > 0 && strchr(".!?;:,)", text.at[i - 1]) && rest.len && ascii_is_upper(rest.at[0]);
}

/* Whether another letter of an option follows in a form of its own, as where each option is explained in turn. */
static bool explains_others(const struct claim_reading *reading, struct str text, const struct mention *mention,
			    enum others others)
{
	for (size_t i = mention->text.len; i < text.len; i++) {
		struct mention other, quoted;
		struct str rest = phrase_after(text, i);
		if (phrase_in_word(text, i - 1) || !mention_sign(rest, &other) || other.number == mention->number)
			continue;
		rest = str_trim(phrase_after(rest, other.text.len));
		bool marked = mention_skip(&rest, ".:-)") || other.enclosed;
		if (others == OTHERS_QUOTING ? mention_quotation(reading->options, rest, &quoted) && quoted.number == other.number
		    : others == OTHERS_BEGINNING ? marked && begins_another(text, i, rest)
						 : marked && !other.small)
			return true;
	}
	return false;
}

/* "B, because it is the only one", "C: the usual cause", "D (see above)": a letter and the reason. */
static bool gives_reason(const struct claim_reading *reading, struct str text, const struct mention *mention,
			 struct str after)
{
	static const char *const reasons[] = { "because", "since", "as", "for", "due to", NULL };
	if (!reading->whole || (mention->small && !mention->enclosed) ||
	    mention->number >= mention_options(reading->options))
		return false;
	struct str rest = after;
	bool comma = mention_skip(&rest, ",");
	if (phrase_starts_any(rest, reasons) && (comma || mention->sign != 'A'))
		return true;
	rest = after;
	bool sign = (!comma && mention_skip(&rest, ":;")) || after.at[0] == '(' || str_starts(after, "–") ||
		    str_starts(after, "—") || str_starts(after, "- ");
	struct mention other;
	struct str said = str_trim(rest);
	return sign && !mention_sign(said, &other) && !explains_others(reading, text, mention, OTHERS_MARKED);
}

static struct str first_sentence(struct str text)
{
	size_t end = 0, most = text.len < CLAIM_REACH ? text.len : CLAIM_REACH;
	while (end < most && !strchr(".!?;", text.at[end]))
		end++;
	return (struct str){ text.at, end };
}

/* Whether the first sentence takes back that an option is the answer. */
static bool is_taken_back(struct str text)
{
	static const char *const words[] = { "wrong", "incorrect", "false", "tempting", "distractor", "not", "but", "however", NULL };
	return phrase_in_any(first_sentence(str_trim(text)), words);
}

/* Whether the first sentence denies or restricts something. */
static bool is_denied(struct str text)
{
	static const char *const denials[] = { "not", "no", "never", "cannot", "wrong", "incorrect", "false", "but", "less",
					       "would", "could", "might", "if", "only if", "however", NULL };
	struct str sentence = first_sentence(text);
	return phrase_in_any(sentence, denials) || phrase_has_contracted_not(sentence);
}

/* Whether a sentence of more than a name begins after the letter of an option, and has a word of it: "B. Decreased levels". */
static bool shares_words(const struct claim_reading *reading, size_t number, struct str text)
{
	enum { NAME_WORDS = 3, WORD_LEAST = 4 };
	struct str options = reading->options, sentence = first_sentence(text), word;
	size_t words = 0;
	while (number-- > 0)
		options = phrase_after(options, strlen(options.at) + 1);
	bool shared = false;
	for (size_t at = 0; phrase_next_word(sentence, &at, &word); words++) {
		char lower[32];
		if (words == 0 || word.len < WORD_LEAST || word.len >= sizeof(lower))
			continue;
		for (size_t i = 0; i < word.len; i++)
			lower[i] = ascii_lower(word.at[i]);
		shared = shared || (!(word_kinds((struct str){ lower, word.len }) & WORD_COMMON) &&
				    question_has_word(str_from(options.at), (struct str){ lower, word.len }));
	}
	return shared && words > NAME_WORDS;
}

/* "B. It is the only one": a letter, and a sentence that affirms something. Initials and genera go on with a name. */
static bool begins_sentence(const struct claim_reading *reading, const struct mention *mention, struct str after)
{
	static const char *const starts[] = { "the", "this", "these", "it", "its", "they", "in", "here", "there", "because",
					      "such", "only", "all", NULL };
	static const char *const articles[] = { "a", "an", NULL };
	bool lone = mention->small && !mention->enclosed;
	/* "B The root runs", where the letter is set in bold */
	bool plain = !lone && after.len && ascii_is_upper(after.at[0]) && phrase_starts_any(after, starts);
	if (!reading->whole || (lone && !str_starts(after, ". ")) ||
	    mention->number >= mention_options(reading->options) ||
	    (!mention_skip(&after, ".") && !mention->enclosed && !plain) || !after.len ||
	    !ascii_is_upper(after.at[0]) ||
	    !(mention->enclosed || phrase_starts_any(after, starts) || (lone && phrase_starts_any(after, articles)) ||
	      shares_words(reading, mention->number, after)) ||
	    mention_is_word(reading->options, mention->sign))
		return false;
	return !is_denied(after);
}

/* Moves text past the number of the question: "12. B", "Q7. (b)", "Question 3: B". */
static void skip_number(struct str options, struct str *text)
{
	static const char *const words[] = { "question", "q", NULL };
	struct str rest = *text;
	bool word = phrase_take(&rest, words);
	if (!word && rest.len && (rest.at[0] | 0x20) == 'q')
		rest = phrase_after(rest, 1);
	size_t digits = 0;
	while (digits < rest.len && ascii_is_digit(rest.at[digits]))
		digits++;
	rest = phrase_after(rest, digits);
	struct mention mention;
	if (digits == 0 || digits > 3 || !mention_skip(&rest, ".:)") || !mention_sign(rest, &mention) ||
	    mention.sign <= '9')
		return;
	struct str after = phrase_after(rest, mention.text.len);
	struct mention quoted;
	bool names = mention_quotation(options, str_trim(after), &quoted) && quoted.number == mention.number;
	if (names || mention.enclosed || !after.len || strchr(".:)", after.at[0]) || str_starts(after, " -") ||
	    str_starts(after, " –"))
		*text = rest;
}

/* "The fourth option.", "The last one: it is" */
static bool opens_with_place(const struct claim_reading *reading, struct str text, struct claim *claim)
{
	static const char *const the[] = { "the", NULL };
	struct str rest = text;
	(void)phrase_take(&rest, the);
	*claim = (struct claim){ .mentions.count = 1, .right = true, .kind = CLAIM_ANSWER };
	if (!reading->whole || !mention_ordinal(reading->options, &rest, &claim->mentions.at[0]) ||
	    (rest.len && !strchr(".!:", rest.at[0])))
		return false;
	claim->end = (size_t)(rest.at - reading->text.at);
	return !is_denied(phrase_after(rest, rest.len > 0));
}

/* "C i.e. renin", "Explanation: (b) Renin", "D.", "B, because": the text begins with the answer. It is not a claim if
 * other options follow in the same form, or a verdict. */
bool claim_opening(const struct claim_reading *reading, struct claim *claim)
{
	static const char *const that_is[] = { "i.e", "ie", NULL };
	static const char *const denials[] = { "is not",   "isn't",	   "isn’t",    "does not", "doesn't",
					       "doesn’t",  "are not",	   "do not",   "cannot",   "would not",
					       "is wrong", "is incorrect", "is false", NULL };
	static const char *const heads[] = { "explanation", "rationale", "reason", "discussion", "comment", "hence", "so",
					     "therefore",   "thus",	 "see", NULL };
	static const char *const nouns[] = { "option", "choice", NULL };
	struct str text = reading->text;
	for (size_t symbol; (symbol = mention_symbol(text));)
		text = str_trim(phrase_after(text, symbol));
	skip_number(reading->options, &text);
	bool headed = phrase_take(&text, heads);
	(void)(headed && mention_skip(&text, ":-., "));
	if (opens_with_place(reading, text, claim))
		return true;
	bool noun = phrase_take(&text, nouns);
	*claim = (struct claim){ .mentions.count = 1, .right = true, .kind = CLAIM_ANSWER };
	struct mention *mention = &claim->mentions.at[0], quoted;
	if (!mention_sign(text, mention))
		return false;
	bool digit = mention->sign <= '9';
	struct str after = str_trim(phrase_after(text, mention->text.len)), rest = after;
	claim->end = (size_t)(text.at - reading->text.at) + mention->text.len;
	if (!digit && (phrase_starts_any(after, that_is) || ends_with_letter(reading, mention, after)))
		return true;
	bool sign = mention_skip(&rest, ".:-)") || mention->enclosed;
	if (sign && mention_quotation(reading->options, rest, &quoted))
		return !reading->later && quoted.number == mention->number && !explains_others(reading, text, mention, OTHERS_QUOTING) &&
		       !phrase_starts_any(str_trim(phrase_after(rest, quoted.text.len)), denials);
	if (digit)
		return mention->enclosed && begins_sentence(reading, mention, after) &&
		       !explains_others(reading, text, mention, OTHERS_BEGINNING);
	if (sign && mention_inflected(reading->options, rest, mention->number))
		return !explains_others(reading, text, mention, OTHERS_MARKED) && !is_denied(rest);
	enum claim_kind kind;
	rest = after;
	if (claim_verdict(&rest, true, false, false, mention, &kind) != VERDICT_NONE)
		return false;
	/* "Choice D. Clarithromycin is a strong inhibitor" */
	if (noun && reading->whole && str_starts(after, ".") && !explains_others(reading, text, mention, OTHERS_MARKED) &&
	    mention->number < mention_options(reading->options) && !is_taken_back(phrase_after(after, 1)))
		return true;
	return gives_reason(reading, text, mention, after) ||
	       (begins_sentence(reading, mention, after) && !explains_others(reading, text, mention, OTHERS_BEGINNING));
}
