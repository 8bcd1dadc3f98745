/* Which option an explanation supports, by what each clause that names one says of it. The points are the weights of a
 * logistic regression, by which of its options each of some 280 questions has as its key, on explanations from real
 * banks and on right ones that look wrong: one point is a tenth of the logarithm of the odds. */
#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/question/parts.h"
#include "check/question/subject.h"

enum { COUNTED_MOST = 3 };

enum cue {
#define CUE(name, points) CUE_##name,
#include "check/question/cues.def"
#undef CUE
	CUE_COUNT
};

/* What an explanation says of one option. */
struct opinion {
	uint32_t found;	   /* telling words that occur anywhere: bits */
	bool named;	   /* in full, in any clause */
	bool mentioned;	   /* or in part */
	int points;	   /* of the best clause */
	size_t start, end; /* where that names it: offsets in the whole explanation */
	bool clear;	   /* with a third of its words, or two */
	int cues[CUE_COUNT]; /* of that clause: how often each applies */
};

/* The points of all cues. */
static int total(const int *cues)
{
	static const signed char weights[] = {
#define CUE(name, points) points,
#include "check/question/cues.def"
#undef CUE
	};
	int points = 0;
	for (size_t i = 0; i < CUE_COUNT; i++)
		points += weights[i] * cues[i];
	return points;
}

struct opinions {
	const struct option_names *names;
	const struct explained *explained;
	struct topic topic, vignette;
	struct telling telling[OPTIONS_MOST];
	struct opinion of[OPTIONS_MOST];
	size_t count;
	bool any;     /* whether an option has been named */
	bool unnamed; /* a later sentence has words of the question, and names no option */
};

/* A clause and what surrounds it. */
struct clause {
	struct str text, sentence;
	size_t start;	  /* offset in the sentence */
	struct str later; /* the sentences that follow */
	bool opens;	  /* in the first sentence */
	size_t named;	  /* options */
};

static const char *const turns[] = { "but", "yet", "however", "though", "although", NULL };

/* The end of the clause that begins at start: up to a word of contrast. */
static size_t clause_end(struct str sentence, size_t start)
{
	static const char *const cuts[] = { "but",     "yet",  "however",     "though", "although",   "while",
					    "whereas", "than", "rather than", "unlike", "instead of", NULL };
	struct str word;
	size_t at = start;
	(void)phrase_next_word(sentence, &at, &word);
	while (phrase_next_word(sentence, &at, &word)) {
		size_t i = (size_t)(word.at - sentence.at);
		bool comma = i > 1 && strchr(",:", sentence.at[i - 2]);
		if ((comma && str_is(word, "not")) || phrase_starts_any(phrase_after(sentence, i), cuts))
			return i;
	}
	return sentence.len;
}

/* Words that deny or limit what is said of the option. */
static void read_doubts(struct str before, struct str rest, int *cues)
{
	static const char *const denials[] = { "no",	   "never",	 "cannot",    "nor",	   "neither",
					       "without",  "not",	 "wrong",     "incorrect", "false",
					       "unlikely", "unlike",	 "less",      "rarely",	   "rare",
					       "seldom",   "excluded",	 "ruled out", "except",	   "fails",
					       "hardly",   "distractor", "nothing",   "none",	   NULL };
	static const char *const conditions[] = { "if",	  "would", "could", "might", "unless", "when",
						  "once", "until", "may",   "can",   NULL };
	static const char *const also[] = { "also",   "too",  "other", "another",   "as well", "alternative",
					    "others", "both", "some",  "sometimes", "only",    NULL };
	static const char *const elsewhere[] = { "outside", "next",    "popular",   "accept",  "expect",
						 "held",    "belongs", "belong",    "many",    "after",
						 "before",  "paper",   "formerly",  "older",   "second",
						 "follow",  "follows", "later",	    "normal",  "usually",
						 "people",  "once",    "elsewhere", "used to", NULL };
	static const char *const compared[] = { "longer",  "slower",   "slow",	  "later",  "weaker", "worse",
						"fewer",   "poor",     "little",  "though", "lower",  "next",
						"adjunct", "adjuncts", "instead", "too",    "behind", NULL };
	static const char *const sooner[] = {
		"followed by", "followed by the", "second to", "second only to", "next to", "then", NULL
	};
	before = str_trim(before);
	cues[CUE_SECOND] = phrase_ends_any(before, sooner) < before.len;
	cues[CUE_COMPARED] = phrase_in_any(rest, compared);
	cues[CUE_DENIED_BEFORE] = phrase_in_any(before, denials) || phrase_has_contracted_not(before);
	cues[CUE_DENIED] = phrase_in_any(rest, denials) || phrase_has_contracted_not(rest);
	cues[CUE_ON_CONDITION] = phrase_in_any(rest, conditions);
	cues[CUE_ALSO] = phrase_in_any(rest, also);
	cues[CUE_ELSEWHERE] = phrase_in_any(rest, elsewhere);
}

