/* Verbs and determiners that do not agree with their nouns. Only patterns in which nothing else can be meant: the noun is
 * next to the word, or begins the sentence and is separated from its verb by one phrase with "of". */
#include "base/ascii.h"
#include "check/text/agreement.h"
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
	"absence",	 "aim",		"cause",       "diagnosis",  "dose",	   "drug",	 "effect",
	"feature",	 "finding",	"function",    "incidence",  "management", "increase",	 "decrease",
	"mechanism",	 "nerve",	"onset",       "patient",    "presence",   "prevalence", "purpose",
	"risk",		 "sign",	"symptom",     "treatment",  "use",	   "level",	 "rate",
	"size",		 "severity",	"frequency",   "duration",   "timing",	   "loss",	 "lack",
	"removal",	 "formation",	"development", "inhibition", "reduction",  "absorption", "administration",
	"concentration", "combination", "rupture",     "failure",    "growth",	   "likelihood", "probability",
	"detection",	 "appearance",	"course",      "length",     "depth",	   "extent",	 "degree",
	"goal",		 "choice",	"wall",	       "surface",    NULL,
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
	"causes",      "complications", "contraindications",
	"doses",       "drugs",		"effects",
	"features",    "findings",	"functions",
	"indications", "levels",	"patients",
	"results",     "risks",		"signs",
	"symptoms",    "tests",		"treatments",
	"muscles",     "nerves",	"arteries",
	"veins",       "branches",	"walls",
	"layers",      "valves",	"fibres",
	"fibers",      "cells",		"glands",
	"bones",       "infections",	"injuries",
	"fractures",   "diseases",	"disorders",
	"tumours",     "tumors",	NULL,
};
static const char *const qualities[] = {
	"main", "most", "usual", "typical", "common", "commonest", "early", "late", "first", "adverse", "clinical", "classic",
	"possible", "important", "side", "only", "major", NULL,
};
static const char *const determiners[] = { "these", "this", "a", "each", "one", NULL };

void text_list_agreement(struct text_forms *forms)
{
	text_forms_add_all(forms, one_thing, WORD_HEADS);
	text_forms_add_all(forms, many_things, WORD_HEADS);
	text_forms_add_all(forms, foreign_plurals, WORD_HEADS);
	text_forms_add_all(forms, determiners, WORD_AGREES);
	agreement_list_verbs(forms);
	agreement_list_chains(forms);
}

bool agreement_word_in(const struct text_run *run, size_t i, const char *const *words)
{
	return i < run->word_count && text_word_in(text_word(run, i), words);
}

/* Whether word i begins a sentence. */
bool agreement_begins(const struct text_run *run, size_t i)
{
	size_t at = run->words[i].start;
	if (!(run->words[i].flags & WORD_CAPITAL))
		return false;
	while (at > 0 && ascii_is_space(run->text.at[at - 1]))
		at--;
	return at == 0 || (strchr(".?!", run->text.at[at - 1]) && at < run->words[i].start);
}

bool agreement_is_plural(struct str word)
{
	static const char *const others[] = {
		"series", "species", "means", "does", "always", "diabetes", "herpes", "rabies", "measles", "mumps", "scabies", "caries",
		"shingles", "facies", "ascites", "biceps", "triceps", "quadriceps", "forceps", "hives", "rickets", "yaws", "news", "tabes",
		"teres", "abducens", "deferens", "accumbens", "faeces", "feces", "headquarters", "stapes", "streptomyces", "sometimes",
		"besides", "perhaps", "afterwards", "upwards", "downwards", "whereas", "towards", "princeps", NULL,
	};
	static const char *const endings[] = { "ss", "us", "is", "ics", "as", "os", "icans", "tans", "gans", NULL };
	if (word.len < 5 || ascii_lower(word.at[word.len - 1]) != 's')
		return text_word_in(word, foreign_plurals);
	for (size_t i = 0; endings[i]; i++)
		if (str_ends(word, endings[i]))
			return false;
	return !text_word_in(word, others);
}

/* Whether word i is a verb of verbs.def, in the third person if many is set, in its base form otherwise. */
static bool is_verb(const struct text_run *run, size_t i, bool many)
{
	return i < run->word_count && (run->words[i].flags & (many ? WORD_THIRD : WORD_BASE)) &&
	       !agreement_word_in(run, i, many ? singular_verbs : plural_verbs);
}

