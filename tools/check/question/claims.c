#include "check/question/claims.h"
#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/question/parts.h"

/* How far back a sentence is searched, in bytes, so that a text without full stops takes linear time. */
enum { SENTENCE_REACH = 300 };

static size_t option_count(struct str options)
{
	size_t count = 0;
	for (size_t i = 0; i < options.len; i++)
		count += options.at[i] == '\0';
	return count;
}

/* Moves text past these signs and a dash. */
static bool take_signs(struct str *text, const char *signs)
{
	size_t len = 0;
	while (len < text->len && strchr(signs, text->at[len]))
		len++;
	if (str_starts(phrase_after(*text, len), "–") || str_starts(phrase_after(*text, len), "—"))
		len += 3;
	*text = str_trim(phrase_after(*text, len));
	return len > 0;
}

static size_t quotation_mark(struct str text)
{
	switch (text.len ? (unsigned char)text.at[0] : 0) {
	case '(':
	case ')':
	case '[':
	case ']':
	case '\'':
	case '`':
	case '"':
		return 1;
	case 0xe2:
		return str_starts(text, "‘") || str_starts(text, "’") || str_starts(text, "“") || str_starts(text, "”") ? 3 : 0;
	default:
		return 0;
	}
}

/* Parses "B", "(b)", "'c'", "d)", "2" at the beginning of text. */
static bool read_sign(struct str text, struct mention *mention)
{
	size_t open = quotation_mark(text);
	if (open >= text.len)
		return false;
	char c = text.at[open], letter = (char)(c | 0x20);
	bool digit = c >= '1' && c <= '9';
	if (!digit && !(letter >= 'a' && letter <= 'h'))
		return false;
	struct str after = phrase_after(text, open + 1);
	size_t close = quotation_mark(after);
	bool joined = after.len > 1 && strchr("-+/'.", after.at[0]) && phrase_in_word(after, 1);
	if (phrase_in_word(after, 0) || (joined && !close) || (close && phrase_in_word(after, close) && !open))
		return false;
	*mention = (struct mention){
		.text = { text.at, open + 1 + close },
		.number = (size_t)(digit ? c - '1' : letter - 'a'),
		.sign = digit ? c : (char)(c & ~0x20),
		.small = !digit && c >= 'a',
		.enclosed = close > 0,
	};
	return true;
}

/* The longest option that text begins with, in whole words. */
static bool read_quotation(const struct claim_reading *reading, struct str text, struct mention *mention)
{
	struct str options = reading->options;
	size_t open = quotation_mark(text);
	*mention = (struct mention){ .text = STR_NONE };
	for (size_t i = 0; options.len; i++) {
		size_t len = strlen(options.at);
		size_t taken = len > 0 ? phrase_starts(phrase_after(text, open), options.at) : 0;
		if (taken > 0 && open + taken > mention->text.len)
			*mention = (struct mention){ .text = { text.at, open + taken }, .number = i };
		options = phrase_after(options, len + 1);
	}
	if (mention->text.len > 0)
		mention->text.len += quotation_mark(phrase_after(text, mention->text.len));
	return mention->text.len > 0;
}

/* Whether the following text shows that the letter names an option, unlike in "A patient", "E. coli", "B cells". */
static bool is_letter(const struct claim_reading *reading, struct mention *mention, struct str text)
{
	static const char *const reasons[] = { "i.e", "ie", "because", "since", "as", "for", "with", "only", "alone",
					       "answer", "ans", "ref", "explanation", "correct", NULL };
	struct str after = str_trim(phrase_after(text, mention->text.len));
	struct str said = after;
	struct mention quoted;
	/* "E. coli" may be an option itself. */
	if (read_quotation(reading, text, &quoted) && quoted.text.len > mention->text.len + 1)
		return false;
	(void)take_signs(&said, ".,:;)-= ");
	if (read_quotation(reading, said, &quoted)) {
		mention->number = quoted.number;
		return true;
	}
	if (mention->enclosed || !after.len || strchr(",;:!)([=", after.at[0]) || phrase_starts_any(after, reasons))
		return true;
	bool dash = after.at[0] == '-' || str_starts(after, "–") || str_starts(after, "—");
	bool small = said.len && ascii_is_lower(said.at[0]);
	return dash || (after.at[0] == '.' && !small);
}

