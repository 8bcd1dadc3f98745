/* Explanations that name a wrong option where the correct one belongs, and never the correct one. */
#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/question/claims.h"
#include "check/question/flaw_words.h"
#include "check/question/parts.h"
#include "check/text/text.h"

/* Longer explanations speak of much else. */
enum { EXPLANATION_BYTES = 600, NAME_BYTES = 80, STEM_BYTES = 1000, OPTIONS_MOST = 26 };

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
	return phrase_in_any(text, words) || memmem(text.at, text.len, "n't", 3) || memmem(text.at, text.len, "n’t", 5);
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

/* Whether the text has a content word of source, which is in lower case, that the wrong option lacks; if_none if there
 * is no such word. */
static bool mentions(struct str text, struct str source, struct str wrong, bool if_none)
{
	size_t at = 0, own = 0;
	for (struct str word; phrase_next_word(source, &at, &word);) {
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

void check_subject(struct lesson_check *check, const struct question *question, struct str options,
		   enum answer *negative)
{
	struct str whole = prose_view(&check->questions.prose), text = str_trim(whole);
	struct str name = STR_NONE, key = STR_NONE, wrong = STR_NONE;
	const char *names[OPTIONS_MOST + 1];
	size_t count = 0, mentioned = 0;
	if (text.len > EXPLANATION_BYTES)
		return;
	for (const struct option *o = question->options; o && options.len; o = o->next) {
		struct str option = { options.at, strlen(options.at) };
		options = phrase_after(options, option.len + 1);
		if (option.len > NAME_BYTES || count == OPTIONS_MOST)
			return;
		if (o->correct)
			key = option;
		else if (option.len >= 4)
			names[count++] = option.at;
	}
	names[count] = NULL;
	bool harms = false, any = phrase_in_any(text, names);
	for (size_t i = 0; any && i < count; i++) {
		if (!phrase_in_any(text, (const char *const[]){ names[i], NULL }))
			continue;
		mentioned++;
		wrong = str_from(names[i]);
	}
	if (mentioned == 1 && !contrasts(text) && !mentions(text, key, wrong, true) &&
	    !question_asks_for_wrong(check, question, negative))
		name = find_name(text, wrong.at, &harms);
	if (!name.at || (harms && !mentions(text, lower_stem(check, question), wrong, false)))
		return;
	size_t start = (size_t)(name.at - whole.at);
	if (!claim_is_said(whole, start, start + name.len, question_stem(check, question)))
		return;
	struct diagnostic *d = report_add(
		check->report, RULE_QUESTION_EXPLANATION_OF_DISTRACTOR,
		prose_span(&check->questions.prose, check->source, start, start + name.len), question->id.value,
		"the explanation speaks of \"%.*s\", which is a wrong option, and not of the correct one",
		STR_ARG(name));
	report_help(check->report, d,
		    "explain why the correct option is right; if the mark is wrong, move correct=\"true\"");
}
