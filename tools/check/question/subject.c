/* Explanations that name a wrong option where the correct one belongs, and never the correct one. */
#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/question/claims.h"
#include "check/question/flaw_words.h"
#include "check/question/parts.h"
#include "check/question/subject.h"
#include "check/text/text.h"

/* Longer explanations speak of much else. */
enum { EXPLANATION_BYTES = 600, ECHO_BYTES = 3000, NAME_BYTES = 400, STEM_BYTES = 1000 };

/* By how many points a wrong option must be supported more than the key, and by no longer explanation: see support.c. */
enum { SUPPORT_LEAST = 24, SUPPORT_BYTES = 6000 };

/* An explanation that contrasts or denies may well speak of a wrong option. */
static bool contrasts(struct str text)
{
	static const char *const words[] = {
		"not",	    "no",     "never",	   "cannot",  "nor",	     "neither", "but",	      "however",
		"although", "though", "while",	   "whereas", "unlike",	     "instead", "rather",     "only",
		"without",  "wrong",  "incorrect", "false",   "less",	     "than",	"before",     "after",
		"also",	    "other",  "others",	   "another", "alternative", "would",	"could",      "might",
		"may",	    "if",     "unless",	   "too",     "despite",     "differs", "distractor", "option",
		"contrast", "least",  "both",	   NULL,
	};
	return phrase_in_any(text, words) || phrase_has_contracted_not(text);
}

bool question_has_word(struct str text, struct str word)
{
	size_t at = 0, root = word.len > 3 ? word_root(word) : word.len;
	for (struct str other; phrase_next_word(text, &at, &other);) {
		size_t same = 0;
		while (same < root && same < other.len && ascii_lower(other.at[same]) == word.at[same])
			same++;
		if (same == root && (word.len > 3 || other.len == word.len))
			return true;
	}
	return false;
}

/* Whether the text has a content word of the option key, which is in lower case, that the wrong option lacks; if_none if
 * there is no such word. */
static bool mentions(struct str text, struct str key, struct str wrong, bool if_none)
{
	size_t at = 0, own = 0;
	for (struct str word; phrase_next_word(key, &at, &word);) {
		if (word_kinds(word) & WORD_COMMON || question_has_word(wrong, word))
			continue;
		own++;
		if ((if_none && word_kinds(word) & WORD_NUMBER) || question_has_word(text, word))
			return true;
	}
	return own == 0 && if_none;
}

struct str question_stem(struct lesson_check *check, const struct question *question)
{
	struct buf *text = &check->questions.other;
	buf_clear(text);
	if (question->vignette)
		text_flow(text, question->vignette, STR_NONE);
	if (question->set && question->set->vignette)
		text_flow(text, question->set->vignette, STR_NONE);
	if (question->stem)
		text_flow(text, question->stem, STR_NONE);
	return buf_view(text);
}

/* The stem in lower case, in check->questions.text; only its end if it is long. */
static struct str lower_stem(struct lesson_check *check, const struct question *question)
{
	struct buf *text = &check->questions.text;
	buf_clear(text);
	if (question->stem)
		inline_plain(text, flow_last_paragraph(question->stem));
	size_t skipped = text->len > STEM_BYTES ? text->len - STEM_BYTES : 0;
	for (size_t i = skipped; i < text->len; i++)
		text->at[i] = ascii_lower(text->at[i]);
	return phrase_after(buf_view(text), skipped);
}

/* Whether a verb follows the name, as in "Vitamin C is needed"; *harms is set if it may be why a wrong option is wrong:
 * "Doxycycline stains teeth". */
static bool begins_predicate(struct str rest, bool *harms)
{
	static const char *const verbs[] = { "are",    "were",	 "have",  "given", "made",  "used",
					     "needed", "supply", "arise", "bind",  "block", NULL };
	static const char *const harmful[] = { "causes",    "cause",	  "stains",   "leads",	 "lead",
					       "worsens",   "aggravates", "triggers", "damages", "raises",
					       "increases", "produces",	  "harms",    NULL };
	struct str after = str_trim(rest), word = STR_NONE;
	size_t at = 0;
	if (after.len == rest.len || !after.len || !ascii_is_lower(after.at[0]) || !phrase_next_word(after, &at, &word))
		return false;
	*harms = phrase_starts_any(word, harmful) == word.len;
	return (word.at[word.len - 1] == 's' && !phrase_starts(word, "as")) ||
	       phrase_starts_any(word, verbs) == word.len;
}