/* Whether the next sentence takes back what has been said. */
static bool is_taken_back(struct str later)
{
	static const char *const backs[] = { "but", "yet", "however", "though", "although", "here", NULL };
	static const char *const inside[] = { "though", "however", NULL };
	struct str next = { later.at, sentence_end(later, 0) };
	return phrase_starts_any(str_trim(next), backs) || phrase_in_any(next, inside);
}

/* "…, and is the correct answer": on no condition. */
static bool is_declared(struct str rest)
{
	static const char *const answers[] = { "is the correct answer",
					       "is the right answer",
					       "is the answer",
					       "is the correct choice",
					       "is the correct option",
					       "is the best choice",
					       NULL };
	struct str word;
	for (size_t at = 0; phrase_next_word(rest, &at, &word);) {
		struct str said = phrase_after(rest, (size_t)(word.at - rest.at));
		size_t len = phrase_starts_any(said, answers);
		if (len && verdict_ends(phrase_after(said, len)))
			return true;
	}
	return false;
}

/* What the clause says of an option. */
static void judge_clause(const struct opinions *opinions, const struct clause *clause, const struct place *place,
			 int *cues)
{
	static const char *const choosing[] = { "tick",	      "ticked",	   "ring",   "ringed",	"circle", "circled",
						"mark",	      "choose",	   "chosen", "pick",	"picked", "select",
						"selected",   "opt",	   "wanted", "we want", "sought", "asked for",
						"called for", "underline", "shade",  "needs",	"leads",  "credit",
						"is what",    NULL };
	struct str stem = opinions->explained->stem;
	struct str before = { clause->text.at, place->start }, rest = phrase_after(clause->text, place->end);
	struct str next = phrase_after(clause->sentence, clause->start + clause->text.len);
	struct str after = phrase_after(clause->sentence, clause->start + place->end);
	enum predicate predicate = sentence_predicate(rest, stem);
	size_t topic = topic_count(&opinions->topic, clause->text);
	read_doubts(before, rest, cues);
	cues[CUE_TOPIC] = (int)(topic < COUNTED_MOST ? topic : COUNTED_MOST);
	cues[CUE_OPENS] = clause->opens;
	cues[CUE_ALONE] = clause->named == 1 && place->named;
	cues[CUE_TURNS] = clause->start && phrase_starts_any(clause->text, turns) > 0;
	cues[CUE_TIES] = sentence_ties(before, rest);
	cues[CUE_INTRODUCES] = sentence_introduces(before, rest, stem);
	cues[CUE_IDENTIFIES] = predicate == PREDICATE_IDENTIFIES;
	cues[CUE_IDENTIFIES_ELSEWHERE] = predicate == PREDICATE_ELSEWHERE;
	cues[CUE_DECLARES] = clause->named == 1 && is_declared(rest);
	cues[CUE_CHOOSES] = place->sign && phrase_in_any(clause->text, choosing);
	cues[CUE_LIMITED] = sentence_is_limited(rest, stem);
	cues[CUE_OPPOSED] = topic_opposed(&opinions->topic, clause->text);
	cues[CUE_BEFORE_TURN] = phrase_starts_any(next, turns) > 0;
	cues[CUE_TAKEN_BACK] = is_taken_back(clause->later);
	cues[CUE_RESTRICTED] = sentence_restricts(before, rest, after, next);
	size_t in_case = topic_count(&opinions->vignette, clause->text);
	cues[CUE_CASE] = (int)(in_case < COUNTED_MOST ? in_case : COUNTED_MOST);
	cues[CUE_OFF_TOPIC] = !topic && !in_case && !cues[CUE_INTRODUCES] && !cues[CUE_IDENTIFIES];
}

/* The option that the explanation names first, if it begins to do so in this clause; else their number. */
static size_t find_first(const struct opinions *opinions, const struct place *places)
{
	size_t first = opinions->count;
	for (size_t i = 0; i < opinions->count && !opinions->any; i++)
		if (places[i].named && (first == opinions->count || places[i].start < places[first].start))
			first = i;
	return first;
}

/* Whether it mentions an option. */
static bool read_clause(struct opinions *opinions, struct clause *clause)
{
	bool any = false;
	struct place places[OPTIONS_MOST];
	clause->named =
		places_find(opinions->names, opinions->telling, opinions->explained->options, clause->text, places);
	size_t first = find_first(opinions, places), at = (size_t)(clause->text.at - opinions->explained->whole.at);
	opinions->any = opinions->any || clause->named > 0;
	for (size_t i = 0; i < opinions->count; i++) {
		struct opinion *opinion = &opinions->of[i];
		if (!places[i].mentioned)
			continue;
		opinion->found |= places[i].found;
		int cues[CUE_COUNT] = { 0 };
		judge_clause(opinions, clause, &places[i], cues);
		cues[CUE_FIRST] = i == first;
		if (!places[i].named) {
			cues[CUE_PART] = 1;
			cues[CUE_PART_SHARE] =
				11 * __builtin_popcount(places[i].found) / (int)opinions->telling[i].count;
		}
		int points = total(cues);
		if (!opinion->mentioned || points > opinion->points) {
			memcpy(opinion->cues, cues, sizeof(cues));
			opinion->points = points;
			opinion->start = at + places[i].start;
			opinion->end = at + places[i].end;
		}
		opinion->named = opinion->named || places[i].named;
		opinion->mentioned = any = true;
	}
	return any;
}

