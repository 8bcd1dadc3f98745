#include "check/question/claims.h"
#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/question/parts.h"

/* "Incorrect answers: A, C and D." */
static bool read_wrong_ones(const struct claim_reading *reading, size_t start, struct claim *claim)
{
	static const char *const adjectives[] = { "incorrect", "wrong", NULL };
	static const char *const nouns[] = { "answers", "options", "choices", "responses", NULL };
	static const char *const be[] = { "are", NULL };
	struct str rest = phrase_after(reading->text, start);
	if (!phrase_take(&rest, adjectives) || !phrase_take(&rest, nouns) ||
	    !(mention_skip(&rest, ":-= ") || phrase_take(&rest, be)))
		return false;
	*claim = (struct claim){ .start = start };
	if (!mention_letters(reading->options, &rest, false, &claim->mentions))
		return false;
	claim->end = (size_t)(rest.at - reading->text.at);
	return true;
}

/* "Why not B?", "Why is option (b) wrong?" */
static bool read_why(const struct claim_reading *reading, size_t start, struct claim *claim)
{
	static const char *const why_not[] = { "why not", NULL }, *const why[] = { "why is", "why", NULL };
	static const char *const nouns[] = { "option", "choice", "answer", NULL };
	static const char *const wrong[] = { "wrong", "is wrong", "incorrect", "is incorrect", "not correct", "is not correct",
					     "not right", "is not right", "not the", "is not the", NULL };
	struct str rest = phrase_after(reading->text, start);
	bool denied = phrase_take(&rest, why_not);
	if (!denied && !phrase_take(&rest, why))
		return false;
	(void)phrase_take(&rest, nouns);
	*claim = (struct claim){ .start = start, .mentions.count = 1 };
	struct mention *mention = &claim->mentions.at[0];
	if (!mention_sign(rest, mention) || mention->sign <= '9' || (mention->small && !mention->enclosed))
		return false;
	rest = str_trim(phrase_after(rest, mention->text.len));
	claim->end = (size_t)(rest.at - reading->text.at);
	return denied ? str_starts(rest, "?") : phrase_starts_any(rest, wrong) > 0;
}

/* Whether a letter of an option ends the text. */
static bool ends_with_letter(const struct claim_reading *reading, const struct mention *mention, struct str after)
{
	return (!after.len || (after.len == 1 && after.at[0] == '.')) &&
	       mention->number < mention_options(reading->options);
}

/* "Hence D.", "so option c" at the end of the text. */
static bool read_conclusion(const struct claim_reading *reading, size_t start, struct claim *claim)
{
	static const char *const heads[] = { "hence", "therefore", "thus", "so", NULL };
	static const char *const nouns[] = { "option", "choice", "answer", NULL };
	struct str rest = phrase_after(reading->text, start);
	bool headed = phrase_take(&rest, heads), noun = headed && phrase_take(&rest, nouns);
	*claim = (struct claim){ .start = start, .mentions.count = 1, .right = true, .answer = true };
	struct mention *mention = &claim->mentions.at[0];
	if (!headed || !mention_sign(rest, mention) || mention->sign <= '9' ||
	    (mention->sign == 'A' && mention->small && !noun))
		return false;
	claim->end = (size_t)(rest.at - reading->text.at) + mention->text.len;
	return ends_with_letter(reading, mention, str_trim(phrase_after(rest, mention->text.len)));
}

/* What follows an option: "is correct", ": incorrect", "best explains this", "true" after "(b)", and "is true" after
 * "option B", which is named. */