/* Whether "… is", "… by" precedes, and the sentence ends after it. */
static bool completes_sentence(struct str before, struct str rest)
{
	static const char *const links[] = { "is",     "are",	 "by",	 "called", "namely",
					     "is the", "by the", "is a", "is an",  NULL };
	/* After these the sentence may go on. */
	static const char *const signs[] = {
		"classic for",	     "classical of",	  "typical of",	     "typical for",
		"diagnostic of",     "characteristic of", "consistent with", "pathognomonic of",
		"pathognomonic for", "suggest",		  "suggests",	     "indicate",
		"indicates",	     "point to",	  "points to",	     NULL
	};
	before = str_trim(before);
	if (rest.len && !strchr(".,;!", rest.at[0]))
		return false;
	bool ends = !rest.len || rest.at[0] != ',';
	return (ends && phrase_ends_any(before, links) < before.len) || phrase_ends_any(before, signs) < before.len;
}

/* Where the text names the option as the subject of its first sentence, or as what completes a sentence; at is NULL if
 * it does not. */
static struct str find_name(struct str text, const char *option, bool *harms)
{
	static const char *const articles[] = { "the", "a", "an", NULL };
	struct str first = text;
	(void)phrase_take(&first, articles);
	size_t len = phrase_starts(first, option);
	*harms = false;
	if (len && begins_predicate(phrase_after(first, len), harms))
		return (struct str){ first.at, len };
	for (size_t i = 1; i < text.len; i++) {
		if (phrase_in_word(text, i - 1) || !(len = phrase_starts(phrase_after(text, i), option)))
			continue;
		if (completes_sentence((struct str){ text.at, i }, phrase_after(text, i + len)))
			return (struct str){ text.at + i, len };
	}
	return STR_NONE;
}

/* Whether the text is in brackets up to the end of its sentence. */
static bool is_bracket(struct str text)
{
	const char *close = str_starts(text, " (") ? memchr(text.at, ')', text.len) : NULL;
	size_t end = close ? (size_t)(close - text.at) + 1 : 0;
	return close && (end == text.len || strchr(".!", text.at[end]));
}

/* The length of an option that the text begins with and does not go on from, as in "Iliopsoas: it is", "The accessory
 * nerve. It"; a noun of the stem may follow it. 0 if it does not. */
static size_t stands_alone(struct str text, const char *option, struct str stem)
{
	static const char *const articles[] = { "the", "a", "an", NULL };
	struct str first = text, noun = STR_NONE;
	(void)phrase_take(&first, articles);
	size_t len = phrase_starts(first, option), start = (size_t)(first.at - text.at), end = len, at = len;
	if (!len)
		return 0;
	if (phrase_next_word(first, &at, &noun) && noun.at == first.at + len + 1 && question_has_word(stem, noun))
		end = at;
	struct str rest = phrase_after(first, end);
	bool stop = rest.len && strchr(".:!", rest.at[0]) && (rest.len == 1 || ascii_is_space(rest.at[1]));
	bool dash = str_starts(rest, " –") || str_starts(rest, " —") || str_starts(rest, "—") || str_starts(rest, " - ") ||
		    mention_symbol(str_trim(rest)) || str_starts(rest, " =") || str_starts(rest, " ->");
	return !rest.len || stop || dash || is_bracket(rest) ? start + len : 0;
}

/* Whether a later sentence or line begins so with an option, as where each is explained in turn. */
static bool explains_in_turn(struct str text, const char *const *options, struct str stem)
{
	for (size_t i = 1; i < text.len; i++) {
		bool begins = text.at[i - 1] == '\n' || (ascii_is_space(text.at[i]) && strchr(".;!?", text.at[i - 1]));
		struct str rest = str_trim(phrase_after(text, i));
		for (const char *const *o = options; begins && *o; o++)
			if (stands_alone(rest, *o, stem))
				return true;
	}
	return false;
}

/* Whether what follows the option takes it back: "Measles: tempting, but". */
static bool is_taken_back(struct str rest)
{
	static const char *const words[] = { "but",	  "however", "although", "though",   "wrong",	  "incorrect", "false",
					     "would",	  "unlikely", "tempting", "less",    "unlike",	  "distractor", "excluded",
					     "no",	  "never",   "cannot",	 "not the", "not a",	  "is not",    "mistake", NULL };
	size_t end = 0;
	rest = str_trim(phrase_after(rest, rest.len > 0));
	while (end < rest.len && !strchr(".!?", rest.at[end]))
		end++;
	return phrase_in_any((struct str){ rest.at, end }, words);
}

