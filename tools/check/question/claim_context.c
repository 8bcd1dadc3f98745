/* The company of a claim: conditions, opinions of others and denials, in which a sentence does not say it of this
 * question. */
#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/question/claims.h"
#include "check/question/flaw_words.h"

/* The rest of the sentence or clause after offset. */
static struct str clause_after(struct str text, size_t offset)
{
	struct str rest = phrase_after(text, offset);
	size_t end = 0, most = rest.len < CLAIM_REACH ? rest.len : CLAIM_REACH;
	while (end < most && !strchr(".!?;", rest.at[end]))
		end++;
	return (struct str){ rest.at, end };
}

/* Removes everything up to the last conjunction of contrast: "many think of A, but …"; and a concession before the main
 * clause: "although many think of A, …". */
static struct str contrasted(struct str before)
{
	static const char *const contrasts[] = { "but", "though", "although", "however", "yet", "whereas", "while", NULL };
	struct str word;
	for (size_t at = 0, end = 0; phrase_next_word(before, &at, &word); end = at) {
		size_t start = (size_t)(word.at - before.at);
		if (!phrase_starts_any(phrase_after(before, start), contrasts))
			continue;
		size_t comma = before.len;
		while (end == 0 && comma > at && before.at[comma - 1] != ',')
			comma--;
		before = str_trim(phrase_after(before, end == 0 && comma > at ? comma : at));
		at = 0;
	}
	return before;
}

/* The part of a clause after its last comma. */
static struct str last_part(struct str clause)
{
	size_t start = clause.len;
	while (start > 0 && clause.at[start - 1] != ',')
		start--;
	return str_trim(phrase_after(clause, start));
}

static bool cut_end(struct str *text, const char *const *phrases)
{
	size_t end = phrase_ends_any(*text, phrases);
	if (end == text->len)
		return false;
	*text = str_trim((struct str){ text->at, end });
	return true;
}

/* "Some thought that", "it is false that", "the idea that": the claim is what others say, or what is denied. */
static bool is_reported(struct str before)
{
	static const char *const links[] = { "that", "the", "for", NULL };
	static const char *const persons[] = { "us", "me", "them", "you", "him", "her", NULL };
	static const char *const first_person[] = { "we", "i", "us", "everybody", "everyone", "all", NULL };
	static const char *const adverbs[] = { "wrongly", "often", "mistakenly", "falsely", "first", "once", "sometimes", "in error",
					       "widely", "incorrectly", "simply", NULL };
	static const char *const verbs[] = {
		"think",     "thinks",	"thought",  "thinking", "believe",  "believes", "believed", "believing", "assume",
		"assumes",   "assumed", "assuming", "suppose",	"supposed", "say",	"says",	    "said",	 "saying",
		"claim",     "claims",	"claimed",  "argue",	"argues",   "argued",	"answer",   "answered",	 "reply",
		"replied",   "guess",	"guessed",  "hold",	"held",	    "expect",	"expected", "conclude",	 "concludes",
		"concluded", "suspect", "suspected", "taught",	"teach",    "feel",	"felt",	    "insist",	 "insists",
		"insisted",  "write",	"wrote",    "written",	"told",	    "tell",	"imagine",  "imagined",	 "suggested",
		"maintain",  "maintained", "convinced", "tempted", "persuaded", "decided", "hoped", "heard", "read",
		"idea",	     "notion",	"belief",   "view",	"opinion",  "claim",	"mistake",  "error",	 "misconception",
		"myth",	     "fallacy",	"impression", "assumption", "doubt", "rumour",	"rumor",    NULL,
	};
	static const char *const denials[] = { "false that",	  "wrong that",	  "untrue that",  "not true that",
					       "incorrect that",  "not the case that", "no longer true that",
					       "not correct that", "not right that", NULL };
	before = last_part(before);
	if (phrase_ends_any(before, denials) < before.len)
		return true;
	while (cut_end(&before, links) || cut_end(&before, persons) || cut_end(&before, adverbs))
		;
	if (!cut_end(&before, verbs))
		return false;
	static const char *const denied[] = { "nobody", "no one", "not", "never", "should", "wrong to", NULL };
	return phrase_in_any(before, denied) || !phrase_in_any(before, first_person);
}