/* "B", "B and C", "(a), (b)". */
static bool read_letters(const struct claim_reading *reading, struct str *rest, bool capital, struct claim *claim)
{
	static const char *const joints[] = { "and", "or", NULL };
	struct str text = *rest;
	for (claim->count = 0; claim->count < sizeof claim->mentions / sizeof *claim->mentions;) {
		struct mention *mention = &claim->mentions[claim->count];
		if (!read_sign(text, mention) || (capital && mention->small && !mention->enclosed))
			break;
		struct str next = str_trim(phrase_after(text, mention->text.len));
		struct mention other;
		bool joined = phrase_take(&next, joints) || take_signs(&next, ",&/");
		joined = joined && read_sign(next, &other) && is_letter(reading, &other, next);
		if (!joined && !is_letter(reading, mention, text))
			break;
		claim->count++;
		*rest = phrase_after(text, mention->text.len);
		if (!joined)
			break;
		text = next;
	}
	return claim->count > 0;
}

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
	for (size_t i = 0; read[i]; i++)
		if (phrase_ends(before, read[i]) < before.len)
			return true;
	for (size_t i = 0; words[i]; i++)
		if (phrase_ends(before, words[i]) < before.len)
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

/* "Incorrect answers: A, C and D." */
static bool read_wrong_ones(const struct claim_reading *reading, size_t start, struct claim *claim)
{
	static const char *const adjectives[] = { "incorrect", "wrong", NULL };
	static const char *const nouns[] = { "answers", "options", "choices", "responses", NULL };
	static const char *const be[] = { "are", NULL };
	struct str rest = phrase_after(reading->text, start);
	if (!phrase_take(&rest, adjectives) || !phrase_take(&rest, nouns) || !(take_signs(&rest, ":-= ") || phrase_take(&rest, be)))
		return false;
	*claim = (struct claim){ .start = start };
	if (!read_letters(reading, &rest, false, claim))
		return false;
	claim->end = (size_t)(rest.at - reading->text.at);
	return true;
}

/* "Hence D.", "so option c" at the end of the text. */
static bool read_conclusion(const struct claim_reading *reading, size_t start, struct claim *claim)
{
	static const char *const heads[] = { "hence", "therefore", "thus", "so", NULL };
	static const char *const nouns[] = { "option", "choice", "answer", NULL };
	struct str rest = phrase_after(reading->text, start);
	bool headed = phrase_take(&rest, heads), noun = headed && phrase_take(&rest, nouns);
	*claim = (struct claim){ .start = start, .count = 1, .right = true, .answer = true };
	struct mention *mention = &claim->mentions[0];
	if (!headed || !read_sign(rest, mention) || mention->sign <= '9' || (mention->sign == 'A' && mention->small && !noun))
		return false;
	struct str after = str_trim(phrase_after(rest, mention->text.len));
	claim->end = (size_t)(rest.at - reading->text.at) + mention->text.len;
	return (!after.len || (after.len == 1 && after.at[0] == '.')) && mention->number < option_count(reading->options);
}