void agreement_report(const struct text_run *run, size_t i, size_t with, const char *format, ...)
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

void agreement_report_verb(const struct text_run *run, size_t i, size_t with)
{
	static const char *const pairs[][2] = { { "is", "are" }, { "was", "were" }, { "has", "have" } };
	struct str verb = text_word(run, i), other;
	char form[VERB_MAX];
	bool third = (run->words[i].flags & WORD_THIRD) != 0;
	other = third ? agreement_without_s(verb, form) : agreement_with_s(verb, form);
	for (size_t p = 0; p < sizeof(pairs) / sizeof(pairs[0]); p++)
		other = text_word_is(verb, pairs[p][!third]) ? str_from(pairs[p][third]) : other;
	agreement_report(run, i, with, "write \"%.*s\"", STR_ARG(other));
}

/* The same, unless it may be a noun: "causes of". */
static bool is_other_verb(const struct text_run *run, size_t i, bool many)
{
	static const char *const of[] = { "of", NULL };
	return is_verb(run, i, many) && !agreement_word_in(run, i + 1, of) && !text_word_is(text_word(run, i), "cause");
}

/* "The causes of anaemia is": the verb after one phrase with "of", which follows the noun. SIZE_MAX if there is none. */
static size_t verb_after_phrase(const struct text_run *run, size_t noun, const char *const *wanted, bool many)
{
	static const char *const articles[] = { "a", "an", "the", NULL };
	static const char *const such[] = { "these", "those", "all", "both", "some", "any", "her", "people", "patients", NULL };
	for (size_t i = noun + 2; text_words_join(run, i - 1) && i < noun + 2 + PHRASE_WORDS; i++) {
		if (i > noun + 2 && (agreement_word_in(run, i, wanted) || is_other_verb(run, i, many)))
			return i;
		if ((agreement_word_in(run, i, turns) && (i > noun + 2 || !agreement_word_in(run, i, such))) ||
		    (agreement_word_in(run, i, articles) && i > noun + 2))
			return SIZE_MAX;
	}
	return SIZE_MAX;
}

/* Whether the noun is that of a sentence that begins with "The", or "An" before one thing, and at most two qualities before
 * it, or with several things. */
static bool heads_sentence(const struct text_run *run, size_t noun, bool many)
{
	static const char *const the[] = { "the", NULL }, *const articles[] = { "the", "a", "an", NULL };
	size_t i = noun;
	if (many && agreement_begins(run, noun))
		return true;
	while (i > 0 && noun - i < 2 && text_words_join(run, i - 1) && agreement_word_in(run, i - 1, qualities))
		i--;
	return i > 0 && text_words_join(run, i - 1) && agreement_word_in(run, i - 1, many ? the : articles) &&
	       agreement_begins(run, i - 1);
}

static void judge_head(const struct text_run *run, size_t noun)
{
	static const char *const of[] = { "of", "with", "in", NULL };
	bool many = agreement_word_in(run, noun, many_things);
	if (!agreement_word_in(run, noun + 1, of) || !heads_sentence(run, noun, many))
		return;
	size_t verb = many			     ? verb_after_phrase(run, noun, singular_verbs, true)
		      : agreement_word_in(run, noun, one_thing) ? verb_after_phrase(run, noun, plural_verbs, false)
						      : SIZE_MAX;
	if (verb == SIZE_MAX)
		return;
	agreement_report_verb(run, verb, noun);
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
	if (text_word_is(word, "these") && agreement_word_in(run, i + 2, verbs_of_one)) {
		for (size_t e = 0; endings[e]; e++) {
			if (str_ends(noun, endings[e])) {
				agreement_report(run, i, i + 1, "write \"this %.*s\", or make a plural of it", STR_ARG(noun));
				return;
			}
		}
	} else if (text_word_is(word, "this") && agreement_word_in(run, i + 2, plural_verbs) && text_word_in(noun, foreign_plurals)) {
		agreement_report(run, i, i + 1, "write \"these %.*s\"", STR_ARG(noun));
	} else if ((text_word_is(word, "this") || str_is(word, "a")) && agreement_word_in(run, i + 2, plural_verbs) && agreement_is_plural(noun)) {
		agreement_report(run, i, i + 1, "delete the \"s\" of \"%.*s\", or use another word before it", STR_ARG(noun));
	}
}

