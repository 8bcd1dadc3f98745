/* What a sentence of an explanation says of the option that it names. The text is in lower case. */
#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/question/flaw_words.h"
#include "check/question/mentions.h"
#include "check/question/parts.h"
#include "check/question/subject.h"

size_t sentence_end(struct str text, size_t start)
{
	size_t end = start;
	while (end < text.len) {
		char c = text.at[end++];
		bool gap = end == text.len || ascii_is_space(text.at[end]);
		/* "C. perfringens" */
		bool initial = c == '.' && (end < 3 || ascii_is_space(text.at[end - 3]));
		if (c == ';' || c == '\n' || (gap && strchr(".?!", c) && !initial))
			break;
	}
	return end;
}

void sentence_skip_leads(struct str *text)
{
	static const char *const leads[] = { "explanation", "rationale", "answer",    "reason", "yes", "here",
					     "so",	    "hence",	 "therefore", "thus",	NULL };
	for (size_t len = text->len + 1; text->len < len;) {
		len = text->len;
		while (text->len && (!phrase_in_word(*text, 0) || mention_symbol(*text)))
			*text = phrase_after(*text, mention_symbol(*text) ? mention_symbol(*text) : 1);
		(void)phrase_take(text, leads);
	}
}

size_t sentence_opening(struct str sentence)
{
	static const char *const articles[] = { "the", "a", "an", NULL };
	struct str rest = sentence;
	sentence_skip_leads(&rest);
	(void)phrase_take(&rest, articles);
	return (size_t)(rest.at - sentence.at);
}

/* Whether the text denies or restricts something. */
static bool restricts(struct str text)
{
	static const char *const words[] = {
		"not",	       "no",	      "never",	   "cannot",
		"nor",	       "neither",     "only",	   "without",
		"wrong",       "incorrect",   "false",	   "less",
		"also",	       "other",	      "others",	   "another",
		"alternative", "would",	      "could",	   "might",
		"may",	       "if",	      "unless",	   "too",
		"when",	       "once",	      "second",	   "despite",
		"distractor",  "option",      "contrast",  "least",
		"rarely",      "seldom",      "sometimes", "rare",
		"as well",     "uncommon",    "unlikely",  "until",
		"used to be",  "followed by", "second to", "second only to",
		"like",	       "tempting",    "except",	   NULL,
	};
	return phrase_in_any(text, words) || phrase_has_contracted_not(text);
}

/* Whether a condition or an objection follows a comma. */
static bool limits(struct str text)
{
	static const char *const conditions[] = { "if",	      "when",  "only", "unless", "but",	    "except",
						  "provided", "until", "once", "yet",	 "however", NULL };
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] == ',' && phrase_starts_any(str_trim(phrase_after(text, i + 1)), conditions))
			return true;
	return false;
}

struct str sentence_part(struct str text)
{
	static const char *const reasons[] = { "because", "since", "as it", "as they", "as this",
					       "which",	  "and",   "so",    NULL };
	size_t end = 0;
	struct str word;
	while (end < text.len && !strchr(",.;:(!", text.at[end]))
		end++;
	text.len = end;
	for (size_t at = 0; phrase_next_word(text, &at, &word);)
		if (phrase_starts_any(phrase_after(text, (size_t)(word.at - text.at)), reasons))
			return (struct str){ text.at, (size_t)(word.at - text.at) };
	return text;
}

bool sentence_restricts(struct str before, struct str rest, struct str after, struct str later)
{
	static const char *const objections[] = { "but", "although", "though", "however", NULL };
	static const char *const only[] = { "only", NULL };
	/* "Only lithium does" */
	before = str_trim(before);
	(void)phrase_take(&before, only);
	return restricts(before) || restricts(sentence_part(rest)) || limits(after) ||
	       phrase_starts_any(later, objections);
}

enum predicate sentence_identity(struct str text, struct str stem)
{
	static const char cases[] = " in for when if among amongst during after before once until ";
	static const char generic[] =
		" abnormality action agent antidote cause choice chief classic commonest common correct culprit "
		"defect diagnosis drug explanation feature finding first-line fluid gold important indicated initial "
		"intervention investigation leading lesion likeliest location main major mechanism medication medicine "
		"method obvious organism pathogen preferred principal problem procedure reason recommended regimen "
		"remedy right sign site standard step structure suitable symptom target test therapy typical usual ";
	struct str word;
	bool limited = false, known = true;
	for (size_t at = 0; phrase_next_word(text, &at, &word);) {
		limited = limited || word_is_one_of(word, cases);
		unsigned kinds = word_kinds(word);
		bool common = (kinds & (WORD_COMMON | WORD_VAGUE)) && !(kinds & WORD_UNIT);
		if (common || word_is_one_of(word, generic) || topic_has(stem, word))
			continue;
		if (limited)
			return PREDICATE_ELSEWHERE;
		known = false;
	}
	return known ? PREDICATE_IDENTIFIES : PREDICATE_OTHER;
}

