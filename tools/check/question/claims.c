#include "check/question/claims.h"
#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/question/parts.h"

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
	size_t end = 0, most = rest.len < CLAIM_REACH ? rest.len : CLAIM_REACH;
	while (end < most && !strchr(".!?", rest.at[end]))
		end++;
	return phrase_in_any((struct str){ rest.at, end }, others);
}

/* "Renin. The others are wrong." */
static bool leaves_others_wrong(struct str rest)
{
	static const char *const others[] = { "the others", "all others", "all the others", "the rest", "the other options", NULL };
	static const char *const wrong[] = { "are wrong", "are incorrect", "is wrong", "are all wrong", "are distractors", NULL };
	return mention_skip(&rest, ".;:,") && phrase_take(&rest, others) && phrase_starts_any(rest, wrong);
}

/* What is said of no amount. */
static const char *const choices[] = { "is the correct choice", "is the right choice", "is the correct option", "is the right option",
				       "is the correct answer", "is the right answer", NULL };

/* ". Correct." or "is the correct option", after a number. */
static bool is_labelled(struct str text)
{
	static const char *const labels[] = { "correct", "incorrect", NULL };
	return phrase_starts_any(str_trim(text), choices) ||
	       (mention_skip(&text, ".") && phrase_take(&text, labels) && verdict_ends(text));
}

/* "Option B is correct", "(c) is right", "D: incorrect", "Choices A and B are wrong", "The last option is the answer",
 * "Amoxicillin is the correct answer." */
static bool read_judgement(const struct claim_reading *reading, size_t start, bool head, bool opens,
			   struct claim *claim)
{
	static const char *const both[] = { "both", NULL };
	static const char *const nouns[] = { "option",	   "answer",  "choice",	 "response",  "alternative",
					     "options",	   "answers", "choices", "responses", "statement",
					     "statements", "item",    "items",	 "letter",    "number",
					     "no",	  NULL };
	static const char *const numbers[] = { "number", "no", NULL }, *const in[] = { "in", "under", NULL };
	struct str rest = phrase_after(reading->text, start);
	*claim = (struct claim){ .start = start, .mentions.count = 1 };
	struct mention *mention = &claim->mentions.at[0];
	(void)(head && phrase_take(&rest, both));
	bool ordinal = head && mention_ordinal(reading->options, &rest, mention);
	bool noun = head && !ordinal && phrase_take(&rest, nouns);
	struct str first = phrase_after(reading->text, start);
	bool number = noun && (phrase_starts(first, "number") || phrase_starts(first, "no"));
	(void)(noun && phrase_take(&rest, in));
	(void)(noun && (mention_skip(&rest, "-.") || phrase_take(&rest, numbers)) && mention_skip(&rest, "."));
	bool quoted = !ordinal && opens && !noun && mention_quotation(reading->options, rest, mention);
	if (!ordinal && !quoted && !(noun ? mention_numeral(rest, mention) : mention_sign(rest, mention)))
		return false;
	bool digit = mention->sign && mention->sign <= '9', small = mention->small;
	if (number && !digit)
		return false;
	if (!ordinal && !quoted && !noun && !mention->enclosed &&
	    (!opens || small || (digit && !is_labelled(phrase_after(rest, mention->text.len)))))
		return false;
	if (!ordinal)
		take_rest(reading, &rest, quoted, &claim->mentions);
	/* "D. is correct" */
	if (opens && mention->sign && str_starts(rest, ". is "))
		rest = str_trim(phrase_after(rest, 1));
	claim->kind = CLAIM_ANSWER;
	enum verdict verdict = opens && mention->sign && !digit && prefers(&rest)
				       ? VERDICT_RIGHT
				       : claim_verdict(&rest, opens || ordinal, noun || ordinal, claim->mentions.count > 1,
						      mention, &claim->kind);
	if (verdict == VERDICT_NONE && opens && mention->sign && !digit)
		verdict = claim_indirect(reading, start, &rest, &claim->kind);
	if (verdict == VERDICT_NONE && opens && leaves_others_wrong(rest)) {
		claim->kind = CLAIM_VERDICT;
		verdict = VERDICT_RIGHT;
	}
	claim->right = verdict == VERDICT_RIGHT;
	claim->alone = contrasts_others(rest);
	claim->end = (size_t)(rest.at - reading->text.at);
	struct str words = str_trim((struct str){ reading->text.at, claim->end });
	claim->end = words.len;
	return verdict != VERDICT_NONE;
}

