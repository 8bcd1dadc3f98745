#include "base/ascii.h"
#include "check/card/parts.h"
#include "check/core/phrase.h"
#include "check/text/text.h"

static const char *const question_words[] = { "what", "which", "who",  "whom",	"whose",
					      "how",  "why",   "when", "where", NULL };

/* The length of a number of at least three, in letters or digits. */
static size_t several(struct str text)
{
	static const char *const numbers[] = { "three", "four", "five",	  "six",    "seven", "eight",
					       "nine",	"ten",	"eleven", "twelve", NULL };
	size_t len = phrase_starts_any(text, numbers);
	if (len || !text.len || text.at[0] < '0' || text.at[0] > '9')
		return len;
	while (len < text.len && ascii_is_digit(text.at[len]))
		len++;
	bool small = len == 1 && text.at[0] < '3';
	/* "What are the 5-HT receptors …", "Name 3.5 …" */
	bool joined = len < text.len && strchr("-.,%/", text.at[len]);
	return len > 2 || small || joined || phrase_in_word(text, len) ? 0 : len;
}

/* The length of a request for a list at the start of a sentence: "List the", "Name three", "What are the five"; 0 if
 * there is none. */
static size_t asks_for_list(struct str text)
{
	static const char *const always[] = { "list the", "list all", "enumerate", "name all", NULL };
	static const char *const with_number[] = { "name the",	    "name",	"give the", "give",	 "list",
						   "what are the",  "what are", "which",    "state the", "state",
						   "which are the", "mention",	NULL };
	size_t len = phrase_starts_any(text, always);
	if (len)
		return len;
	len = phrase_starts_any(text, with_number);
	struct str rest = phrase_after(text, len);
	while (len && rest.len && strchr(" \n\t\r", rest.at[0]))
		rest = phrase_after(rest, 1);
	size_t number = len ? several(rest) : 0;
	return number ? (size_t)(rest.at - text.at) + number : 0;
}

/* Finds a sentence that asks for a list; false if there is none. */
static bool find_list(struct str text, size_t *start, size_t *end)
{
	for (size_t i = 0; i < text.len;) {
		while (i < text.len && !phrase_in_word(text, i))
			i++;
		size_t len = asks_for_list(phrase_after(text, i));
		if (len) {
			*start = i;
			*end = i + len;
			return true;
		}
		while (i < text.len && !(text.at[i] == ' ' && i > 0 && strchr(".?!:", text.at[i - 1])))
			i++;
	}
	return false;
}

bool card_asks_for_list(struct lesson_check *check, const struct card *card)
{
	size_t start = 0, end = 0;
	if (!report_wants(check->report, RULE_CARD_ENUMERATION) || !card->front ||
	    !language_is_english(inline_lang(card->front->text, card->front->element.lang)))
		return false;
	buf_clear(&check->cards.text);
	text_inline(&check->cards.text, card->front->text, TEXT_ANSWERS);
	return find_list(buf_view(&check->cards.text), &start, &end);
}

/* For the functions below, check->cards.prose is the prompt. */

static struct span part(struct lesson_check *check, size_t start, size_t end)
{
	return prose_span(&check->cards.prose, check->source, start, end);
}

static void check_enumeration(struct lesson_check *check, const struct card *card)
{
	size_t start = 0, end = 0;
	if (!find_list(prose_view(&check->cards.prose), &start, &end))
		return;
	struct diagnostic *d = report_add(check->report, RULE_CARD_ENUMERATION, part(check, start, end), card->id.value,
					  "this card asks for a list");
	report_help(check->report, d, "make a card for each item, and ask for what distinguishes it");
}

/* Whether the back begins with a verdict that is alone or set off: "Yes", "No, …". */
static bool back_is_verdict(struct lesson_check *check, const struct card *card)
{
	static const char *const verdicts[] = { "yes", "no", "true", "false", NULL };
	if (!card->back || !language_is_english(inline_lang(card->back->text, card->back->element.lang)))
		return false;
	buf_clear(&check->cards.text);
	text_inline(&check->cards.text, card->back->text, TEXT_ANSWERS);
	struct str text = str_trim(buf_view(&check->cards.text));
	size_t len = phrase_starts_any(text, verdicts);
	struct str rest = phrase_after(text, len);
	return len &&
	       (!str_trim(rest).len || strchr(".,:;!(", rest.at[0]) || str_starts(rest, " (") ||
		str_starts(rest, " –") || str_starts(rest, " —") || str_starts(rest, "—") || str_starts(rest, " - "));
}