static enum verdict read_verdict(struct str *rest, bool opens, bool named, const struct mention *mention)
{
	static const char *const is_true[] = { "is true", NULL }, *const is_false[] = { "is false", "is untrue", NULL };
	static const char *const best[] = { "best explains", "best fits", "fits best", "best describes", "best matches", NULL };
	static const char *const truths[] = { "true", NULL }, *const lies[] = { "false", NULL };
	enum verdict verdict = verdict_predicate(rest);
	struct str said = *rest;
	if (verdict == VERDICT_NONE && opens && phrase_take(&said, best))
		verdict = VERDICT_RIGHT;
	if (verdict == VERDICT_NONE && named && mention->sign) {
		verdict = phrase_take(&said, is_true) ? VERDICT_RIGHT : phrase_take(&said, is_false) ? VERDICT_WRONG : VERDICT_NONE;
		verdict = verdict_ends(said) ? verdict : VERDICT_NONE;
	}
	bool signs = verdict == VERDICT_NONE && mention->sign && opens && (mention_skip(&said, ":-") || mention->enclosed);
	if (signs && !phrase_starts(said, "no")) {
		verdict = verdict_exclamation(&said);
		if (verdict == VERDICT_NONE && mention->enclosed)
			verdict = phrase_take(&said, truths) ? VERDICT_RIGHT : phrase_take(&said, lies) ? VERDICT_WRONG : VERDICT_NONE;
		verdict = verdict_ends(said) ? verdict : VERDICT_NONE;
	}
	if (verdict != VERDICT_NONE)
		*rest = said.len < rest->len ? said : *rest;
	return verdict;
}

/* "Option B is correct", "(c) is right", "D: incorrect", "Choices A and B are wrong", "The last option is the answer",
 * "Amoxicillin is the correct answer." */
static bool read_judgement(const struct claim_reading *reading, size_t start, bool head, bool opens, struct claim *claim)
{
	static const char *const nouns[] = { "option", "answer", "choice", "response", "alternative", "options",
					     "answers", "choices", "responses", NULL };
	struct str rest = phrase_after(reading->text, start);
	*claim = (struct claim){ .start = start, .mentions.count = 1 };
	struct mention *mention = &claim->mentions.at[0];
	bool ordinal = head && mention_ordinal(reading->options, &rest, mention);
	bool noun = head && !ordinal && phrase_take(&rest, nouns);
	bool quoted = !ordinal && opens && !noun && mention_quotation(reading->options, rest, mention);
	if (!ordinal && !quoted && !mention_sign(rest, mention))
		return false;
	bool digit = mention->sign && mention->sign <= '9', small = mention->small;
	if (!ordinal && !quoted && !noun && !mention->enclosed && (!opens || digit || small))
		return false;
	if (!ordinal) {
		/* "Option (b) Renin is correct": the text of the option counts. */
		struct mention repeated;
		rest = str_trim(phrase_after(rest, mention->text.len));
		if (mention->sign && mention_quotation(reading->options, rest, &repeated)) {
			mention->number = repeated.number;
			rest = str_trim(phrase_after(rest, repeated.text.len));
		} else if (mention->sign) {
			mention_more(&rest, &claim->mentions);
		}
	}
	enum verdict verdict = read_verdict(&rest, opens || ordinal, noun, mention);
	claim->right = verdict == VERDICT_RIGHT;
	claim->end = (size_t)(rest.at - reading->text.at);
	struct str words = str_trim((struct str){ reading->text.at, claim->end });
	claim->end = words.len;
	return verdict != VERDICT_NONE;
}

/* Whether a sentence, or a clause of one, begins at offset. */
static bool opens_sentence(struct str text, size_t offset)
{
	static const char *const before[] = { "so", "hence", "thus", "therefore", "only", "and", "but", "as", "that", NULL };
	struct str sooner = str_trim((struct str){ text.at, offset });
	return !sooner.len || strchr(".!?;:,", sooner.at[sooner.len - 1]) || phrase_ends_any(sooner, before) < sooner.len;
}