/* Whether a tick, an arrow or another symbol ends the text. */
static bool ends_with_symbol(struct str text)
{
	size_t first = text.len;
	while (first > 0 && ((unsigned char)text.at[--first] & 0xc0) == 0x80)
		;
	return first + 1 < text.len && (mention_symbol(phrase_after(text, first)) || str_ends(text, "\xef\xb8\x8f"));
}

/* Whether a sentence, or a clause of one, begins at offset. */
static bool opens_sentence(struct str text, size_t offset)
{
	static const char *const before[] = { "so",  "hence", "thus", "therefore", "only",  "and",
					      "but", "as",    "that", "both",	   "it is", "why", "wrong", "incorrect", "t", "f", "true", "false",
					      "though", "although", "while", "whereas", NULL };
	struct str sooner = str_trim((struct str){ text.at, offset });
	return !sooner.len || strchr(".!?;:,", sooner.at[sooner.len - 1]) || ends_with_symbol(sooner) ||
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
	static const char *const pronouns[] = { "it is", "this is", "it's", "it’s", "that is", "that's", "that’s", NULL };
	static const char *const articles[] = { "the", "a", "an", NULL };
	struct str rest = phrase_after(reading->text, start);
	*claim = (struct claim){ .start = start, .mentions.count = 1, .right = true, .kind = CLAIM_ANSWER };
	struct mention *mention = &claim->mentions.at[0];
	if (start > 0 || !phrase_take(&rest, pronouns))
		return false;
	/* "It's B." */
	if (mention_sign(rest, mention) && mention->sign > '9' && (!mention->small || mention->enclosed) &&
	    mention->number < mention_options(reading->options) && !mention_is_word(reading->options, mention->sign)) {
		claim->end = (size_t)(rest.at - reading->text.at) + mention->text.len;
		struct str next = phrase_after(rest, mention->text.len);
		return verdict_ends(next) && !str_starts(next, "-") && !str_starts(next, " (");
	}
	if (!mention_quotation(reading->options, rest, mention) &&
	    (!phrase_take(&rest, articles) || !mention_quotation(reading->options, rest, mention)))
		return false;
	claim->end = (size_t)(rest.at - reading->text.at) + mention->text.len;
	return verdict_ends(phrase_after(rest, mention->text.len));
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
		['b' - 'a'] = { SECOND('e') | SECOND('o') | SECOND('y'), { "besides", "best", "bonne", "both", "bottom", "by" } },
		['c' - 'a'] = { SECOND('a') | SECOND('h') | SECOND('i') | SECOND('o') | SECOND('r'),
				{ "choice", "choices", "cannot be", "can't be", "can’t be", "choose", "chose", "chosen", "circle", "circled", "correct", "cross out" } },
		['d' - 'a'] = { SECOND('i'), { "die", "discard", "distractors" } },
		['e' - 'a'] = { SECOND('l') | SECOND('v') | SECOND('x'), { "eliminate", "eliminates", "everything", "except", "exception", "exclude", "excludes" } },
		['f' - 'a'] = { SECOND('a') | SECOND('i') | SECOND('o'), { "false", "fifth", "final", "first", "fourth" } },
		['g' - 'a'] = { SECOND('o'), { "go", "gone" } },
		['h' - 'a'] = { SECOND('e'), { "hence" } },
		['i' - 'a'] = { SECOND('f') | SECOND('n') | SECOND('t'), { "if you", "if your", "incorrect", "it is", "it must", "it can", "it has", "it's", "it’s", "item", "items" } },
		['k' - 'a'] = { SECOND('e') | SECOND('o'), { "key", "korrekte" } },
		['l' - 'a'] = { SECOND('a') | SECOND('e') | SECOND(0xc3),
				{ "la", "last", "leaves", "leave", "leaving", "left", "letter", "lösung" } },
		['m' - 'a'] = { SECOND('a') | SECOND('o') | SECOND('y'), { "makes", "mark", "marked", "most", "my answer" } },
		['n' - 'a'] = { SECOND('e') | SECOND('o') | SECOND('u'), { "neither", "none but", "none of", "no", "not", "nothing but", "number" } },
		['o' - 'a'] = { SECOND('d') | SECOND('n') | SECOND('p') | SECOND('u'),
				{ "odd", "one that", "only", "opt", "option", "options", "our", "outlier" } },
		['p' - 'a'] = { SECOND('e') | SECOND('i') | SECOND('l') | SECOND('o'), { "penultimate", "pick", "picked", "plump", "point to", "points to" } },
		['r' - 'a'] = { SECOND('e') | SECOND('i') | SECOND('u') | SECOND(0xc3),
				{ "response", "responses", "respuesta", "richtig", "richtige", "right", "réponse", "rule out", "rules out" } },
		['s' - 'a'] = { SECOND('e') | SECOND('i') | SECOND('o') | SECOND('t'),
				{ "second", "select", "selected", "settle", "single", "so", "sol", "soln", "solution",
				  "statement", "statements" } },
		['t' - 'a'] = { SECOND('h') | SECOND('i') | SECOND('o') | SECOND('r'),
				{ "that is", "that's", "that’s", "the", "therefore", "third", "this is", "those who", "thus", "tick", "ticked", "top", "true" } },
		['u' - 'a'] = { SECOND('n'), { "untrue" } },
		['w' - 'a'] = { SECOND('e') | SECOND('h') | SECOND('i') | SECOND('r'), { "well done", "why", "with the exception of", "wrong" } },
		['y' - 'a'] = { SECOND('o'), { "you are", "you were", "your answer" } },
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
	{ "abcdefiklmorstuwy", claim_answer },
	{ "abcghilmnopst", claim_choice },
	{ "abcdeinortw", claim_others },
	{ "t", read_named },
	{ "it", read_pronoun },
	{ "itwy", claim_address },
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

/* Whether the single letter or digit from start may mean an option: it is a capital, something marks it, or a word before
 * it says so. "A" and digits are frequent otherwise. */
static bool may_be_sign(struct str text, size_t start)
{
	static const char *const before[] = { "option", "answer", "choice", "number", "no", "no.", "ans", "is", "key", "response",
					      "statement", "item", "letter", "box", "alternative", "ans.", NULL };
	char c = text.at[start], letter = (char)(c | 0x20);
	bool digit = c >= '1' && c <= '9';
	if (!digit && (letter < 'a' || letter > 'h'))
		return false;
	bool goes_on = start + 2 < text.len && text.at[start + 1] == ' ' && phrase_in_word(text, start + 2);
	if (!goes_on || ascii_is_upper(c) || (digit && phrase_starts_any(phrase_after(text, start + 2), choices)))
		return true;
	struct str sooner = str_trim((struct str){ text.at, start });
	return sooner.len && (strchr("(['\"`:=-", sooner.at[sooner.len - 1]) || phrase_ends_any(sooner, before) < sooner.len);
}

bool claim_possible(const struct claim_reading *reading)
{
	struct str text = reading->text;
	struct mention mention;
	for (size_t start = 0, end; start < text.len; start = end + (end == start)) {
		for (end = start; phrase_in_word(text, end);)
			end++;
		if (end == start)
			continue;
		unsigned char first = (unsigned char)ascii_lower(text.at[start]);
		struct str rest = phrase_after(text, start);
		if (start > 0 && text.at[start - 1] == '(' && mention_sign(phrase_after(text, start - 1), &mention))
			return true;
		if (end == start + 1 ? may_be_sign(text, start)
				     : strchr("bflnpst", first) && mention_ordinal(reading->options, &rest, &mention))
			return true;
		uint32_t second = start + 1 < text.len ? UINT32_C(1) << (text.at[start + 1] & 31) : UINT32_MAX;
		if ((reading->seconds[first] & second) && mention_quotation(reading->options, phrase_after(text, start), &mention))
			return true;
	}
	return false;
}

bool claim_next(const struct claim_reading *reading, size_t *at, struct claim *claim)
{
	struct str text = reading->text;
	if (*at == 0 && claim_opening(reading, claim)) {
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