static void check_yes_no(struct lesson_check *check, const struct card *card)
{
	struct str text = prose_view(&check->cards.prose), word = STR_NONE;
	size_t at = 0;
	if (!phrase_next_word(text, &at, &word) || !back_is_verdict(check, card))
		return;
	struct diagnostic *d = report_add(check->report, RULE_CARD_YES_NO, part(check, (size_t)(word.at - text.at), at),
					  card->id.value, "the answer to this card is yes or no");
	report_help(check->report, d, "ask for the fact itself: what, which, why, how much");
}

/* A symbol, gene or abbreviation is a complete prompt for its meaning. */
static bool is_short_form(struct str word)
{
	size_t capitals = 0, others = 0;
	for (size_t i = 0; i < word.len; i++) {
		char c = word.at[i];
		capitals += ascii_is_upper(c) || ascii_is_digit(c);
		others += (unsigned char)c >= 0x80;
	}
	return capitals >= 2 || others || word.len < 3;
}

/* Whether the front is a term to be defined, as in glossaries and decks made from them. */
static bool back_is_definition(struct lesson_check *check, const struct card *card)
{
	enum { DEFINITION_WORDS = 6 };
	if (!card->back)
		return false;
	buf_clear(&check->cards.text);
	text_inline(&check->cards.text, card->back->text, TEXT_ANSWERS);
	struct str word = STR_NONE;
	size_t at = 0, words = 0;
	while (words < DEFINITION_WORDS && phrase_next_word(buf_view(&check->cards.text), &at, &word))
		words++;
	return words == DEFINITION_WORDS;
}

static void check_vague(struct lesson_check *check, const struct card *card)
{
	struct str text = prose_view(&check->cards.prose), word = STR_NONE;
	long words = 0, least = check->report->settings->options[OPTION_CARD_VAGUE_PROMPT_WORDS];
	size_t at = 0;
	for (; words < least && phrase_next_word(text, &at, &word); words++)
		if (is_short_form(word))
			return;
	if (words == 0 || words >= least || card->front->blocks || back_is_definition(check, card))
		return;
	struct diagnostic *d = report_add(check->report, RULE_CARD_VAGUE_PROMPT, card->front->element.tag,
					  card->id.value, "the front of this card could be asking for many things");
	report_help(check->report, d, "ask a whole question, so that only one answer fits");
}

static bool is_in(struct str word, const char *const *words)
{
	return phrase_starts_any(word, words) == word.len;
}

/* Adjectives of judgement, as in "it is … to" and "it is … that", where "it" refers to nothing. */
static bool is_judgement(struct str word)
{
	static const char *const words[] = {
		"acceptable",  "advisable",   "advised",   "appropriate", "bad",	   "best",	  "better",
		"clear",       "common",      "compulsory", "correct",	  "critical",	   "crucial",	  "customary",
		"dangerous",   "difficult",   "easier",	   "easy",	  "enough",	   "essential",	  "ethical",
		"feasible",    "good",	   "hard",	  "harder",	   "harmful",	  "helpful",
		"idea",	       "illegal",     "important", "impossible",  "inappropriate", "indicated",	  "lawful",      "legal",	      "mandatory",	  "mistake",	   "necessary",	  "needed",
		"normal",      "obvious",     "permissible", "possible",  "practical",	   "preferable",  "preferred",
		"prudent",     "rare",	   "rational",	  "reasonable",	   "recommended", "required",
		"right",       "risky",	      "safe",	   "safer",	  "sensible",	   "standard",	  "sufficient",
		"time",	       "true",	      "typical",   "unethical",	  "unsafe",	  "unusual",
		"unwise",      "urgent",      "useful",	   "usual",	  "vital",	   "wise",	  "worth",
		"worthwhile",  "wrong",	      NULL,
	};
	return is_in(word, words);
}

/* "It is important to …", "How long does it take …": the pronoun refers to nothing. */
static bool is_impersonal(struct str after)
{
	enum { REACH = 6 };
	static const char *const verbs[] = { "take", "takes", "mean", "means", "matter", "matters", "comes", "follows", "seems", NULL };
	static const char *const clauses[] = { "that", "whether", "between", NULL };
	static const char *const cases[] = { "to", "if", "when", NULL };
	static const char *const articles[] = { "a", "an", "the", NULL };
	struct str word;
	size_t at = 0;
	bool article = false, judged = false;
	if (phrase_starts_any(str_trim(after), verbs))
		return true;
	for (size_t i = 0; i < REACH && phrase_next_word(after, &at, &word); i++) {
		if (is_in(word, cases) && judged)
			return true;
		if (is_in(word, clauses) && !article)
			return true;
		article = article || is_in(word, articles);
		judged = judged || is_judgement(word);
	}
	return false;
}

