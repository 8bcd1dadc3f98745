#include "check/question/claims.h"
#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/question/parts.h"

/* Whether a letter of an option ends the text. */
static bool ends_with_letter(const struct claim_reading *reading, const struct mention *mention, struct str after)
{
	return (!after.len || (after.len == 1 && after.at[0] == '.')) &&
	       mention->number < mention_options(reading->options);
}

/* "B, not A", "(d) rather than (b)": of two letters the first is the answer. */
static bool prefers(struct str *rest)
{
	static const char *const over[] = { "not", "and not", "rather than", "instead of", NULL };
	struct str said = *rest;
	struct mention other;
	(void)mention_skip(&said, ",");
	if (!phrase_take(&said, over) || !mention_sign(said, &other) || (other.small && !other.enclosed) ||
	    other.sign <= '9')
		return false;
	*rest = str_trim(phrase_after(said, other.text.len));
	return true;
}

/* Takes what follows the first mention and belongs to it: its text, as in "option (b) Renin", or further mentions. */
static void take_rest(const struct claim_reading *reading, struct str *rest, bool quoted, struct mention_list *mentions)
{
	struct mention repeated, *mention = &mentions->at[0];
	static const char *const alone[] = { "alone", NULL };
	*rest = str_trim(phrase_after(*rest, mention->text.len));
	struct str said = *rest;
	bool comma = !quoted && mention_skip(&said, ",");
	if (!quoted && mention_quotation(reading->options, said, &repeated)) {
		mention->number = repeated.number;
		*rest = str_trim(phrase_after(said, repeated.text.len));
		(void)(comma && mention_skip(rest, ","));
	} else if (quoted || !phrase_take(rest, alone)) {
		mention_more(quoted ? reading->options : STR_NONE, rest, mentions);
	}
}

/* Whether the sentence goes on with what the others are: "…, since all others are features". */
static bool contrasts_others(struct str rest)
{
	static const char *const others[] = { "the others", "all others", "all the others", "the rest", "the other options", "all other options",
					      "the other statements", NULL };
	size_t end = 0;
	while (end < rest.len && !strchr(".!?", rest.at[end]))
		end++;
	return phrase_in_any((struct str){ rest.at, end }, others);
}

/* "Option B is correct", "(c) is right", "D: incorrect", "Choices A and B are wrong", "The last option is the answer",
 * "Amoxicillin is the correct answer." */
static bool read_judgement(const struct claim_reading *reading, size_t start, bool head, bool opens,
			   struct claim *claim)
{
	static const char *const both[] = { "both", NULL };
	static const char *const nouns[] = { "option",	   "answer",  "choice",	 "response",  "alternative",
					     "options",	   "answers", "choices", "responses", "statement",
					     "statements", "item",    "items",	 "letter",    NULL };
	static const char *const numbers[] = { "number", "no", NULL };
	struct str rest = phrase_after(reading->text, start);
	*claim = (struct claim){ .start = start, .mentions.count = 1 };
	struct mention *mention = &claim->mentions.at[0];
	(void)(head && phrase_take(&rest, both));
	bool ordinal = head && mention_ordinal(reading->options, &rest, mention);
	bool noun = head && !ordinal && phrase_take(&rest, nouns);
	(void)(noun && (mention_skip(&rest, "-") || phrase_take(&rest, numbers)) && mention_skip(&rest, "."));
	bool quoted = !ordinal && opens && !noun && mention_quotation(reading->options, rest, mention);
	if (!ordinal && !quoted && !mention_sign(rest, mention))
		return false;
	bool digit = mention->sign && mention->sign <= '9', small = mention->small;
	if (!ordinal && !quoted && !noun && !mention->enclosed && (!opens || digit || small))
		return false;
	if (!ordinal)
		take_rest(reading, &rest, quoted, &claim->mentions);
	claim->kind = CLAIM_ANSWER;
	enum verdict verdict = opens && mention->sign && !digit && prefers(&rest)
				       ? VERDICT_RIGHT
				       : claim_verdict(&rest, opens || ordinal, noun || ordinal, claim->mentions.count > 1,
						      mention, &claim->kind);
	claim->right = verdict == VERDICT_RIGHT;
	claim->alone = contrasts_others(rest);
	claim->end = (size_t)(rest.at - reading->text.at);
	struct str words = str_trim((struct str){ reading->text.at, claim->end });
	claim->end = words.len;
	return verdict != VERDICT_NONE;
}