/* "Which bacteria is", "These criteria was", but not "the growth of bacteria is" */
static void judge_foreign_plural(const struct text_run *run, size_t i)
{
	static const char *const before[] = { "which", "what", "these", "those", "both", "many", "most", "several", "all", NULL };
	bool subject = agreement_begins(run, i) || (i > 0 && text_words_join(run, i - 1) &&
					  (agreement_word_in(run, i - 1, before) || (text_word_is(text_word(run, i - 1), "the") && agreement_begins(run, i - 1))));
	if (!subject || !agreement_word_in(run, i + 1, singular_verbs))
		return;
	agreement_report_verb(run, i + 1, i);
}

/* "One of the most common cause of" */
static void judge_one_of(const struct text_run *run, size_t i)
{
	static const char *const of[] = { "of", NULL }, *const the[] = { "the", "these", "those", "its", "our", "their", NULL };
	static const char *const after[] = { "of", "in", "for", "is", "was", "that", "which", "to", "among", NULL };
	if (!agreement_word_in(run, i + 1, of) || !text_words_join(run, i + 1) || !agreement_word_in(run, i + 2, the))
		return;
	for (size_t at = i + 3; at < i + 7 && text_words_join(run, at - 1); at++) {
		struct str noun = text_word(run, at);
		bool ends = at + 1 == run->word_count || (text_words_join(run, at) && agreement_word_in(run, at + 1, after));
		if (text_word_in(noun, countable) && ends)
			agreement_report(run, at, i, "write the plural of \"%.*s\"", STR_ARG(noun));
		if (ends || agreement_word_in(run, at, turns))
			return;
	}
}

/* "Each of the drugs interact". */
static void judge_each(const struct text_run *run, size_t i)
{
	static const char *const of[] = { "of", NULL };
	if (!agreement_word_in(run, i + 1, of) || !text_words_join(run, i))
		return;
	for (size_t at = i + 3; text_words_join(run, at - 2) && text_words_join(run, at - 1) && at < i + 3 + PHRASE_WORDS; at++) {
		bool plural = agreement_word_in(run, at, plural_verbs) || (agreement_is_plural(text_word(run, at - 1)) && is_verb(run, at, false));
		if (plural)
			agreement_report(run, at, i, "write the verb for one of them");
		if (plural || agreement_word_in(run, at, turns))
			return;
	}
}

/* The noun at i, whose next word is "of", "with" or "in", or a verb. */
static void judge_noun(const struct text_run *run, size_t i)
{
	if (!strchr("oiwh", ascii_lower(run->text.at[run->words[i + 1].start])))
		return;
	agreement_word_in(run, i, foreign_plurals) ? judge_foreign_plural(run, i) : judge_head(run, i);
}

/* The word at i, which has WORD_AGREES: a, this, these, each, one, or a modal or auxiliary. */
static void judge_listed(const struct text_run *run, size_t i)
{
	struct str word = text_word(run, i);
	switch (ascii_lower(word.at[0])) {
	case 'a':
	case 't': judge_determiner(run, i); break;
	case 'e': judge_each(run, i); break;
	case 'o': judge_one_of(run, i); break;
	default: agreement_judge_form(run, i);
	}
}

void text_agreement(const struct text_run *run)
{
	const unsigned verbs = WORD_BASE | WORD_THIRD;
	if (!(run->said & (WORD_AGREES | WORD_HEADS | verbs)))
		return;
	for (size_t i = 0; i < run->word_count; i++) {
		const unsigned flags = run->words[i].flags & (WORD_AGREES | WORD_HEADS | verbs);
		if (!flags)
			continue;
		if (flags & verbs)
			agreement_judge_subject(run, i);
		if ((flags & WORD_HEADS) && text_words_join(run, i))
			judge_noun(run, i);
		else if ((flags & WORD_AGREES) && text_words_join(run, i))
			judge_listed(run, i);
	}
}