/* The option that the text begins with and that is not taken back; at is NULL if there is none. options has all, wrong
 * those that are not the key. */
static struct str find_opening(struct str text, const char *const *options, const char *const *wrong, struct str stem)
{
	for (size_t i = 0; wrong[i]; i++) {
		size_t end = stands_alone(text, wrong[i], stem), len = strlen(wrong[i]);
		if (end >= len && end > 0 && !is_taken_back(phrase_after(text, end)) && !explains_in_turn(text, options, stem))
			return (struct str){ text.at + end - len, len };
	}
	return STR_NONE;
}

/* False if there are too many options, or one is a text of its own. */
static bool take_names(const struct question *question, struct str options, struct option_names *names)
{
	size_t wrong = 0, all = 0;
	*names = (struct option_names){ .key = STR_NONE };
	for (const struct option *o = question->options; o && options.len; o = o->next) {
		struct str option = { options.at, strlen(options.at) };
		options = phrase_after(options, option.len + 1);
		if (option.len > NAME_BYTES || all == OPTIONS_MOST)
			return false;
		if (o->correct)
			names->key = option;
		else
			names->wrong[wrong++] = option.at;
		names->bare[all] = naming_bare(option.at);
		names->firsts |= option.len ? UINT32_C(1) << (*names->bare[all] & 31) : 0;
		names->all[all++] = option.at;
	}
	return true;
}

/* The wrong option that is the subject of the explanation, which speaks of no other one; at is NULL if there is none. */
static struct str find_subject(struct lesson_check *check, const struct question *question,
			       const struct option_names *names, struct str text)
{
	enum { NAME_LEAST = 4 }; /* shorter ones are words of other meanings, too */
	struct str wrong = STR_NONE, name = STR_NONE;
	size_t mentioned = 0;
	bool harms = false;
	for (size_t i = 0; names->wrong[i]; i++) {
		if (strlen(names->wrong[i]) < NAME_LEAST || !phrase_in_any(text, (const char *const[]){ names->wrong[i], NULL }))
			continue;
		mentioned++;
		wrong = str_from(names->wrong[i]);
	}
	if (mentioned == 1 && !contrasts(text) && !mentions(text, names->key, wrong, true))
		name = find_name(text, wrong.at, &harms);
	return harms && !mentions(text, lower_stem(check, question), wrong, false) ? STR_NONE : name;
}

/* The explanation in lower case, in check->questions.folded; check->questions.prose has its first paragraph. */
static struct explained lower_explanation(struct lesson_check *check, struct block *more)
{
	struct buf *text = &check->questions.folded;
	struct str first = prose_view(&check->questions.prose);
	buf_clear(text);
	buf_str(text, first);
	if (more) {
		buf_char(text, '\n');
		text_flow(text, &(struct flow){ .blocks = more }, STR_NONE);
	}
	/* A line of the file is no paragraph. */
	for (size_t i = 0; i < text->len; i++)
		text->at[i] = i < first.len && ascii_is_space(text->at[i]) ? ' ' : ascii_lower(text->at[i]);
	struct str all = buf_view(text);
	return (struct explained){ .text = { all.at, first.len < all.len ? first.len : all.len }, .whole = all };
}

static void report_subject(struct lesson_check *check, const struct question *question, struct str name, bool answers)
{
	size_t start = (size_t)(name.at - prose_view(&check->questions.prose).at);
	struct span span = prose_span(&check->questions.prose, check->source, start, start + name.len);
	struct diagnostic *d = report_add(
		check->report, RULE_QUESTION_EXPLANATION_OF_DISTRACTOR, span, question->id.value,
		answers ? "the explanation gives \"%.*s\" as the answer, but another option is marked correct"
			: "the explanation speaks of \"%.*s\", which is a wrong option, and not of the correct one",
		STR_ARG(name));
	report_help(check->report, d,
		    "explain why the correct option is right; if the mark is wrong, move correct=\"true\"");
}

/* Whether the key sums up other options, as "both A and B" does: an explanation speaks of these then. */
static bool key_sums_up(struct str key)
{
	static const char *const sums[] = { "all", "none", "both", "neither", "any of", "a and b", "a, b", NULL };
	return phrase_starts_any(key, sums) > 0;
}

/* Whether the question asks for the difference between two things, or for a statement: the explanation may speak of the other thing,
 * or of why a statement is wrong. */
static bool asks_otherwise(struct str stem)
{
	static const char *const words[] = { "apart from",    "rather than",   "instead of",     "as opposed to", "distinguish",
					     "distinguishes", "differentiate", "differentiates", "differ",	  "differs",
					     "difference",    "unlike",	       "statement",	 "statements",	  NULL };
	return phrase_in_any(topic_sentence(stem), words);
}