/* Whether a sentence, or a clause of one, begins at offset. */
static bool opens_sentence(struct str text, size_t offset)
{
	static const char *const before[] = { "so",  "hence", "thus", "therefore", "only",  "and",
					      "but", "as",    "that", "both",	   "it is", "why",
					      "though", "although", "while", "whereas", NULL };
	struct str sooner = str_trim((struct str){ text.at, offset });
	return !sooner.len || strchr(".!?;:,", sooner.at[sooner.len - 1]) ||
	       phrase_ends_any(sooner, before) < sooner.len;
}

/* "The frontal lobe is the correct answer", where the option only says "Frontal". */
static bool read_named(const struct claim_reading *reading, size_t start, struct claim *claim)
{
	static const char *const article[] = { "the", NULL };
	static const char *const answer[] = { "is the correct answer", "is the right answer",	"is the answer",
					      "is the correct option", "is the correct choice", NULL };
	struct str rest = phrase_after(reading->text, start), noun = STR_NONE;
	*claim = (struct claim){ .start = start, .mentions.count = 1, .right = true, .kind = CLAIM_ANSWER };
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
	static const char *const pronouns[] = { "it is", "this is", "it's", "it’s", NULL }, *const articles[] = {
		"the", "a", "an", NULL
	};
	struct str rest = phrase_after(reading->text, start);
	*claim = (struct claim){ .start = start, .mentions.count = 1, .right = true, .kind = CLAIM_ANSWER };
	struct mention *mention = &claim->mentions.at[0];
	if (start > 0 || !phrase_take(&rest, pronouns))
		return false;
	if (!mention_quotation(reading->options, rest, mention) &&
	    (!phrase_take(&rest, articles) || !mention_quotation(reading->options, rest, mention)))
		return false;
	claim->end = (size_t)(rest.at - reading->text.at) + mention->text.len;
	return verdict_ends(phrase_after(rest, mention->text.len));
}

/* Whether another letter of an option follows in a form of its own, as where each option is explained in turn: "A: …
 * B: …", "(a) … (b) …". With quotations, only letters before the text of their option count. */