/* "The correct answer is B", "Ans. (b)", "Answer: amoxicillin", "Correct option is 'c'". */
static bool read_answer(const struct claim_reading *reading, size_t start, struct claim *claim)
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
	bool linked = take_signs(&rest, ".:-= ");
	if ((!noun && !(adjective && linked)) || is_refused((struct str){ reading->text.at, start }))
		return false;
	bool verb = noun && phrase_take(&rest, be);
	bool negated = verb && phrase_take(&rest, no);
	linked = take_signs(&rest, ":-= ") || linked || verb;
	bool filler = phrase_take(&rest, fillers);
	(void)(filler && phrase_take(&rest, fillers));
	linked = take_signs(&rest, ":-= ") || linked;
	*claim = (struct claim){ .start = start, .right = !negated, .answer = true };
	struct str at = rest;
	struct mention quoted;
	if (read_letters(reading, &rest, !linked, claim)) {
		struct mention *first = &claim->mentions[0];
		bool digit = first->sign <= '9';
		/* "Answer A is", "the answer is 5" */
		struct str next = str_trim(rest), said = next;
		(void)take_signs(&said, ".:-)");
		digit = digit && !filler && !first->enclosed && !read_quotation(reading, said, &quoted) &&
			!(short_form && !said.len && !has_digits(reading->options));
		if (digit || (!linked && !short_form && phrase_starts_any(next, verbs)))
			return false;
		claim->end = (size_t)(rest.at - reading->text.at);
		return true;
	}
	if (!linked || !read_quotation(reading, at, &claim->mentions[0]))
		return false;
	claim->count = 1;
	claim->end = (size_t)(at.at - reading->text.at) + claim->mentions[0].text.len;
	return verdict_ends(phrase_after(reading->text, claim->end));
}

/* "Second option", "last answer"; moves rest past it. */
static bool read_ordinal(const struct claim_reading *reading, struct str *rest, struct mention *mention)
{
	static const char *const ordinals[] = { "first", "second", "third", "fourth", "fifth", "last" };
	static const char *const nouns[] = { "option", "answer", "choice", NULL };
	size_t count = option_count(reading->options);
	for (size_t i = 0; i < sizeof(ordinals) / sizeof(ordinals[0]) && count > 0; i++) {
		struct str after = *rest;
		if (!phrase_take(&after, (const char *const[]){ ordinals[i], NULL }) || !phrase_take(&after, nouns))
			continue;
		struct str whole = str_trim((struct str){ rest->at, (size_t)(after.at - rest->at) });
		*mention = (struct mention){ .text = whole, .number = i < 5 ? i : count - 1 };
		*rest = after;
		return true;
	}
	return false;
}

/* Further letters: ", B and D". */
static void read_more_signs(struct str *rest, struct claim *claim)
{
	static const char *const joints[] = { "and", "or", NULL };
	while (claim->count < sizeof claim->mentions / sizeof *claim->mentions) {
		struct str next = *rest;
		struct mention *mention = &claim->mentions[claim->count];
		bool comma = take_signs(&next, ",&/"), joint = phrase_take(&next, joints);
		if (!(comma || joint) || !read_sign(next, mention))
			return;
		claim->count++;
		*rest = str_trim(phrase_after(next, mention->text.len));
	}
}