static bool is_plural(struct str word)
{
	return word.len > 3 && word.at[word.len - 1] == 's' && !strchr("sui", word.at[word.len - 2]);
}

/* Measured quantities, to which a pronoun does not refer: "at what age is it". */
static bool is_measure(struct str word)
{
	static const char *const measures[] = { "age",	     "dose",	  "rate",      "route",	   "time",	  "way",
						"percentage", "proportion", "fraction", "extent",  "stage",	  "temperature",
						"frequency", "point",	  "manner",    "percent",  NULL };
	return is_in(word, measures);
}

static bool is_question_word(struct str word)
{
	return is_in(word, question_words) || phrase_starts(word, "whom");
}

/* Finds a pronoun at the beginning of the prompt, or after question words and function words only, where nothing has
 * been named that it could refer to. */
static bool first_pronoun(struct str text, bool cloze, struct str *pronoun, size_t *words)
{
	static const char *const pronouns[] = { "it", "they", "he", "she", "them", "its", "their", "his", NULL };
	static const char *const grammar[] = { "is",   "are",	"was",	 "were", "does", "do",	  "did",  "can",  "could",
					       "should", "must", "may",	 "might", "will", "would", "has", "have", "be",
					       "the",  "long",	"often", "much", "in",	 "of",	  "for",  "at",	  "by",
					       "on",   "to",	"from",	 "with", "after", "before", "under", "during",
					       "through", "within", "many", "how", "common", "fast", "soon", "quickly", NULL };
	static const char *const prepositions[] = { "in", "of", "for", "at", "by", "on", "to", "from", "with", "after",
						    "before", "under", "during", "through", "within", NULL };
	static const char *const singular[] = { "it", "its", "he", "she", "his", NULL };
	size_t at = 0;
	bool asked = false, named = false, plural = false, leads = false;
	for (*words = 0; phrase_next_word(text, &at, pronoun); (*words)++) {
		if (phrase_starts_any(*pronoun, pronouns))
			return (asked || !leads) && (!plural || is_in(*pronoun, singular));
		bool question = is_question_word(*pronoun);
		bool grammatical = question || is_in(*pronoun, grammar);
		/* "It" does not refer to "which organs". */
		bool noun = !grammatical && asked && !named && (is_measure(*pronoun) || is_plural(*pronoun));
		if (cloze || (!grammatical && !noun))
			return false;
		asked = asked || question;
		/* "On his first day, the patient …" */
		leads = leads || (*words == 0 && is_in(*pronoun, prepositions));
		named = named || noun;
		plural = plural || (noun && !is_measure(*pronoun));
	}
	return false;
}

/* "What causes it?", "Who first described them?": a short question that ends with what it asks about. */
static bool ends_in_pronoun(struct str text, struct str *pronoun)
{
	enum { WORDS_MAX = 5 };
	static const char *const pronouns[] = { "it", "them", NULL };
	static const char *const joins[] = { "and", "or",  "if",   "when",   "that", "which", "without",
					     "with", "to", "than", "before", "after", NULL };
	struct str word;
	size_t at = 0;
	for (size_t i = 0; i <= WORDS_MAX && phrase_next_word(text, &at, &word); i++) {
		if (i == 0 ? !is_question_word(word) : is_in(word, joins))
			return false;
		struct str rest = str_trim(phrase_after(text, at));
		if (i > 0 && is_in(word, pronouns) && rest.len && rest.at[0] == '?') {
			*pronoun = word;
			return rest.len == 1;
		}
	}
	return false;
}

/* "How much of it is needed to …" */
static bool follows_preposition(struct str text, struct str pronoun)
{
	static const char *const prepositions[] = { "of", "for", "with", "from", "by", "under", "through", NULL };
	struct str before = str_trim((struct str){ text.at, (size_t)(pronoun.at - text.at) });
	return phrase_ends_any(before, prepositions) < before.len;
}