/* "The frontal lobe is the correct answer", where the option only says "Frontal". */
static bool read_named(const struct claim_reading *reading, size_t start, struct claim *claim)
{
	static const char *const article[] = { "the", NULL };
	static const char *const answer[] = { "is the correct answer", "is the right answer", "is the answer",
					      "is the correct option", "is the correct choice", NULL };
	struct str rest = phrase_after(reading->text, start), noun = STR_NONE;
	*claim = (struct claim){ .start = start, .mentions.count = 1, .right = true, .answer = true };
	struct mention *mention = &claim->mentions.at[0];
	if (!phrase_take(&rest, article) || !mention_quotation(reading->options, rest, mention))
		return false;
	size_t at = mention->text.len, len = phrase_starts_any(str_trim(phrase_after(rest, at)), answer);
	if (!len && (!phrase_next_word(rest, &at, &noun) || !ascii_is_lower(noun.at[0])))
		return false;
	rest = str_trim(phrase_after(rest, at));
	len = phrase_starts_any(rest, answer);
	claim->end = (size_t)(rest.at - reading->text.at) + len;
	return len > 0 && opens_sentence(reading->text, start) && verdict_ends(phrase_after(rest, len));
}

/* "This is renin." at the start of an explanation, where an option says "Renin". */
static bool read_pronoun(const struct claim_reading *reading, size_t start, struct claim *claim)
{
	static const char *const pronouns[] = { "it is", "this is", "it's", "it’s", NULL }, *const articles[] = { "the", "a", "an", NULL };
	struct str rest = phrase_after(reading->text, start);
	*claim = (struct claim){ .start = start, .mentions.count = 1, .right = true, .answer = true };
	struct mention *mention = &claim->mentions.at[0];
	if (start > 0 || !phrase_take(&rest, pronouns))
		return false;
	if (!mention_quotation(reading->options, rest, mention) &&
	    (!phrase_take(&rest, articles) || !mention_quotation(reading->options, rest, mention)))
		return false;
	claim->end = (size_t)(rest.at - reading->text.at) + mention->text.len;
	return verdict_ends(phrase_after(rest, mention->text.len));
}

/* "C i.e. renin", "Explanation: (b) Renin", "D.": the text begins with the answer. It is not a claim if other options
 * follow in the same form. */
static bool read_opening(const struct claim_reading *reading, struct claim *claim)
{
	static const char *const that_is[] = { "i.e", "ie", NULL };
	static const char *const heads[] = { "explanation", "hence", "so", "therefore", "thus", NULL };
	static const char *const nouns[] = { "option", "choice", NULL };
	struct str text = reading->text;
	bool headed = phrase_take(&text, heads);
	(void)(headed && mention_skip(&text, ":-., "));
	(void)phrase_take(&text, nouns);
	*claim = (struct claim){ .mentions.count = 1, .right = true, .answer = true };
	struct mention *mention = &claim->mentions.at[0], quoted;
	if (!mention_sign(text, mention) || mention->sign <= '9')
		return false;
	struct str after = str_trim(phrase_after(text, mention->text.len));
	claim->end = (size_t)(text.at - reading->text.at) + mention->text.len;
	if (phrase_starts_any(after, that_is))
		return true;
	if (ends_with_letter(reading, mention, after))
		return true;
	bool sign = mention_skip(&after, ".:-)") || mention->enclosed;
	if (!sign || !mention_quotation(reading->options, after, &quoted) || quoted.number != mention->number)
		return false;
	for (size_t i = mention->text.len; i < text.len; i++) {
		struct mention other;
		struct str rest = phrase_after(text, i);
		if (phrase_in_word(text, i - 1) || !mention_sign(rest, &other) || other.number == mention->number)
			continue;
		rest = str_trim(phrase_after(rest, other.text.len));
		(void)mention_skip(&rest, ".:-)");
		if (mention_quotation(reading->options, rest, &quoted) && quoted.number == other.number)
			return false;
	}
	return true;
}

