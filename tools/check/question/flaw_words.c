#include "check/question/flaw_words.h"

#include "base/ascii.h"

enum {
	C = WORD_COMMON,
	A = WORD_ABSOLUTE,
	V = WORD_VAGUE,
	N = WORD_NEGATION,
	U = WORD_UNIT,
	T = WORD_VERDICT,
};

/* In byte order. */
static const struct {
	char word[14];
	unsigned char kinds;
} words[] = {
	/* clang-format off */
	{ "a", C }, { "about", C }, { "absolutely", A }, { "accurate", T }, { "across", C }, { "after", C },
	{ "again", C }, { "against", C }, { "agree", T }, { "all", C | A }, { "along", C }, { "also", C },
	{ "always", C | A }, { "among", C }, { "an", C }, { "and", C }, { "another", C }, { "answer", C },
	{ "answers", C }, { "any", C }, { "anywhere", A }, { "appropriate", C }, { "are", C }, { "around", C },
	{ "as", C }, { "at", C },
	{ "based", C }, { "be", C }, { "because", C }, { "become", C }, { "becomes", C }, { "been", C },
	{ "before", C }, { "behind", C }, { "being", C }, { "best", C }, { "better", C }, { "between", C },
	{ "both", C }, { "boy", C }, { "but", C }, { "by", C }, { "called", C }, { "can", C }, { "cannot", N },
	{ "case", C }, { "cases", C }, { "cause", C }, { "caused", C }, { "causes", C }, { "certainly", A },
	{ "commonly", V }, { "completely", A }, { "correct", C | T }, { "could", C }, { "day", C | U },
	{ "days", C | U }, { "definitely", A }, { "describe", C }, { "described", C }, { "describes", C },
	{ "diagnosis", C }, { "did", C }, { "disagree", T }, { "do", C }, { "does", C }, { "done", C }, { "down", C },
	{ "due", C }, { "during", C }, { "each", C }, { "eight", C }, { "entirely", A }, { "evening", U },
	{ "every", C | A }, { "everybody", A }, { "everyday", A }, { "everyone", A }, { "everything", A },
	{ "everywhere", A }, { "example", C }, { "examples", C }, { "except", N }, { "excluding", N },
	{ "exclusively", A }, { "false", C | T }, { "few", C | V }, { "finding", C }, { "findings", C },
	{ "first", C }, { "five", C }, { "following", C }, { "for", C }, { "forever", A }, { "four", C },
	{ "frequently", V }, { "from", C }, { "generally", V }, { "get", C }, { "gets", C }, { "girl", C },
	{ "given", C }, { "go", C }, { "goes", C }, { "good", C }, { "got", C }, { "had", C }, { "happen", C },
	{ "happens", C }, { "has", C }, { "have", C }, { "having", C }, { "he", C }, { "help", C }, { "helps", C },
	{ "her", C }, { "here", C }, { "him", C }, { "his", C }, { "hour", C | U }, { "hours", C | U }, { "how", C },
	{ "i", C }, { "if", C }, { "impossible", A }, { "in", C }, { "inaccurate", T }, { "incorrect", T },
	{ "infrequently", V },
	{ "into", C }, { "invariably", A }, { "is", C }, { "it", C }, { "its", C }, { "just", C }, { "know", C },
	{ "known", C }, { "least", C | N }, { "less", C }, { "like", C }, { "likely", C }, { "little", V },
	{ "made", C }, { "make", C }, { "makes", C }, { "man", C }, { "many", C | V }, { "me", C }, { "meal", U },
	{ "men", C }, { "might", V }, { "minute", U }, { "minutes", U }, { "month", C | U }, { "months", C | U },
	{ "more", C }, { "morning", U }, { "most", C | V }, { "mostly", V }, { "much", C | V }, { "my", C },
	{ "name", C }, { "named", C }, { "need", C }, { "neither", N }, { "never", C | A | N }, { "next", C },
	{ "night", U }, { "nine", C }, { "no", C | T }, { "nobody", A }, { "none", C | A }, { "normally", V },
	{ "not", C | N }, { "nothing", C | A }, { "nowhere", A }, { "occasionally", V }, { "of", C }, { "off", C },
	{ "often", C | V }, { "old", C }, { "on", C }, { "once", C }, { "one", C }, { "only", C | A }, { "onto", C },
	{ "option", C }, { "options", C }, { "or", C }, { "other", C }, { "our", C }, { "out", C }, { "over", C },
	{ "own", C }, { "patient", C }, { "patients", C }, { "people", C }, { "per", C }, { "periodically", V },
	{ "person", C }, { "possibly", V }, { "probably", V }, { "rare", V }, { "rarely", V }, { "result", C },
	{ "results", C }, { "right", T }, { "same", C }, { "second", C | U }, { "seconds", U }, { "seldom", V },
	{ "seven", C }, { "several", V }, { "shall", C }, { "she", C }, { "should", C }, { "since", C }, { "six", C },
	{ "so", C }, { "solely", A }, { "some", C | V }, { "sometimes", V }, { "somewhat", V }, { "sporadically", V },
	{ "statement", C }, { "statements", C }, { "such", C }, { "take", C }, { "taken", C }, { "takes", C },
	{ "ten", C }, { "than", C }, { "that", C }, { "the", C }, { "their", C }, { "them", C }, { "then", C },
	{ "there", C }, { "these", C }, { "they", C }, { "thing", C }, { "things", C }, { "third", C }, { "this", C },
	{ "those", C }, { "three", C }, { "through", C }, { "time", U }, { "times", U }, { "to", C },
	{ "totally", A }, { "toward", C }, { "towards", C }, { "treat", C }, { "treatment", C }, { "true", C | T },
	{ "two", C }, { "type", C }, { "types", C }, { "typically", V }, { "uncommonly", V }, { "under", C },
	{ "until", C }, { "untrue", T }, { "up", C }, { "upon", C }, { "use", C }, { "used", C }, { "uses", C },
	{ "using", C }, { "usually", C | V }, { "very", C }, { "want", C }, { "was", C }, { "we", C },
	{ "week", C | U }, { "weeks", C | U }, { "well", C }, { "went", C }, { "were", C }, { "what", C },
	{ "when", C }, { "where", C }, { "which", C }, { "while", C }, { "who", C }, { "whom", C }, { "whose", C },
	{ "why", C }, { "will", C }, { "with", C }, { "within", C }, { "without", C }, { "woman", C }, { "women", C },
	{ "would", C }, { "wrong", T }, { "year", C | U }, { "years", C | U }, { "yes", T }, { "you", C },
	{ "your", C },
	/* clang-format on */
};