bool sentence_names_people(struct str rest)
{
	static const char *const people[] = { "patients",    "people", "adults",  "children",
					      "women",	     "men",    "infants", "neonates",
					      "newborns",    "those",  "smokers", "travellers",
					      "adolescents", "boys",   "girls",	  NULL };
	return phrase_in_any(sentence_part(rest), people);
}

bool sentence_is_limited(struct str rest, struct str stem)
{
	return sentence_identity(sentence_part(rest), stem) == PREDICATE_ELSEWHERE;
}

/* "Is used.", "it is, then", "should be checked", where the question asks what to check. */
static bool is_due(struct str rest, struct str stem)
{
	static const char *const used[] = { "is used",	    "is given", "is needed", "is required",
					    "is indicated", "it is",	NULL };
	static const char *const duty[] = { "should be", "must be", "has to be", "should", NULL };
	static const char *const stopping[] = { "stop",	   "stopped",	      "withheld", "avoid",
						"avoided", "contraindicated", NULL };
	struct str said = rest, word;
	size_t at = 0;
	if (phrase_take(&said, used))
		return verdict_ends(said) && !phrase_in_any(stem, stopping);
	return phrase_take(&said, duty) && phrase_next_word(said, &at, &word) && !(word_kinds(word) & WORD_COMMON) &&
	       topic_has(topic_sentence(stem), word);
}

/* Whether the text begins with a predicate of the question: "should be given first". */
static bool repeats_predicate(struct str text, struct str stem)
{
	enum { WORDS = 3, BYTES = 60 };
	static const char *const verbs[] = { "should", "must", NULL };
	char said[BYTES];
	struct str word;
	size_t at = 0;
	if (!phrase_starts_any(text, verbs))
		return false;
	for (int i = 0; i < WORDS; i++)
		if (!phrase_next_word(text, &at, &word))
			return false;
	if (at >= sizeof(said))
		return false;
	memcpy(said, text.at, at);
	said[at] = '\0';
	return phrase_in_any(topic_sentence(stem), (const char *const[]){ said, NULL });
}

enum predicate sentence_predicate(struct str rest, struct str stem)
{
	static const char *const be[] = { "is", "are", "was", "remains", "has to be", "must be", NULL };
	static const char *const definite[] = {
		"the",		 "most likely",	   "most appropriate", "most suitable", "likely",    "correct",
		"right",	 "first-line",	   "preferred",	       "recommended",	"indicated", "best",
		"a good choice", "a right choice", "by far the",       "still the",	"likeliest", NULL
	};
	static const char *const fits[] = { "fits best",     "best fits",    "fits",	"explains",
					    "best explains", "accounts for", "matches", NULL };
	struct str said = rest = str_trim(rest);
	if (phrase_take(&said, be) && phrase_starts_any(said, definite)) {
		enum predicate predicate = sentence_identity(sentence_part(said), stem);
		/* A vignette leaves the diagnosis to the explanation. */
		bool vignette = topic_sentence(stem).at > str_trim(stem).at;
		return predicate == PREDICATE_OTHER && !vignette ? PREDICATE_ELSEWHERE : predicate;
	}
	return phrase_starts_any(rest, fits) || is_due(rest, stem) || repeats_predicate(rest, stem) ? PREDICATE_IDENTIFIES
											  : PREDICATE_OTHER;
}

bool sentence_denies(struct str rest, struct str stem)
{
	static const char *const denials[] = {
		"is not",	"isn't",     "isn’t",	    "are not",	  "aren't",    "aren’t",
		"does not",	"doesn't",   "doesn’t",	    "do not",	  "don't",     "don’t",
		"cannot",	"can't",     "can’t",	    "is never",	  "never",     "is unlikely",
		"is rare",	"is rarely", "is uncommon", "is unusual", "are rare",  "are uncommon",
		"is absent",	"has no",    "is false",    "was not",	  "would not", "is the exception",
		"is the least", NULL
	};
	rest = str_trim(rest);
	return phrase_take(&rest, denials) &&
	       (!stem.at || sentence_identity(sentence_part(rest), stem) == PREDICATE_IDENTIFIES);
}

bool sentence_leaves_others(struct str text)
{
	static const char *const others[] = { "the others",
					      "the rest",
					      "all others",
					      "all the others",
					      "the other options",
					      "the other drugs",
					      "the other answers",
					      "the other choices",
					      "the remaining",
					      "the other steps",
					      "the other measures",
					      "the other tests",
					      "the other conditions",
					      "the other causes",
					      "the other statements",
					      "the other agents",
					      "the other organisms",
					      "the other nerves",
					      "the other structures",
					      "the other findings",
					      "the other diagnoses",
					      "the other treatments",
					      NULL };
	if (phrase_starts_any(str_trim(text), others))
		return true;
	for (size_t i = 0; i < text.len; i++)
		if (strchr(".;,!", text.at[i]) && phrase_starts_any(str_trim(phrase_after(text, i + 1)), others))
			return true;
	return false;
}
