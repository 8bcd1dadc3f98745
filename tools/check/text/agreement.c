/* Verbs and determiners that do not agree with their nouns. Only patterns in which nothing else can be meant: the noun is
 * next to the word, or begins the sentence and is separated from its verb by one phrase with "of". */
#include "base/ascii.h"
#include "check/text/parts.h"
#include "lesson/language.h"

enum { PHRASE_WORDS = 6 };

static const char *const singular_verbs[] = { "is", "was", "has", NULL };
static const char *const plural_verbs[] = { "are", "were", "have", NULL };
/* What may begin another clause, or makes several things of one. */
static const char *const turns[] = {
	"that", "which", "who", "whom", "whose", "what", "when", "where", "why", "how", "if", "whether", "and", "or", "but",
	"as", "than", "while", "because", "it", "they", "we", "you", "he", "she", "i", "there", "these", "those", "both",
	"people", "patients", "to", "plus", "all", "any", "some", "is", "was", "has", "are", "were", "have", "can", "may",
	"do", "does", "will", NULL,
};
static const char *const one_thing[] = {
	"absence", "aim", "cause", "diagnosis", "dose", "effect", "feature", "finding", "function", "incidence", "management",
	"mechanism", "onset", "presence", "prevalence", "purpose", "risk", "sign", "symptom", "treatment", "use", NULL,
};
/* Plurals that are taken for singulars. */
static const char *const foreign_plurals[] = {
	"bacteria", "bronchi", "criteria", "diagnoses", "diverticula", "emboli", "fungi", "ganglia", "hypotheses", "metastases",
	"mitochondria", "nuclei", "ova", "phenomena", "prognoses", "stimuli", "thrombi", "vertebrae", NULL,
};
/* Of which there are several in "one of the". */
static const char *const countable[] = {
	"cause", "complication", "condition", "contraindication", "criterion", "disease", "disorder", "drug", "effect", "example",
	"factor", "feature", "finding", "form", "function", "indication", "infection", "option", "reason", "sign", "site", "symptom",
	"test", "treatment", "tumor", "tumour", "type", NULL,
};
static const char *const many_things[] = {
	"causes", "complications", "contraindications", "doses", "drugs", "effects", "features", "findings", "functions",
	"indications", "levels", "patients", "results", "risks", "signs", "symptoms", "tests", "treatments", NULL,
};
static const char *const qualities[] = {
	"main", "most", "usual", "typical", "common", "commonest", "early", "late", "first", "adverse", "clinical", "classic",
	"possible", "important", "side", "only", "major", NULL,
};
/* Verbs of which no form is a noun as well, except in the third person. */
static const char *const verbs[] = {
	"administer", "affect", "appear", "arise", "avoid", "become", "begin", "cause", "confirm", "consider", "consist", "contain",
	"continue", "depend", "develop", "diagnose", "disappear", "discontinue", "exclude", "improve", "include", "indicate", "inhibit",
	"interact", "involve", "occur", "perform", "persist", "prescribe", "prevent", "produce", "recommend", "reduce", "remain",
	"require", "resemble", "suggest", "tend", "vary", "worsen", NULL,
};
static const char *const modals[] = { "should", "must", "can", "may", "might", "could", "would", "cannot", NULL };
static const char *const auxiliaries[] = { "does", "did", "do", NULL };
static const char *const demonstratives[] = { "these", "this", "a", "each", "one", NULL };

void text_list_agreement(struct text_forms *forms)
{
	text_forms_add_all(forms, one_thing, WORD_HEADS);
	text_forms_add_all(forms, many_things, WORD_HEADS);
	text_forms_add_all(forms, foreign_plurals, WORD_HEADS);
	text_forms_add_all(forms, modals, WORD_AGREES);
	text_forms_add_all(forms, auxiliaries, WORD_AGREES);
	text_forms_add_all(forms, demonstratives, WORD_AGREES);
}

static bool word_in(const struct text_run *run, size_t i, const char *const *words)
{
	return i < run->word_count && text_word_in(text_word(run, i), words);
}

/* Whether word i begins a sentence. */
static bool begins(const struct text_run *run, size_t i)
{
	size_t at = run->words[i].start;
	if (!(run->words[i].flags & WORD_CAPITAL))
		return false;
	while (at > 0 && ascii_is_space(run->text.at[at - 1]))
		at--;
	return at == 0 || (strchr(".?!", run->text.at[at - 1]) && at < run->words[i].start);
}

static bool is_plural(struct str word)
{
	static const char *const others[] = { "series", "species", "means", "does", "was", "has", "is", "always", NULL };
	static const char *const endings[] = { "ss", "us", "is", "ics", "as", "os", NULL };
	if (text_word_in(word, foreign_plurals))
		return true;
	if (word.len < 5 || ascii_lower(word.at[word.len - 1]) != 's' || text_word_in(word, others))
		return false;
	for (size_t i = 0; endings[i]; i++)
		if (str_ends(word, endings[i]))
			return false;
	return true;
}