/* Puts a single space for white space, so that a message does not depend on where lines are broken. */
static void collapse(struct buf *text)
{
	size_t len = 0;
	for (size_t i = 0; i < text->len; i++) {
		char c = ascii_is_space(text->at[i]) ? ' ' : text->at[i];
		if (c != ' ' || len == 0 || text->at[len - 1] != ' ')
			text->at[len++] = c;
	}
	text->len = len;
}

/* The text of an option, on one line. */
static struct str option_text(struct lesson_check *check, const struct question *question, size_t number)
{
	const struct option *option = question->options;
	for (size_t i = 0; i < number; i++)
		option = option->next;
	buf_clear(&check->questions.other);
	inline_plain(&check->questions.other, option->text);
	collapse(&check->questions.other);
	check->failed = check->failed || buf_failed(&check->questions.other);
	return str_trim(buf_view(&check->questions.other));
}

static void check_support(struct lesson_check *check, const struct question *question, const struct option_names *names,
			  const struct explained *explained)
{
	struct naming name;
	if (explained->whole.len > SUPPORT_BYTES || key_sums_up(names->key) || asks_otherwise(explained->stem) ||
	    support_find(names, explained, &name) < SUPPORT_LEAST)
		return;
	struct span span = name.end > explained->text.len
				   ? question->explanation->element.tag
				   : prose_span(&check->questions.prose, check->source, name.start, name.end);
	struct str text = option_text(check, question, name.number);
	struct diagnostic *d = report_add(check->report, RULE_QUESTION_EXPLANATION_OF_DISTRACTOR, span, question->id.value,
					  "the explanation speaks for \"%.*s\", but another option is marked correct",
					  STR_ARG(text));
	report_help(check->report, d,
		    "explain why the correct option is right; if the mark is wrong, move correct=\"true\"");
}

/* "Ramipril and losartan raise it", where all options but one are named, and one of these is marked as the exception. */
static void check_exception(struct lesson_check *check, const struct question *question,
			    const struct option_names *names, const struct explained *explained)
{
	size_t left;
	if (explained->whole.len > SUPPORT_BYTES || key_sums_up(names->key) ||
	    !support_exception(names, explained, &left) || names->all[left] == names->key.at)
		return;
	struct str text = option_text(check, question, left);
	struct diagnostic *d =
		report_add(check->report, RULE_QUESTION_EXPLANATION_OF_DISTRACTOR, question->explanation->element.tag,
			   question->id.value,
			   "the explanation says the same of all options but \"%.*s\", which is not marked as the "
			   "exception",
			   STR_ARG(text));
	report_help(check->report, d,
		    "explain why the correct option is the exception; if the mark is wrong, move correct=\"true\"");
}

void check_subject(struct lesson_check *check, const struct question *question, struct str options,
		   enum answer *negative, struct block *more)
{
	struct str whole = prose_view(&check->questions.prose), text = str_trim(whole);
	struct option_names names;
	if (text.len > ECHO_BYTES || !take_names(question, options, &names) ||
	    (!more && !places_possible(&names, options, text)))
		return;
	bool wrong = question_asks_for_wrong(check, question, negative);
	struct explained explained = lower_explanation(check, more);
	explained.options = options;
	explained.stem = lower_stem(check, question);
	explained.asked = wrong ? topic_asked(explained.stem) : ASKED_TRUE;
	struct str name = STR_NONE, said;
	enum echo echo = echo_find(&names, &explained, &said);
	bool brief = text.len <= EXPLANATION_BYTES && !more && !wrong;
	if (echo == ECHO_FOUND)
		name = (struct str){ whole.at + (said.at - explained.text.at), said.len };
	else if (brief)
		name = find_opening(text, names.all, names.wrong, explained.stem);
	if (!name.at && brief && echo == ECHO_WEAK)
		name = find_subject(check, question, &names, text);
	check->failed = check->failed || buf_failed(&check->questions.folded) || buf_failed(&check->questions.text);
	size_t start = name.at ? (size_t)(name.at - whole.at) : 0;
	if (name.at && claim_is_said(whole, start, start + name.len, question_stem(check, question)))
		report_subject(check, question, name, echo == ECHO_FOUND);
	else if (!wrong && !check->failed)
		check_support(check, question, &names, &explained);
	else if (explained.asked == ASKED_FALSE && !check->failed)
		check_exception(check, question, &names, &explained);
}