static bool dangles(struct str text, bool cloze, struct str *pronoun)
{
	size_t words = 0;
	if (!first_pronoun(text, cloze, pronoun, &words))
		return !cloze && ends_in_pronoun(text, pronoun);
	/* "IT" and "HE" are abbreviations. */
	if (ascii_is_upper(pronoun->at[1]))
		return false;
	struct str after = phrase_after(text, (size_t)(pronoun->at - text.at) + pronoun->len);
	/* "It treats mania. What is it?" is a riddle: the next sentence asks what it is. */
	if (words == 0 && !cloze && phrase_in_any(after, question_words))
		return false;
	return !phrase_starts(*pronoun, "it") || follows_preposition(text, *pronoun) || !is_impersonal(after);
}

static void check_pronoun(struct lesson_check *check, const struct card *card)
{
	struct str text = prose_view(&check->cards.prose), pronoun = STR_NONE;
	if (card->blocks || (card->front && card->front->blocks) || !dangles(text, card->is_cloze, &pronoun))
		return;
	size_t start = (size_t)(pronoun.at - text.at), end = start + pronoun.len;
	struct diagnostic *d =
		report_add(check->report, RULE_CARD_DANGLING_PRONOUN, part(check, start, end), card->id.value,
			   "nothing on this card says what \"%.*s\" means", STR_ARG(pronoun));
	report_help(check->report, d, "name it: cards are shown alone and in any order");
}

/* Whether a question word asks, with what follows it: "what is", "which hormone". "How it arose" is a clause. */
static bool asks(struct str word, struct str rest)
{
	static const char *const verbs[] = { "is",    "are",	"was",	"were", "does", "do",	"did", "can",
					     "could", "should", "will", "would", "has",	 "have", "may", "must", NULL };
	return phrase_starts(word, "which") || phrase_starts(word, "who") || phrase_starts_any(str_trim(rest), verbs);
}

/* The question word that asks a second question: "Which nerve is it, and what does it supply?", "What is it? What treats
 * it?", or the first word of one after a question mark. "When and where" is one question. */
static bool second_question(struct str text, struct str *second)
{
	enum { CLAUSE_WORDS = 3 }; /* between the two: "which bone and which nerve" is one question, too */
	size_t at = 0, since = 0;
	bool asked = false, joined = false;
	for (struct str word; phrase_next_word(text, &at, &word); since++) {
		struct str gap = str_trim((struct str){ text.at, (size_t)(word.at - text.at) });
		bool ends = gap.len && gap.at[gap.len - 1] == '?', again = asked && ends;
		/* "Cause of scurvy? Treatment?" */
		if (ends && memchr(word.at, '?', text.len - (size_t)(word.at - text.at))) {
			*second = word;
			return true;
		}
		if (is_question_word(word) && ((joined && since > CLAUSE_WORDS) || again) && asks(word, phrase_after(text, at))) {
			*second = word;
			return true;
		}
		if (is_question_word(word) && !asked) {
			asked = true;
			since = 0;
		}
		joined = phrase_starts(word, "and") == word.len;
	}
	return false;
}

static void check_second_question(struct lesson_check *check, const struct card *card)
{
	struct str text = prose_view(&check->cards.prose), second = STR_NONE;
	if (!second_question(text, &second))
		return;
	size_t start = (size_t)(second.at - text.at);
	struct diagnostic *d = report_add(check->report, RULE_CARD_MANY_FACTS, part(check, start, start + second.len),
					  card->id.value, "the front of this card asks a second question");
	report_help(check->report, d, "make a card for each question");
}

void check_card_prompt(struct lesson_check *check, const struct card *card)
{
	struct report *report = check->report;
	const struct inline_node *text = card->is_cloze ? card->cloze : card->front ? card->front->text : NULL;
	if (!text ||
	    !language_is_english(inline_lang(text, card->is_cloze ? card->element.lang : card->front->element.lang)))
		return;
	prose_flatten(&check->cards.prose, text);
	prose_mask(&check->cards.prose, STR("en"));
	if (!card->is_cloze) {
		if (report_wants(report, RULE_CARD_ENUMERATION))
			check_enumeration(check, card);
		if (report_wants(report, RULE_CARD_MANY_FACTS))
			check_second_question(check, card);
		if (report_wants(report, RULE_CARD_YES_NO))
			check_yes_no(check, card);
		if (report_wants(report, RULE_CARD_VAGUE_PROMPT))
			check_vague(check, card);
	}
	if (report_wants(report, RULE_CARD_DANGLING_PRONOUN))
		check_pronoun(check, card);
	check->failed = check->failed || prose_failed(&check->cards.prose);
}
