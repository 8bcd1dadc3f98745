/* Which option an explanation supports, by what each clause that names one says of it. The points are the weights of a
 * logistic regression, by which of its options each of some 600 questions has as its key, on explanations from real
 * banks and on right ones that look wrong: one point is a tenth of the logarithm of the odds. */
#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/question/parts.h"
#include "check/question/subject.h"

enum { COUNTED_MOST = 3 };

/* What an explanation says of one option. */
struct opinion {
	uint32_t found;	   /* telling words that occur anywhere: bits */
	bool named;	   /* in full, in any clause */
	bool mentioned;	   /* or in part */
	int points;	   /* of the best clause */
	size_t start, end; /* where that names it: offsets in the whole explanation */
	bool clear;	   /* with at least a third of its words */
};

struct opinions {
	const struct option_names *names;
	const struct explained *explained;
	struct topic topic;
	struct telling telling[OPTIONS_MOST];
	struct opinion of[OPTIONS_MOST];
	size_t count;
	bool any; /* whether an option has been named */
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

/* The points for words that deny or limit what is said of the option. */
static int count_doubts(struct str before, struct str rest)
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
	int points = phrase_in_any(before, denials) || phrase_has_contracted_not(before) ? -7 : 0;
	points -= phrase_in_any(rest, denials) || phrase_has_contracted_not(rest) ? 3 : 0;
	points -= phrase_in_any(rest, conditions) ? 3 : 0;
	points -= phrase_in_any(rest, also) ? 12 : 0;
	return points - (phrase_in_any(rest, elsewhere) ? 8 : 0);
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

/* The points that the clause gives to an option for what it says of it. */
static int judge_clause(const struct opinions *opinions, const struct clause *clause, const struct place *place)
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
	int points = 8 * (int)(topic < COUNTED_MOST ? topic : COUNTED_MOST) + count_doubts(before, rest);
	points += clause->opens ? 10 : 0;
	points += clause->named == 1 && place->named ? 9 : 0;
	points += clause->start && phrase_starts_any(clause->text, turns) ? 10 : 0;
	points += sentence_ties(before, rest) ? 17 : 0;
	points += sentence_introduces(before, rest, stem) ? 9 : 0;
	points += predicate == PREDICATE_IDENTIFIES ? 13 : predicate == PREDICATE_ELSEWHERE ? -13 : 0;
	points += clause->named == 1 && is_declared(rest) ? 30 : 0;
	points += place->sign && phrase_in_any(clause->text, choosing) ? 12 : 0;
	points -= sentence_is_limited(rest, stem) ? 9 : 0;
	points -= topic_opposed(&opinions->topic, clause->text) ? 15 : 0;
	points -= phrase_starts_any(next, turns) ? 8 : 0;
	points -= is_taken_back(clause->later) ? 20 : 0;
	return points - (sentence_restricts(before, rest, after, next) ? 19 : 0);
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

static void read_clause(struct opinions *opinions, struct clause *clause)
{
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
		int points = judge_clause(opinions, clause, &places[i]) + (i == first ? 16 : 0);
		if (!places[i].named)
			points += 6 + 11 * __builtin_popcount(places[i].found) / (int)opinions->telling[i].count;
		if (!opinion->mentioned || points > opinion->points) {
			opinion->points = points;
			opinion->start = at + places[i].start;
			opinion->end = at + places[i].end;
			opinion->clear = places[i].named ||
					 3 * (size_t)__builtin_popcount(places[i].found) >= opinions->telling[i].all;
		}
		opinion->named = opinion->named || places[i].named;
		opinion->mentioned = true;
	}
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
			opinion->points = all_but_one ? 28 : 6;
			continue;
		}
		opinion->points += 8 * (words < COUNTED_MOST ? words : COUNTED_MOST);
		opinion->points -= opinion->named ? (named == 2 ? 11 : 0) + (all_but_one ? 11 : 0) : 0;
		best = best == opinions->count || opinion->points > opinions->of[best].points ? i : best;
	}
	return best;
}

static void read_sentences(struct opinions *opinions)
{
	struct str text = opinions->explained->whole;
	bool opens = true;
	for (size_t start = 0, end; start < text.len; start = end) {
		end = sentence_end(text, start);
		struct str sentence = { text.at + start, end - start };
		for (size_t at = 0, stop; at < sentence.len; at = stop) {
			stop = clause_end(sentence, at);
			struct clause clause = {
				.text = { sentence.at + at, stop - at },
				.sentence = sentence,
				.start = at,
				.later = phrase_after(text, end),
				.opens = opens,
			};
			read_clause(opinions, &clause);
		}
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
	read_sentences(&opinions);
	size_t best = finish(&opinions);
	if (best == opinions.count || !opinions.of[best].clear)
		return 0;
	*name = (struct naming){ opinions.of[best].start, opinions.of[best].end, best };
	return opinions.of[best].points - opinions.of[key].points;
}
