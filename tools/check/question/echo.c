/* Explanations whose first sentence about an option says of it what the question asks: "Haemangioma is the most common
 * benign tumour of the liver", "Iron is absorbed mainly in the duodenum". */
#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/question/parts.h"
#include "check/question/subject.h"

/* The end of what is said of the option in the sentence: up to another option, or to a contrast. */
static size_t scope_end(const struct option_names *names, struct str sentence, const struct naming *named)
{
	static const char *const contrasts[] = { "while", "whereas", "but",	"although", "though",  "unlike",
						 "than",  "rather",  "instead", "compared", "however", NULL };
	size_t end = naming_first(names, sentence, named->end).start;
	struct str word;
	for (size_t at = 0; phrase_next_word(sentence, &at, &word);) {
		size_t start = (size_t)(word.at - sentence.at);
		if (start >= end)
			break;
		bool comma = start > 1 && sentence.at[start - 2] == ',';
		if (phrase_starts_any(word, contrasts) == word.len || (comma && str_is(word, "not")))
			return start;
	}
	return end;
}

/* "Better than", "instead of" another option. */
static bool is_preferred(const struct option_names *names, struct str scope, struct str later)
{
	static const char *const articles[] = { "the", "a", "an", NULL };
	static const char *const over[] = { "than", "rather than", "instead of", NULL };
	static const char *const better[] = { "better", "more effectively", "more often", "faster", "sooner", NULL };
	struct str other = later;
	if (!phrase_take(&other, over) ||
	    (phrase_starts(later, "than") && phrase_ends_any(str_trim(scope), better) == str_trim(scope).len))
		return false;
	(void)phrase_take(&other, articles);
	return other.len && naming_first(names, other, 0).start == 0;
}

/* What speaks for the option. */
struct evidence {
	size_t count;  /* words of the topic beside the option */
	size_t of_key; /* the same, at most, in a later sentence about the key */
	bool strong;   /* the sentence identifies the option as the answer, or prefers it to all others */
	bool tied;     /* the sentence says what is due to the option, or consists of it */
	enum order order;
	bool limited; /* the sentence is about another case, too: "in young women" */
	bool opens;   /* the option begins the sentence */
	bool listed;  /* it does not, and the sentence goes on to name the key, as in a list */
	bool key_named;
};

static bool is_enough(const struct evidence *found, const struct topic *topic)
{
	bool half = found->count > 1 && found->count * 2 >= topic->count;
	/* An explanation of all but the key may only say why they are wrong. */
	if (found->order == ORDER_OTHERS && !(half && (found->count > 2 || found->count == topic->count)) &&
	    !(found->strong && found->count))
		return false;
	if (found->strong)
		return true;
	if (found->limited || found->listed)
		return false;
	size_t points = found->count + half + (found->count && found->count == topic->count) +
			(found->tied && found->count ? 2 : 0) + (found->order == ORDER_OWN ? 2 : 0) +
			(found->count > 1 && found->opens && !found->key_named);
	return points >= 3 && found->count > found->of_key;
}

/* Whether a clause begins after the text: "…, and". */
static bool opens_clause(struct str before)
{
	static const char *const joints[] = { "and", "so", "hence", "therefore", "thus", NULL };
	before = str_trim(before);
	size_t end = phrase_ends_any(before, joints);
	before = str_trim((struct str){ before.at, end });
	return before.len && before.at[before.len - 1] == ',';
}

/* Judges a sentence that is the first to name an option. */
static enum echo judge(const struct option_names *names, const struct explained *explained, struct str sentence,
		       const struct naming *named)
{
	struct str wrong = str_from(names->all[named->number]), stem = explained->stem;
	size_t stop = scope_end(names, sentence, named);
	struct str scope = { sentence.at, stop }, before = { sentence.at, named->start };
	if (names->all[named->number] == names->key.at || naming_has_key(names, wrong, scope))
		return ECHO_OF_KEY;
	struct topic topic;
	topic_read(stem, names->all, wrong, &topic);
	struct str rest = phrase_after(scope, named->end), after = phrase_after(sentence, named->end);
	struct str later = phrase_after(sentence, stop);
	later.len = (size_t)(explained->whole.at + explained->whole.len - later.at);
	struct evidence found = {
		.count = topic_count(&topic, before) + topic_count(&topic, rest),
		.opens = sentence_opening(sentence) == named->start,
	};
	struct str first = sentence_part(rest);
	if (explained->asked == ASKED_FALSE)
		return found.opens && (sentence_denies(rest, stem) ||
				       (topic_count(&topic, first) &&
					(sentence_denies(rest, STR_NONE) || topic_opposed(&topic, scope))))
			       ? ECHO_FOUND
			       : ECHO_NONE;
	enum predicate predicate =
		found.opens || opens_clause(before) ? sentence_predicate(rest, stem) : PREDICATE_OTHER;
	if (stop < named->end || predicate == PREDICATE_ELSEWHERE || sentence_restricts(before, rest, after, later) ||
	    topic_opposed(&topic, scope) || topic_replaced(stem, scope))
		return ECHO_ELSEWHERE;
	found.strong = predicate == PREDICATE_IDENTIFIES || sentence_introduces(before, after, stem) ||
		       (found.opens && sentence_leaves_others(later)) || is_preferred(names, scope, later);
	found.tied = sentence_ties(before, after);
	found.listed = !found.opens && naming_has_key(names, wrong, phrase_after(sentence, stop));
	found.limited = sentence_is_limited(rest, stem);
	found.order = naming_order(names, explained->whole, named->number, &found.key_named);
	found.of_key = naming_count_of_key(names, wrong, &topic, later);
	if (is_enough(&found, &topic))
		return ECHO_FOUND;
	if (found.order == ORDER_OTHERS || (found.limited && sentence_names_people(rest)))
		return ECHO_ELSEWHERE;
	return found.count ? ECHO_WEAK : ECHO_NONE;
}

enum echo echo_find(const struct option_names *names, const struct explained *explained, struct str *name)
{
	struct topic topic = { .count = 0 };
	struct str text = explained->text;
	*name = STR_NONE;
	for (size_t start = 0, end, count; start < text.len; start = end) {
		end = sentence_end(text, start);
		struct str sentence = { text.at + start, end - start };
		struct naming named = naming_first(names, sentence, 0);
		if (named.start < sentence.len) {
			*name = (struct str){ sentence.at + named.start, named.end - named.start };
			return judge(names, explained, sentence, &named);
		}
		if (!topic.count)
			topic_read(explained->stem, names->all, STR_NONE, &topic);
		if (naming_has_key(names, STR_NONE, sentence))
			return ECHO_OF_KEY;
		count = topic_count(&topic, sentence);
		/* It answers in other words. */
		if (count > 1 && count * 2 >= topic.count)
			return ECHO_NONE;
	}
	return ECHO_NONE;
}