static bool ends(struct str word, const char *ending)
{
	size_t len = strlen(ending);
	return word.len >= len + 3 && memcmp(word.at + word.len - len, ending, len) == 0;
}

/* The length of a possessive 's, with either apostrophe, or 0. */
static size_t possessive(struct str word)
{
	if (word.at[word.len - 1] != 's')
		return 0;
	return ends(word, "'s") ? 2 : ends(word, "\xe2\x80\x99s") ? 4 : 0;
}

unsigned word_kinds(struct str word)
{
	if (word.len == 0)
		return 0;
	if (ascii_is_digit(word.at[0]))
		return WORD_NUMBER;
	word.len -= possessive(word);
	if (word.len >= sizeof(words[0].word))
		return 0;
	size_t low = 0, high = sizeof(words) / sizeof(words[0]);
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = words[middle].word[0] - word.at[0];
		if (order == 0)
			order = strncmp(words[middle].word, word.at, word.len);
		if (order == 0)
			order = words[middle].word[word.len] != '\0';
		if (order == 0)
			return words[middle].kinds;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return 0;
}

size_t word_root(struct str word)
{
	static const char *const endings[] = { "ies", "ied", "ing", "ers", "ed", "es", "er", "ly", "s" };
	word.len -= word.len ? possessive(word) : 0;
	/* The s belongs to the root in mass, virus and sepsis. */
	if (word.len < 4 || (word.at[word.len - 1] == 's' && strchr("sui", word.at[word.len - 2])))
		return word.len;
	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		if (ends(word, endings[i])) {
			word.len -= strlen(endings[i]);
			break;
		}
	}
	if (word.len > 3 && (word.at[word.len - 1] == 'e' || word.at[word.len - 1] == 'y'))
		word.len--;
	if (word.len > 3 && word.at[word.len - 1] == word.at[word.len - 2] && !strchr("ls", word.at[word.len - 1]))
		word.len--;
	return word.len;
}

bool word_is_plural(struct str word)
{
	static const char singular[] = " diabetes rabies herpes scabies caries pancreas biceps triceps series species "
				       "mumps measles rickets ascites lens "
				       "pons atlas always perhaps whereas "
				       "bias gas psoas asbestos chaos forceps quadriceps facies tabes shingles hives ";
	return (word.len > 3 && word.at[word.len - 1] == 's' && !strchr("sui", word.at[word.len - 2]) &&
		!word_is_one_of(word, singular)) ||
	       word_is_one_of(word, " bacteria criteria ganglia vertebrae bronchi nuclei fungi people children men "
				    "women teeth feet ");
}

bool word_is_one_of(struct str word, const char *list)
{
	enum { LONGEST = 30 };
	char key[LONGEST + 3] = " ";
	if (word.len == 0 || word.len > LONGEST)
		return false;
	memcpy(key + 1, word.at, word.len);
	key[word.len + 1] = ' ';
	return strstr(list, key) != NULL;
}