/* What follows an option: "is correct", ": incorrect", "best explains this", and "true" after "(b)". */
static enum verdict read_verdict(struct str *rest, bool opens, const struct mention *mention)
{
	static const char *const best[] = { "best explains", "best fits", "fits best", "best describes", "best matches", NULL };
	static const char *const truths[] = { "true", NULL }, *const lies[] = { "false", NULL };
	enum verdict verdict = verdict_predicate(rest);
	struct str said = *rest;
	if (verdict == VERDICT_NONE && opens && phrase_take(&said, best))
		verdict = VERDICT_RIGHT;
	bool signs = verdict == VERDICT_NONE && mention->sign && opens && (take_signs(&said, ":-") || mention->enclosed);
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
static bool read_judgement(const struct claim_reading *reading, size_t start, bool opens, struct claim *claim)
{
	static const char *const nouns[] = { "option", "answer", "choice", "response", "alternative", "options",
					     "answers", "choices", "responses", NULL };
	struct str rest = phrase_after(reading->text, start);
	*claim = (struct claim){ .start = start, .count = 1 };
	struct mention *mention = &claim->mentions[0];
	bool ordinal = read_ordinal(reading, &rest, mention);
	bool noun = !ordinal && phrase_take(&rest, nouns);
	bool quoted = !ordinal && opens && !noun && read_quotation(reading, rest, mention);
	if (!ordinal && !quoted && !read_sign(rest, mention))
		return false;
	bool digit = mention->sign && mention->sign <= '9', small = mention->small;
	if (!ordinal && !quoted && !noun && !mention->enclosed && (!opens || digit || small))
		return false;
	if (!ordinal) {
		/* "Option (b) Renin is correct": the text of the option counts. */
		struct mention repeated;
		rest = str_trim(phrase_after(rest, mention->text.len));
		if (mention->sign && read_quotation(reading, rest, &repeated)) {
			mention->number = repeated.number;
			rest = str_trim(phrase_after(rest, repeated.text.len));
		} else if (mention->sign) {
			read_more_signs(&rest, claim);
		}
	}
	enum verdict verdict = read_verdict(&rest, opens || ordinal, mention);
	claim->right = verdict == VERDICT_RIGHT;
	claim->end = (size_t)(rest.at - reading->text.at);
	struct str words = str_trim((struct str){ reading->text.at, claim->end });
	claim->end = words.len;
	return verdict != VERDICT_NONE;
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
	(void)(headed && take_signs(&text, ":-., "));
	(void)phrase_take(&text, nouns);
	*claim = (struct claim){ .count = 1, .right = true, .answer = true };
	struct mention *mention = &claim->mentions[0], quoted;
	if (!read_sign(text, mention) || mention->sign <= '9')
		return false;
	struct str after = str_trim(phrase_after(text, mention->text.len));
	claim->end = (size_t)(text.at - reading->text.at) + mention->text.len;
	if (phrase_starts_any(after, that_is))
		return true;
	if (!after.len || (after.len == 1 && after.at[0] == '.'))
		return mention->number < option_count(reading->options);
	bool sign = take_signs(&after, ".:-)") || mention->enclosed;
	if (!sign || !read_quotation(reading, after, &quoted) || quoted.number != mention->number)
		return false;
	for (size_t i = mention->text.len; i < text.len; i++) {
		struct mention other;
		struct str rest = phrase_after(text, i);
		if (phrase_in_word(text, i - 1) || !read_sign(rest, &other) || other.number == mention->number)
			continue;
		rest = str_trim(phrase_after(rest, other.text.len));
		(void)take_signs(&rest, ".:-)");
		if (read_quotation(reading, rest, &quoted) && quoted.number == other.number)
			return false;
	}
	return true;
}

/* Whether a sentence, or a clause of one, begins at offset. */
static bool opens_sentence(struct str text, size_t offset)
{
	static const char *const before[] = { "so", "hence", "thus", "therefore", "only", "and", "but", "as", "that", NULL };
	struct str sooner = str_trim((struct str){ text.at, offset });
	for (size_t i = 0; before[i]; i++)
		if (phrase_ends(sooner, before[i]) < sooner.len)
			return true;
	return !sooner.len || strchr(".!?;:,", sooner.at[sooner.len - 1]);
}

bool claim_next(const struct claim_reading *reading, size_t *at, struct claim *claim)
{
	struct str text = reading->text;
	if (*at == 0 && read_opening(reading, claim)) {
		*at = claim->end;
		return true;
	}
	for (size_t i = *at; i < text.len; i++) {
		bool word = phrase_in_word(text, i);
		if ((!word && !quotation_mark(phrase_after(text, i))) || (word && i > 0 && phrase_in_word(text, i - 1)))
			continue;
		if (read_answer(reading, i, claim) || read_conclusion(reading, i, claim) || read_wrong_ones(reading, i, claim) ||
		    read_judgement(reading, i, opens_sentence(text, i), claim)) {
			*at = claim->end;
			return true;
		}
	}
	*at = text.len;
	return false;
}