static bool explains_others(const struct claim_reading *reading, struct str text, const struct mention *mention,
			    bool quoting)
{
	for (size_t i = mention->text.len; i < text.len; i++) {
		struct mention other, quoted;
		struct str rest = phrase_after(text, i);
		if (phrase_in_word(text, i - 1) || !mention_sign(rest, &other) || other.number == mention->number)
			continue;
		rest = str_trim(phrase_after(rest, other.text.len));
		bool marked = mention_skip(&rest, ".:-)") || other.enclosed;
		if (quoting ? mention_quotation(reading->options, rest, &quoted) && quoted.number == other.number
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
	return sign && !mention_sign(said, &other) && !explains_others(reading, text, mention, false);
}

/* "C i.e. renin", "Explanation: (b) Renin", "D.", "B, because": the text begins with the answer. It is not a claim if
 * other options follow in the same form, or a verdict. */
static bool read_opening(const struct claim_reading *reading, struct claim *claim)
{
	static const char *const that_is[] = { "i.e", "ie", NULL };
	static const char *const denials[] = { "is not", "isn't", "isn’t", "does not", "doesn't", "doesn’t", "are not", "do not", "cannot",
					       "would not", "is wrong", "is incorrect", "is false", NULL };
	static const char *const heads[] = { "explanation", "hence", "so", "therefore", "thus", NULL };
	static const char *const nouns[] = { "option", "choice", NULL };
	struct str text = reading->text;
	bool headed = phrase_take(&text, heads);
	(void)(headed && mention_skip(&text, ":-., "));
	(void)phrase_take(&text, nouns);
	*claim = (struct claim){ .mentions.count = 1, .right = true, .kind = CLAIM_ANSWER };
	struct mention *mention = &claim->mentions.at[0], quoted;
	if (!mention_sign(text, mention) || mention->sign <= '9')
		return false;
	struct str after = str_trim(phrase_after(text, mention->text.len)), rest = after;
	claim->end = (size_t)(text.at - reading->text.at) + mention->text.len;
	if (phrase_starts_any(after, that_is) || ends_with_letter(reading, mention, after))
		return true;
	bool sign = mention_skip(&rest, ".:-)") || mention->enclosed;
	if (sign && mention_quotation(reading->options, rest, &quoted))
		return quoted.number == mention->number && !explains_others(reading, text, mention, true) &&
		       !phrase_starts_any(str_trim(phrase_after(rest, quoted.text.len)), denials);
	enum claim_kind kind;
	rest = after;
	return claim_verdict(&rest, true, false, false, mention, &kind) == VERDICT_NONE &&
	       gives_reason(reading, text, mention, after);
}

/* The bit of a second letter, or of a byte of one. */
#define SECOND(c) (UINT32_C(1) << ((c)&31))

bool claim_has_head(struct str text)
{
	/* By first letter, with the second letters, because few words begin a claim. */
	static const struct {
		uint32_t seconds;
		const char *words[16];
	} heads[26] = {
		['a' - 'a'] = { SECOND('c') | SECOND('l') | SECOND('n') | SECOND('p'),
				{ "accordingly", "all", "alternative", "apart", "ans", "answer", "answers", "antwort" } },
		['b' - 'a'] = { SECOND('e') | SECOND('o') | SECOND('y'), { "besides", "best", "bonne", "both", "by" } },
		['c' - 'a'] = { SECOND('h') | SECOND('i') | SECOND('o') | SECOND('r'),
				{ "choice", "choices", "choose", "chosen", "circle", "circled", "correct", "cross out" } },
		['d' - 'a'] = { SECOND('i'), { "die", "discard", "distractors" } },
		['e' - 'a'] = { SECOND('l') | SECOND('v') | SECOND('x'), { "eliminate", "eliminates", "everything", "except", "exception", "exclude", "excludes" } },
		['f' - 'a'] = { SECOND('a') | SECOND('i') | SECOND('o'), { "false", "fifth", "first", "fourth" } },
		['g' - 'a'] = { SECOND('o'), { "go", "gone" } },
		['h' - 'a'] = { SECOND('e'), { "hence" } },
		['i' - 'a'] = { SECOND('n') | SECOND('t'), { "incorrect", "it is", "it must", "it can", "it has", "it's", "it’s", "item", "items" } },
		['k' - 'a'] = { SECOND('e') | SECOND('o'), { "key", "korrekte" } },
		['l' - 'a'] = { SECOND('a') | SECOND('e') | SECOND(0xc3),
				{ "la", "last", "leaves", "leave", "leaving", "left", "letter", "lösung" } },
		['m' - 'a'] = { SECOND('a') | SECOND('o'), { "makes", "mark", "marked", "most" } },
		['n' - 'a'] = { SECOND('e') | SECOND('o'), { "neither", "none but", "none of", "not", "nothing but" } },
		['o' - 'a'] = { SECOND('d') | SECOND('n') | SECOND('p') | SECOND('u'),
				{ "odd", "one that", "only", "opt", "option", "options", "our", "outlier" } },
		['p' - 'a'] = { SECOND('i') | SECOND('l') | SECOND('o'), { "pick", "picked", "plump", "point to", "points to" } },
		['r' - 'a'] = { SECOND('e') | SECOND('i') | SECOND('u') | SECOND(0xc3),
				{ "response", "responses", "respuesta", "richtig", "richtige", "right", "réponse", "rule out", "rules out" } },
		['s' - 'a'] = { SECOND('e') | SECOND('i') | SECOND('o') | SECOND('t'),
				{ "second", "select", "selected", "settle", "single", "so", "sol", "soln", "solution",
				  "statement", "statements" } },
		['t' - 'a'] = { SECOND('h') | SECOND('i') | SECOND('r'),
				{ "the", "therefore", "third", "this is", "thus", "tick", "ticked", "true" } },
		['u' - 'a'] = { SECOND('n'), { "untrue" } },
		['w' - 'a'] = { SECOND('h') | SECOND('i') | SECOND('r'), { "why", "with the exception of", "wrong" } },
		['y' - 'a'] = { SECOND('o'), { "your answer" } },
	};
	if (text.len < 2 || !ascii_is_letter(text.at[0]))
		return false;
	size_t row = (size_t)((text.at[0] | 0x20) - 'a');
	return (heads[row].seconds & SECOND(text.at[1])) && phrase_starts_any(text, heads[row].words);
}

/* What reads claims that begin with such a word, and the first letters of these words. */
static const struct {
	const char *letters;
	bool (*read)(const struct claim_reading *reading, size_t start, struct claim *claim);
} readers[] = {
	{ "abcdefiklmorstwy", claim_answer },
	{ "abcdeghilmnoprstw", claim_choice },
	{ "t", read_named },
	{ "it", read_pronoun },
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
		bool word = end > start, head = word && claim_has_head(phrase_after(text, start));
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