/* Adds what depends on the whole explanation, and returns the option with the most points of those mentioned. */
static size_t finish(struct opinions *opinions)
{
	size_t named = 0, best = opinions->count;
	for (size_t i = 0; i < opinions->count; i++)
		named += opinions->of[i].named;
	/* It may only say why these are wrong. */
	bool all_but_one = named > 1 && named + 1 == opinions->count;
	for (size_t i = 0; i < opinions->count; i++) {
		struct opinion *opinion = &opinions->of[i];
		int words = opinion->named ? (int)opinions->telling[i].all : __builtin_popcount(opinion->found);
		if (!opinion->mentioned) {
			opinion->cues[CUE_ABSENT] = 1;
			opinion->cues[CUE_LEFT_OVER] = all_but_one;
			opinion->points = total(opinion->cues);
			continue;
		}
		opinion->clear = opinion->named || words > 1 || 3 * (size_t)words >= opinions->telling[i].all;
		opinion->cues[CUE_WORDS] = words < COUNTED_MOST ? words : COUNTED_MOST;
		opinion->cues[CUE_OF_TWO] = opinion->named && named == 2;
		opinion->cues[CUE_OF_ALL_BUT] = opinion->named && all_but_one;
		opinion->cues[CUE_UNNAMED_LATER] = opinions->unnamed;
		opinion->points = total(opinion->cues);
		best = best == opinions->count || opinion->points > opinions->of[best].points ? i : best;
	}
	return best;
}

/* Whether the sentence goes on about the one before. */
static bool continues(struct str sentence)
{
	static const char *const pronouns[] = { "it", "its", "this",	"these", "they", "their",
						"he", "she", "in this", "such",	 "that", NULL };
	sentence_skip_leads(&sentence);
	return phrase_starts_any(sentence, pronouns) > 0;
}

static void read_sentences(struct opinions *opinions)
{
	struct str text = opinions->explained->whole;
	bool opens = true;
	for (size_t start = 0, end; start < text.len; start = end) {
		end = sentence_end(text, start);
		struct str sentence = { text.at + start, end - start };
		bool mentioned = false;
		for (size_t at = 0, stop; at < sentence.len; at = stop) {
			stop = clause_end(sentence, at);
			struct clause clause = {
				.text = { sentence.at + at, stop - at },
				.sentence = sentence,
				.start = at,
				.later = phrase_after(text, end),
				.opens = opens,
			};
			mentioned = read_clause(opinions, &clause) || mentioned;
		}
		if (!mentioned && opinions->any && !continues(sentence) &&
		    (topic_count(&opinions->topic, sentence) || topic_count(&opinions->vignette, sentence)))
			opinions->unnamed = true;
		opens = opens && str_trim(sentence).len < 2;
	}
}

int support_find(const struct option_names *names, const struct explained *explained, struct naming *name)
{
	struct opinions opinions = { .names = names, .explained = explained };
	size_t key = 0;
	for (; names->all[opinions.count]; opinions.count++) {
		places_read(names, opinions.count, &opinions.telling[opinions.count]);
		key = names->all[opinions.count] == names->key.at ? opinions.count : key;
	}
	topic_read(explained->stem, names->all, STR_NONE, &opinions.topic);
	topic_case(explained->stem, names->all, &opinions.vignette);
	read_sentences(&opinions);
	size_t best = finish(&opinions);
	/* An explanation calculates and compares with other values than the answer. */
	if (best == opinions.count || !opinions.of[best].clear || ascii_is_digit(names->all[best][0]))
		return 0;
	*name = (struct naming){ opinions.of[best].start, opinions.of[best].end, best };
	return opinions.of[best].points - opinions.of[key].points;
}

/* Whether the text denies something, so that what it lists may be exceptions. */
static bool denies(struct str text)
{
	static const char *const words[] = { "not",    "no",	 "never",  "cannot",	"nor",	 "neither", "without",
					     "except", "unlike", "absent", "rather",	"fails", "lacks",   "instead",
					     "wrong",  "false",	 "lack",   "incorrect", NULL };
	return phrase_in_any(text, words) || phrase_has_contracted_not(text);
}

bool support_exception(const struct option_names *names, const struct explained *explained, size_t *left)
{
	enum { LISTED_LEAST = 2 };
	struct telling telling[OPTIONS_MOST];
	struct place places[OPTIONS_MOST];
	struct str text = explained->whole;
	size_t count = 0;
	for (; names->all[count]; count++)
		places_read(names, count, &telling[count]);
	for (size_t start = 0, end; start < text.len; start = end) {
		end = sentence_end(text, start);
		struct str sentence = { text.at + start, end - start };
		struct str clause = { sentence.at, clause_end(sentence, 0) };
		size_t named = places_find(names, telling, explained->options, clause, places);
		if (named < LISTED_LEAST || named + 1 != count || denies(clause))
			continue;
		for (*left = 0; places[*left].named; ++*left)
			;
		return true;
	}
	return false;
}
