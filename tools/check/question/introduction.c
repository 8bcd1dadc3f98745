/* What precedes an option in a sentence and shows that it is the answer: "the correct diagnosis is", "this child has",
 * "give". The text is in lower case. */
#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/question/flaw_words.h"
#include "check/question/parts.h"
#include "check/question/subject.h"

/* The part of the text from its last "the" on, or all of it: "in most patients the target". */
static struct str last_noun(struct str text)
{
	struct str word;
	size_t start = 0;
	for (size_t at = 0; phrase_next_word(text, &at, &word);)
		if (str_is(word, "the"))
			start = (size_t)(word.at - text.at);
	return phrase_after(text, start);
}

/* "The correct diagnosis is", "best next step:", "fluid of choice is". */
static bool identifies_before(struct str before, struct str stem)
{
	static const char *const be[] = { "is the",	 "is to",   "is",    "are the", "are", "was",
					  "remains the", "remains", "is an", "is a",	NULL };
	static const char *const definite[] = { "the",		 "this",      "most",	 "best",      "our",
						"treatment",	 "diagnosis", "cause",	 "mechanism", "management",
						"investigation", "test",      "therapy", NULL };
	static const char *const choice[] = { "of choice", "of first choice", NULL };
	sentence_skip_leads(&before);
	size_t end = phrase_ends_any(before, be);
	if (end == before.len && before.len && before.at[before.len - 1] == ':')
		end--;
	struct str subject = str_trim((struct str){ before.at, end });
	if (end == before.len || !subject.len)
		return false;
	if (phrase_ends_any(subject, choice) < subject.len)
		return !sentence_is_limited(subject, stem);
	if (!phrase_starts_any(subject, definite)) {
		struct str noun = last_noun(subject);
		subject.len -= noun.len;
		subject = sentence_identity(subject, stem) == PREDICATE_IDENTIFIES ? noun : STR_NONE;
	}
	return phrase_starts_any(subject, definite) && sentence_identity(subject, stem) == PREDICATE_IDENTIFIES;
}

/* Moves the end of the text before "a patent", an article and an adjective. */
static void drop_adjective(struct str *text)
{
	static const char *const articles[] = { "a", "an", "the", NULL };
	size_t end = phrase_ends_any(*text, articles);
	if (end == text->len) {
		size_t word = text->len;
		while (word > 0 && phrase_in_word(*text, word - 1))
			word--;
		struct str sooner = str_trim((struct str){ text->at, word });
		size_t article = phrase_ends_any(sooner, articles);
		end = article < sooner.len ? article : end;
	}
	*text = str_trim((struct str){ text->at, end });
}

/* "Give", "start with": the sentence says to do what follows. */
static bool is_told_to(struct str before)
{
	static const char *const verbs[] = { "give",	  "start with", "start",   "begin with",     "use",
					     "choose",	  "order",	"perform", "think of",	     "suspect",
					     "reach for", "treat with", "go for",  "go straight to", NULL };
	sentence_skip_leads(&before);
	return before.len && phrase_starts_any(before, verbs) == before.len;
}

/* Whether the text speaks of this case: it points to it, or most of its words are in the stem. */
static bool is_of_case(struct str text, struct str stem)
{
	static const char *const pointing[] = { "this", "these",      "she",	 "he",	"his",
						"her",	"everything", "picture", "all", NULL };
	struct str word;
	size_t known = 0, unknown = 0;
	if (phrase_in_any(text, pointing))
		return true;
	for (size_t at = 0; phrase_next_word(text, &at, &word);) {
		bool content = !(word_kinds(word) & (WORD_COMMON | WORD_VAGUE));
		known += content && topic_has(stem, word);
		unknown += content && !topic_has(stem, word);
	}
	return known > unknown;
}

/* "Painless bleeding is the principal sign of": two words of the vignette, and what they are signs of. */
static bool is_sign_of(struct str before, struct str stem)
{
	static const char *const signs[] = { "sign of",	    "signs of",	  "feature of",	 "features of",
					     "hallmark of", "symptom of", "symptoms of", NULL };
	struct str word;
	size_t known = 0, end = phrase_ends_any(before, signs);
	if (end == before.len || topic_sentence(stem).at == str_trim(stem).at)
		return false;
	for (size_t at = 0; phrase_next_word((struct str){ before.at, end }, &at, &word);)
		known += !(word_kinds(word) & WORD_COMMON) && topic_has(stem, word);
	return known > 1;
}

bool sentence_introduces(struct str before, struct str after, struct str stem)
{
	static const char *const signs[] = {
		"patient has",
		"she has",
		"he has",
		"child has",
		"man has",
		"woman has",
		"boy has",
		"girl has",
		"infant has",
		"baby has",
		"newborn has",
		"patient needs",
		"she needs",
		"he needs",
		"child needs",
		"point to",
		"points to",
		"suggest",
		"suggests",
		"indicate",
		"indicates",
		"picture of",
		"that of",
		"diagnosis of",
		"classic for",
		"classical for",
		"classic of",
		"typical of",
		"typical for",
		"diagnostic of",
		"characteristic of",
		"consistent with",
		"compatible with",
		"keeping with",
		"pathognomonic of",
		"pathognomonic for",
		"fits",
		"fit",
		"speaks for",
		"speak for",
		"by lack of",
		"to lack of",
		"by deficiency of",
		"to deficiency of",
		"is called",
		"is known as",
		"is termed",
		NULL,
	};
	static const char *const duty[] = { "should", "must", "needs to", "has to", NULL };
	static const char *const it_is[] = { "it is", "it's", "it’s", NULL }, *const that[] = { "that", "which", NULL };
	static const char *const makes[] = { "makes", "make", NULL };
	before = str_trim(before);
	struct str rest = str_trim(after);
	if (phrase_ends_any(before, it_is) == sentence_opening(before) && phrase_starts_any(rest, that))
		return true;
	if (phrase_ends_any(before, makes) < before.len &&
	    (phrase_starts(rest, "the") || phrase_starts(rest, "most likely")))
		return sentence_identity(sentence_part(rest), stem) == PREDICATE_IDENTIFIES;
	if (!verdict_ends(after) && !phrase_starts(rest, "and") && !str_ends(before, ":"))
		return false;
	if (phrase_ends_any(before, duty) < before.len || str_ends(before, "=") || identifies_before(before, stem))
		return true;
	drop_adjective(&before);
	size_t end = phrase_ends_any(before, signs);
	return (end < before.len && is_of_case((struct str){ before.at, end }, stem)) || is_told_to(before) ||
	       is_sign_of(before, stem);
}

bool sentence_ties(struct str before, struct str after)
{
	static const char *const causes[] = {
		"caused by",	 "due to",	"explained by", "result from",	      "results from",
		"attributed to", "consists of", "consist of",	"consists mostly of", "comes from",
		"come from",	 "made by",	"produced by",	"made from",	      "supplied by",
		"innervated by", NULL
	};
	drop_adjective(&before);
	return phrase_ends_any(before, causes) < before.len &&
	       (verdict_ends(after) || phrase_starts(str_trim(after), "by"));
}