/* Whether all content words of the text occur in the stem, or only structure the argument: "for these reasons". */
static bool is_known(struct str text, struct str stem)
{
	static const char *const pointing[] = { "this", "these", "such", "our", "his", "her", "those", "its", "their", NULL };
	/* These tell cases apart. */
	static const char *const telling[] = { "after", "before", "between", "below", "above", "beyond", "outside", "until", NULL };
	static const char words[] = " addition balance brief case cases comparison conclusion contrast contrary effect end "
				    "essence example exam examination fact fine general hand hindsight instance last main "
				    "mind most option options order other others practice principle question reason reasons "
				    "sense short sum summary theory total truth turn view whole word words four five three ";
	struct str word;
	if (phrase_in_any(text, pointing))
		return true;
	for (size_t at = 0; phrase_next_word(text, &at, &word);) {
		char lower[48];
		if (word.len >= sizeof(lower))
			return false;
		for (size_t i = 0; i < word.len; i++)
			lower[i] = ascii_lower(word.at[i]);
		struct str small = { lower, word.len };
		bool common = word_kinds(small) & WORD_COMMON && !phrase_starts_any(small, telling);
		if (!common && !word_is_one_of(small, words) && !question_has_word(stem, small))
			return false;
	}
	return true;
}

static const char *const prepositions[] = { "in",      "on",	 "at",	   "for",   "with",   "without", "during", "after",
					    "before",  "between", "below",  "above", "under",  "among",	  "beyond", "outside",
					    "following", "until", "within", "over",  "behind", "beside",  NULL };

/* "In view of", "with regard to": a reason or a topic, not a condition. */
static bool gives_ground(struct str text)
{
	static const char *const grounds[] = { "in view of", "after all", "in light of", "in the light of", "with regard", "with respect",
					       "for lack of", "for want of", "after excluding", "after exclusion", "after ruling",
					       "after eliminating", "on reflection", "on the basis", "on these", "in accordance",
					       "in keeping", "in line with", "with all", "between the", "among the", NULL };
	return phrase_starts_any(text, grounds) > 0;
}

/* "If", "were he", "in pregnancy": what precedes the claim makes it one about another case. */
static bool is_conditional(struct str before, struct str stem)
{
	static const char *const conjunctions[] = { "if",	  "unless",   "suppose",  "supposing",	 "provided", "assuming",
						    "whenever",	  "imagine",  "as long as", "in case",	 "otherwise", "elsewhere",
						    "but for",	  "conversely", NULL };
	static const char *const inversions[] = { "were", "had", "should", "there", NULL };
	static const char *const times[] = { "when", "once", "where", NULL };
	static const char *const lead[] = { "and", "so", "then", "thus", "hence", "only", "also", "therefore", NULL };
	if (phrase_in_any(before, conjunctions) || phrase_starts_any(before, inversions))
		return true;
	while (phrase_take(&before, lead))
		(void)mention_skip(&before, ",");
	bool time = phrase_starts_any(before, times), place = phrase_starts_any(before, prepositions);
	if ((!time && !place) || gives_ground(before))
		return false;
	size_t comma = 0;
	while (comma < before.len && before.at[comma] != ',')
		comma++;
	struct str first = { before.at, comma }, rest = str_trim(phrase_after(before, comma + 1));
	/* "In the groove the nerve is bare, so" says more than a place. */
	bool next = time || !rest.len || phrase_starts_any(rest, lead) || phrase_starts(rest, "the");
	return next && !is_known(first, stem);
}

/* "B if", "(b) in children". */
static bool has_condition(struct str after, struct str stem)
{
	static const char *const conjunctions[] = { "if", "unless", "when", "only", "provided", "where", "until", "once", "as long as", NULL };
	struct str rest = after;
	size_t part = 0;
	while (part < rest.len && rest.at[part] != ',')
		part++;
	bool comma = mention_skip(&rest, ",)");
	if (phrase_starts_any(rest, conjunctions))
		return true;
	return !comma && phrase_starts_any(rest, prepositions) && !phrase_starts(rest, "over") &&
	       !is_known((struct str){ rest.at, part }, stem);
}

bool claim_is_said(struct str text, size_t start, size_t end, struct str stem)
{
	static const char *const would[] = { "would", NULL };
	static const char *const conditions[] = { "if", "suppose", "imagine", "otherwise", "another", "different", NULL };
	static const char *const beliefs[] = { "myth", "misconception", "fallacy", "mistake", "common belief", "false belief", NULL };
	struct str before = contrasted(claim_sentence_before(text, start)), after = clause_after(text, end);
	struct str said = { text.at + start, end - start };
	size_t reach = start < CLAIM_REACH ? start : CLAIM_REACH;
	struct str sooner = { text.at + start - reach, reach };
	return !is_reported(before) && !is_conditional(before, stem) && !has_condition(after, stem) &&
	       !phrase_in_any(after, beliefs) && !(phrase_in_any(said, would) && phrase_in_any(sooner, conditions));
}
