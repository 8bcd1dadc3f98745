/* Verbs whose form does not fit the modal or auxiliary before them: "should seen", "does not affects", "may can", "to
 * reduces", "is cause by". */
#include "check/text/agreement.h"

static const char *const modals[] = { "should", "must", "can", "may", "might", "could", "would", "cannot", NULL };
static const char *const auxiliaries[] = { "does", "did", "do", NULL };

void agreement_list_chains(struct text_forms *forms)
{
	text_forms_add_all(forms, modals, WORD_AGREES);
	text_forms_add_all(forms, auxiliaries, WORD_AGREES);
}

/* Participles that are no other form of their verb as well, nor an adjective before a noun: "should left". */
static bool is_participle(struct str word)
{
	static const char *const irregular[] = {
		"seen", "given", "taken", "done", "shown", "kept", "begun", "chosen", "written", "broken", "driven", "eaten", "forgotten",
		"sent", "taught", "understood", "undergone", "worn", "withdrawn", "drawn", "told", "brought", NULL,
	};
	static const char *const bases[] = { "embed", "shred", "imbed", NULL };
	bool regular = word.len > 4 && str_ends(word, "ed") && !str_ends(word, "eed");
	return (regular && !text_word_in(word, bases)) || text_word_in(word, irregular);
}

/* Whether a word ends as the third person of verbs does, and is no other word that may follow "does not". */
static bool is_third_person(struct str word)
{
	static const char *const others[] = {
		"always", "sometimes", "perhaps", "besides", "nowadays", "afterwards", "towards", "these", "its", "his", "yes", "as",
		"was", "is", "has", "does", "bias", "alas", "ours", "theirs", "whereas", NULL,
	};
	return word.len > 4 && str_ends(word, "s") && !str_ends(word, "ss") && !str_ends(word, "us") && !str_ends(word, "is") &&
	       !text_word_in(word, others);
}

/* What may come before a modal that ends a clause, or is a noun: "those who can should", "the can". */
static bool may_end_at_modal(const struct text_run *run, size_t i)
{
	static const char *const before[] = {
		"who", "that", "which", "what", "whatever", "whoever", "as", "than", "they", "he", "she", "it", "we", "you", "i", "there",
		"so", "nor", "neither", "only", "how", "when", "where", "why", "whom", "if", "be", "a", "an", "the", "this", "his", "her", "one", NULL,
	};
	return i == 0 || !text_words_join(run, i - 1) || agreement_word_in(run, i - 1, before) || (run->words[i].flags & WORD_CAPITAL);
}

/* "may can", "should be should" */
static bool judge_two_modals(const struct text_run *run, size_t i)
{
	static const char *const be[] = { "be", NULL };
	size_t at = i + 1;
	if (agreement_word_in(run, at, be) && text_words_join(run, at))
		at++;
	if (!agreement_word_in(run, at, modals) || (run->words[at].flags & WORD_CAPITAL) || run->words[at].hash == run->words[at - 1].hash ||
	    may_end_at_modal(run, i))
		return false;
	agreement_report(run, at, i, "delete one of them");
	return true;
}

/* "Should be discontinue", "can causes", "must started", of the word at, which follows the modal i */
static void judge_modal(const struct text_run *run, size_t i, size_t at)
{
	static const char *const be[] = { "be", NULL }, *const of[] = { "of", NULL }, *const nouns[] = { "cause", "lead", "treat", NULL };
	static const char *const nouns_too[] = { "causes", "leads", "increases", "decreases", "helps", "results", "shows", "gives", NULL };
	struct str word = text_word(run, at);
	if (agreement_word_in(run, at, be)) {
		struct str next = text_words_join(run, at) ? text_word(run, at + 1) : STR("");
		if (next.len && (run->words[at + 1].flags & WORD_BASE) && !text_word_in(next, nouns))
			agreement_report(run, at + 1, at, "write \"%.*s%s\"", STR_ARG(next), str_ends(next, "e") ? "d" : "ed");
		return;
	}
	bool noun = text_word_in(word, nouns_too) && (may_end_at_modal(run, i) || (run->has & RUN_QUERIES));
	bool third = (run->words[at].flags & WORD_THIRD) || text_word_in(word, nouns_too);
	if (third && !noun && !agreement_word_in(run, at + 1, of)) { /* causes of */
		char form[VERB_MAX];
		agreement_report(run, at, i, "write \"%.*s\"", STR_ARG(agreement_without_s(text_word(run, at), form)));
		return;
	}
	/* In questions, what follows may be the subject: "When can infected patients return?" */
	if (is_participle(word) && !(run->has & RUN_QUERIES) && !may_end_at_modal(run, i))
		agreement_report(run, at, i, "write \"be %.*s\", or \"have %.*s\"", STR_ARG(word), STR_ARG(word));
}

void agreement_judge_form(const struct text_run *run, size_t i)
{
	static const char *const negations[] = { "not", NULL }, *const does[] = { "does", NULL };
	static const char *const relatives[] = { "who", "that", "which", NULL };
	bool modal = agreement_word_in(run, i, modals);
	if ((i > 0 && !modal && agreement_word_in(run, i - 1, relatives)) || (modal && judge_two_modals(run, i)))
		return; /* "what helps those who do not appears to be" */
	size_t at = i + 1;
	at += agreement_word_in(run, at, negations);
	if (at >= run->word_count || !text_words_join(run, at - 1) || (!modal && at == i + 1))
		return;
	char form[VERB_MAX];
	if (modal)
		judge_modal(run, i, at);
	else if ((run->words[at].flags & WORD_THIRD) || (agreement_word_in(run, i, does) && is_third_person(text_word(run, at)) &&
							 !(run->words[at].flags & WORD_CAPITAL)))
		agreement_report(run, at, i, "write \"%.*s\"", STR_ARG(agreement_without_s(text_word(run, at), form)));
}
