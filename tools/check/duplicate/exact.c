#include "check/core/index_judge.h"

#include "base/hash.h"

/* Words for a repeated item of a kind. */
struct words_for {
	enum rule_id rule;
	const char *noun, *verb, *help;
};

static const struct words_for repeats[] = {
	[PROMPT_QUESTION] = { RULE_DUPLICATE_STEM, "question", "asks the same as",
			      "keep the better of the two questions, or ask something else" },
	[PROMPT_CARD] = { RULE_DUPLICATE_CARD, "card", "asks the same as",
			  "keep the better of the two cards, or ask for another fact" },
	[PROMPT_CLOZE] = { RULE_DUPLICATE_CARD, "card", "asks the same as",
			   "keep the better of the two cards, or ask for another fact" },
	[PROMPT_TERM] = { RULE_DUPLICATE_TERM, "glossary entry", "has the same term as",
			  "keep one entry in the lesson that introduces the term, and link to it from the other" },
	[PROMPT_PROSE] = { RULE_DUPLICATE_PROSE, "text", "repeats word for word the text",
			   "keep it in one lesson and link to it, or rephrase it for this one" },
};

static const struct words_for other_answer = {
	RULE_CARD_AMBIGUOUS, "card", "has another answer to the same prompt as",
	"say in each prompt how the two differ, or correct the wrong answer",
}, reworded_answer = {
	RULE_CARD_AMBIGUOUS, "card", "has the same prompt and, in other words, the same answer as",
	"keep the better of the two cards",
}, own_name = {
	RULE_DUPLICATE_TERM, "synonym or abbreviation", "is already a name of", "delete one of the two",
};

void report_other_prompt(struct judge *judge, struct diagnostic *d, const struct index_prompt *first, struct str same)
{
	report_other(judge->report, d,
		     &(struct other_side){ .path = judge->index->paths[first->file],
					   .location = first->location,
					   .lesson = str_from(judge->lessons[first->file]),
					   .item = str_from(first->item),
					   .same = same });
}

static struct diagnostic *report_again(struct judge *judge, const struct index_prompt *prompt,
				       const struct index_prompt *first, const struct words_for *words)
{
	struct report *report = judge->report;
	bool prose = prompt->kind == PROMPT_PROSE;
	struct diagnostic *d =
		report_add_at(report, words->rule, judge->index->paths[prompt->file], prompt->location,
			      str_from(judge->lessons[prompt->file]), str_from(prompt->item), "this %s %s %s%s%s %s:%u:%u", words->noun, words->verb,
			      first->item ? "\"" : prose ? "" : "the one", first->item ? first->item : "",
			      first->item ? "\" at" : prose ? "at" : " at", judge->index->paths[first->file], first->location.line,
			      first->location.column);
	report_help(report, d, "%s", words->help);
	char digest[HASH_HEX];
	hash_hex(prompt->digest, digest);
	report_other_prompt(judge, d, first, str_from(digest));
	return d;
}

void report_ambiguous(struct judge *judge, const struct index_prompt *prompt, const struct index_prompt *first, bool reworded)
{
	struct diagnostic *d = report_again(judge, prompt, first, reworded ? &reworded_answer : &other_answer);
	if (reworded)
		report_lower(judge->report, d, SEVERITY_WARNING);
}

static void judge_again(struct judge *judge, const struct index_prompt *prompt, struct index_prompt *first)
{
	/* A warning that a lesson gives with each medicine is reported once. */
	bool known = prompt->kind == PROMPT_PROSE && first->repeated_in == prompt->file + 1;
	first->repeated_in = prompt->file + 1;
	if (known)
		return;
	bool card = prompt->kind == PROMPT_CARD || prompt->kind == PROMPT_CLOZE;
	/* See judge_near. */
	bool own = prompt->kind == PROMPT_TERM && prompt->file == first->file && prompt->item && first->item &&
		   strcmp(prompt->item, first->item) == 0;
	if (!card || prompt->back == first->back)
		report_again(judge, prompt, first, own ? &own_name : &repeats[prompt->kind]);
}

void judge_repeats(struct judge *judge, const struct left *left)
{
	const struct index_part *part = left->part;
	for (size_t i = left->file->prompts; i < left->ends.prompts; i++) {
		struct index_prompt *prompt = &part->prompts[i];
		struct str key = { (const char *)&prompt->digest, sizeof(prompt->digest) };
		void **slot = map_put(&judge->map, key);
		if (!slot) {
			judge->failed = true;
			return;
		}
		/* A list of references may share entries with those of other lessons. */
		if (!*slot || (prompt->citation && ((struct index_prompt *)*slot)->file != prompt->file))
			*slot = prompt;
		else if (!is_context(judge, left) &&
			 !are_copies(judge, left->file->file, ((struct index_prompt *)*slot)->file))
			judge_again(judge, prompt, *slot);
	}
}