/* Whether the word is a verb of the list, with ending after it. */
static bool is_verb(struct str word, const char *ending)
{
	size_t len = strlen(ending);
	return word.len > len && str_ends(word, ending) && text_word_in((struct str){ word.at, word.len - len }, verbs);
}

static void PRINTF_LIKE(4, 5) report_word(const struct text_run *run, size_t i, size_t with, const char *format, ...)
{
	struct report *report = run->check->report;
	if (!language_is_english(prose_lang(&run->check->texts.prose, run->words[i].start)) || text_is_foreign(run, i) ||
	    text_is_foreign(run, with) || text_is_inside(run, run->words[with].start, run->words[i].end, INLINE_CODE))
		return;
	char help[64];
	va_list args;
	va_start(args, format);
	vsnprintf(help, sizeof(help), format, args);
	va_end(args);
	struct diagnostic *d = report_add(report, RULE_TEXT_AGREEMENT, text_span(run, run->words[i].start, run->words[i].end),
					  run->site->item, "\"%.*s\" does not agree with \"%.*s\"",
					  STR_ARG(text_word(run, i)), STR_ARG(text_word(run, with)));
	report_help(report, d, "%s", help);
}

/* Whether word i is a verb with that ending, and no noun: "causes of". */
static bool is_other_verb(const struct text_run *run, size_t i, const char *ending)
{
	static const char *const of[] = { "of", NULL };
	return is_verb(text_word(run, i), ending) && !text_word_in(text_word(run, i), many_things) && !word_in(run, i + 1, of) &&
	       !text_word_is(text_word(run, i), "cause");
}

/* "The causes of anaemia is": the verb after one phrase with "of", which follows the noun. SIZE_MAX if there is none. */
static size_t verb_after_phrase(const struct text_run *run, size_t noun, const char *const *wanted, const char *ending)
{
	static const char *const articles[] = { "a", "an", "the", NULL };
	static const char *const such[] = { "these", "those", "all", "both", "some", "any", "her", "people", "patients", NULL };
	for (size_t i = noun + 2; text_words_join(run, i - 1) && i < noun + 2 + PHRASE_WORDS; i++) {
		if (i > noun + 2 && (word_in(run, i, wanted) || is_other_verb(run, i, ending)))
			return i;
		if ((word_in(run, i, turns) && (i > noun + 2 || !word_in(run, i, such))) ||
		    (word_in(run, i, articles) && i > noun + 2))
			return SIZE_MAX;
	}
	return SIZE_MAX;
}

/* Whether the noun is that of a sentence that begins with "The", and at most two qualities before it. */
static bool heads_sentence(const struct text_run *run, size_t noun)
{
	static const char *const the[] = { "the", NULL };
	size_t i = noun;
	while (i > 0 && noun - i < 2 && text_words_join(run, i - 1) && word_in(run, i - 1, qualities))
		i--;
	return i > 0 && text_words_join(run, i - 1) && word_in(run, i - 1, the) && begins(run, i - 1);
}

static void judge_head(const struct text_run *run, size_t noun)
{
	static const char *const of[] = { "of", NULL };
	if (!word_in(run, noun + 1, of) || !heads_sentence(run, noun))
		return;
	bool many = word_in(run, noun, many_things);
	size_t verb = many			     ? verb_after_phrase(run, noun, singular_verbs, "s")
		      : word_in(run, noun, one_thing) ? verb_after_phrase(run, noun, plural_verbs, "")
						      : SIZE_MAX;
	if (verb == SIZE_MAX)
		return;
	struct str word = text_word(run, verb);
	if (is_verb(word, many ? "s" : "")) {
		report_word(run, verb, noun, many ? "write \"%.*s\"" : "write \"%.*ss\"", (int)word.len - many, word.at);
		return;
	}
	const char *other = text_word_is(word, "is") ? "are" : text_word_is(word, "was") ? "were" : text_word_is(word, "has") ? "have"
			  : text_word_is(word, "are") ? "is" : text_word_is(word, "were") ? "was" : "has";
	report_word(run, verb, noun, "write \"%s\"", other);
}

/* "These condition is", "this drugs are", "a patients were". */
static void judge_determiner(const struct text_run *run, size_t i)
{
	static const char *const verbs_of_one[] = { "is", "was", "has", "suggests", "shows", "means", "indicates", "requires", NULL };
	static const char *const endings[] = { "ion", "ment", "ity", "ness", "drug", "test", "sign", "symptom", "finding",
					       "disease", "cell", "result", "effect", "feature", "change", "level", NULL };
	if (!text_words_join(run, i) || !text_words_join(run, i + 1))
		return;
	struct str noun = text_word(run, i + 1), word = text_word(run, i);
	if (text_word_is(word, "these") && word_in(run, i + 2, verbs_of_one)) {
		for (size_t e = 0; endings[e]; e++) {
			if (str_ends(noun, endings[e])) {
				report_word(run, i, i + 1, "write \"this %.*s\", or make a plural of it", STR_ARG(noun));
				return;
			}
		}
	} else if (text_word_is(word, "this") && word_in(run, i + 2, plural_verbs) && text_word_in(noun, foreign_plurals)) {
		report_word(run, i, i + 1, "write \"these %.*s\"", STR_ARG(noun));
	} else if ((text_word_is(word, "this") || str_is(word, "a")) && word_in(run, i + 2, plural_verbs) && is_plural(noun)) {
		report_word(run, i, i + 1, "delete the \"s\" of \"%.*s\", or use another word before it", STR_ARG(noun));
	}
}