/* Whether the text begins with a word that a claim may begin with, other than an option. */
static bool has_head(struct str text)
{
	/* By first letter, because few words begin a claim. */
	static const char *const heads[26][8] = {
		['a' - 'a'] = { "alternative", "ans", "answer", "answers", "antwort" },
		['b' - 'a'] = { "best", "bonne" },
		['c' - 'a'] = { "choice", "choices", "correct" },
		['d' - 'a'] = { "die" },
		['f' - 'a'] = { "fifth", "first", "fourth" },
		['h' - 'a'] = { "hence" },
		['i' - 'a'] = { "incorrect", "it is", "it's", "it’s" },
		['k' - 'a'] = { "key", "korrekte" },
		['l' - 'a'] = { "la", "last", "lösung" },
		['m' - 'a'] = { "most" },
		['o' - 'a'] = { "option", "options" },
		['r' - 'a'] = { "response", "responses", "respuesta", "richtig", "richtige", "right", "réponse" },
		['s' - 'a'] = { "second", "single", "so", "sol", "solution" },
		['t' - 'a'] = { "the", "therefore", "third", "this is", "thus", "true" },
		['w' - 'a'] = { "why", "wrong" },
	};
	return ascii_is_letter(text.at[0]) && phrase_starts_any(text, heads[(text.at[0] | 0x20) - 'a']);
}

/* What reads claims that begin with such a word, and the first letters of these words. */
static const struct {
	const char *letters;
	bool (*read)(const struct claim_reading *reading, size_t start, struct claim *claim);
} readers[] = {
	{ "abcdklmrst", claim_answer }, { "hst", read_conclusion }, { "iw", read_wrong_ones },
	{ "w", read_why },	       { "t", read_named }, { "it", read_pronoun },
};

static bool read_claim(const struct claim_reading *reading, size_t start, struct claim *claim)
{
	char first = ascii_lower(reading->text.at[start]);
	for (size_t i = 0; i < sizeof(readers) / sizeof(readers[0]); i++)
		if (strchr(readers[i].letters, first) && readers[i].read(reading, start, claim))
			return true;
	return false;
}

/* Whether a claim may begin at offset with the letter or number of an option, or, if a sentence does, with its text. */
static bool may_mention(const struct claim_reading *reading, size_t offset)
{
	struct str rest = phrase_after(reading->text, offset);
	struct mention mention;
	size_t mark = mention_mark(rest);
	char first = mark < rest.len ? ascii_lower(rest.at[mark]) : '\0';
	uint32_t second = mark + 1 < rest.len ? UINT32_C(1) << (rest.at[mark + 1] & 31) : UINT32_MAX;
	bool sign = mark || !phrase_in_word(rest, 1);
	return (sign && mention_sign(rest, &mention)) ||
	       ((reading->seconds[(unsigned char)first] & second) && opens_sentence(reading->text, offset));
}

/* The bits of a character of an option, which may be any white space, or the end. */
static uint32_t bits_of(char c)
{
	static const uint32_t spaces = 1 << (' ' & 31) | 1 << '\t' | 1 << '\n' | 1 << '\r';
	return c == '\0' ? UINT32_MAX : c == ' ' ? spaces : UINT32_C(1) << (c & 31);
}

void claim_reading_begin(struct claim_reading *reading, struct str text, struct str options)
{
	*reading = (struct claim_reading){ .text = text, .options = options };
	for (size_t i = 0, len; i < options.len; i += len + 1) {
		len = strlen(options.at + i);
		if (len)
			reading->seconds[(unsigned char)options.at[i]] |= bits_of(options.at[i + 1]);
	}
}

bool claim_next(const struct claim_reading *reading, size_t *at, struct claim *claim)
{
	struct str text = reading->text;
	if (*at == 0 && read_opening(reading, claim)) {
		*at = claim->end;
		return true;
	}
	size_t start = *at, end;
	/* Inside a word. */
	while (start > 0 && phrase_in_word(text, start - 1) && phrase_in_word(text, start))
		start++;
	for (; start < text.len; start = end) {
		for (end = start; phrase_in_word(text, end);)
			end++;
		bool word = end > start, head = word && has_head(phrase_after(text, start));
		end += !word;
		if (!head && ((!word && !mention_mark(phrase_after(text, start))) || !may_mention(reading, start)))
			continue;
		if ((head && read_claim(reading, start, claim)) ||
		    read_judgement(reading, start, head, opens_sentence(text, start), claim)) {
			*at = claim->end;
			return true;
		}
	}
	*at = text.len;
	return false;
}