/* "Which bacteria is", "These criteria was", but not "the growth of bacteria is" */
static void judge_foreign_plural(const struct text_run *run, size_t i)
{
	static const char *const before[] = { "which", "what", "these", "those", "both", "many", "most", "several", "all", NULL };
	bool subject = begins(run, i) || (i > 0 && text_words_join(run, i - 1) &&
					  (word_in(run, i - 1, before) || (text_word_is(text_word(run, i - 1), "the") && begins(run, i - 1))));
	if (!subject || !word_in(run, i + 1, singular_verbs))
		return;
	struct str verb = text_word(run, i + 1);
	report_word(run, i + 1, i, "write \"%s\"", text_word_is(verb, "is") ? "are" : text_word_is(verb, "was") ? "were" : "have");
}

/* "One of the most common cause of" */
static void judge_one_of(const struct text_run *run, size_t i)
{
	static const char *const of[] = { "of", NULL }, *const the[] = { "the", "these", "those", "its", "our", "their", NULL };
	static const char *const after[] = { "of", "in", "for", "is", "was", "that", "which", "to", "among", NULL };
	if (!word_in(run, i + 1, of) || !text_words_join(run, i + 1) || !word_in(run, i + 2, the))
		return;
	for (size_t at = i + 3; at < i + 7 && text_words_join(run, at - 1); at++) {
		struct str noun = text_word(run, at);
		bool ends = at + 1 == run->word_count || (text_words_join(run, at) && word_in(run, at + 1, after));
		if (text_word_in(noun, countable) && ends)
			report_word(run, at, i, "write the plural of \"%.*s\"", STR_ARG(noun));
		if (ends || word_in(run, at, turns))
			return;
	}
}

/* "Each of the drugs interact". */
static void judge_each(const struct text_run *run, size_t i)
{
	static const char *const of[] = { "of", NULL };
	if (!word_in(run, i + 1, of) || !text_words_join(run, i))
		return;
	for (size_t at = i + 3; text_words_join(run, at - 2) && text_words_join(run, at - 1) && at < i + 3 + PHRASE_WORDS; at++) {
		bool plural = word_in(run, at, plural_verbs) || (is_plural(text_word(run, at - 1)) && is_verb(text_word(run, at), ""));
		if (plural)
			report_word(run, at, i, "write the verb for one of them");
		if (plural || word_in(run, at, turns))
			return;
	}
}

/* "Should be discontinue", "can causes", "does not causes". */
static void judge_modal(const struct text_run *run, size_t i)
{
	static const char *const negations[] = { "not", NULL }, *const be[] = { "be", NULL }, *const of[] = { "of", NULL };
	static const char *const relatives[] = { "who", "that", "which", NULL };
	size_t at = i + 1;
	if (i > 0 && word_in(run, i - 1, relatives)) /* "what helps those who do not appears to be" */
		return;
	if (text_words_join(run, i) && word_in(run, at, negations))
		at++;
	bool modal = word_in(run, i, modals);
	if (at >= run->word_count || !text_words_join(run, at - 1) || (!modal && at == i + 1))
		return;
	struct str word = text_word(run, at);
	if (modal && word_in(run, at, be) && text_words_join(run, at) && is_verb(text_word(run, at + 1), "") &&
	    !text_word_is(text_word(run, at + 1), "cause"))
		report_word(run, at + 1, at, "write \"%.*s%s\"", STR_ARG(text_word(run, at + 1)),
			    str_ends(text_word(run, at + 1), "e") ? "d" : "ed");
	else if (is_verb(word, "s") && !word_in(run, at + 1, of)) /* causes of */
		report_word(run, at, i, "write \"%.*s\"", (int)word.len - 1, word.at);
}

void text_agreement(const struct text_run *run)
{
	const unsigned both = WORD_AGREES | WORD_HEADS;
	for (size_t i = 0; (run->said & both) && i + 1 < run->word_count; i++) {
		if (!(run->words[i].flags & both) || !text_words_join(run, i))
			continue;
		if (run->words[i].flags & WORD_HEADS)
			word_in(run, i, foreign_plurals) ? judge_foreign_plural(run, i) : judge_head(run, i);
		else if (text_word_is(text_word(run, i), "each"))
			judge_each(run, i);
		else if (text_word_is(text_word(run, i), "one"))
			judge_one_of(run, i);
		else if (word_in(run, i, demonstratives))
			judge_determiner(run, i);
		else
			judge_modal(run, i);
	}
}
