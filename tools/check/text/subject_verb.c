/* Verbs that do not agree with their subject, which begins the sentence: "The kidneys receives", "The drug cause", "The
 * nurses and the doctor was", "Most of the patients has", "A bacterium that grow". */
#include "base/ascii.h"
#include "check/text/agreement.h"

enum verb_kind { SAFE, THIRD, BASE };

static const struct verb {
	const char *base;
	enum verb_kind kind;
} verbs[] = {
#define VERB(base, kind) { base, kind },
#include "check/text/verbs.def"
#undef VERB
};

static const char *const singular_verbs[] = { "is", "was", "has", NULL };
static const char *const plural_verbs[] = { "are", "were", "have", NULL };

static const char *const things[] = {
	"drug", "patient", "nerve", "muscle", "artery", "vein", "kidney", "liver", "heart", "lung", "brain", "bladder", "stomach",
	"spleen", "pancreas", "uterus", "placenta", "skin", "bone", "joint", "ligament", "tendon", "valve", "ventricle", "atrium",
	"aorta", "trachea", "oesophagus", "esophagus", "duodenum", "ileum", "colon", "rectum", "gland", "thyroid", "pituitary",
	"hypothalamus", "cortex", "medulla", "retina", "cornea", "lens", "iris", "pupil", "cochlea", "hormone", "enzyme", "receptor",
	"antibody", "antigen", "virus", "bacterium", "parasite", "fungus", "toxin", "vaccine", "disease", "disorder", "syndrome",
	"symptom", "sign", "rash", "fever", "cough", "tumour", "tumor", "cancer", "cyst", "abscess", "fracture", "wound", "ulcer",
	"test", "scan", "dose", "tablet", "therapy", "treatment", "operation", "surgeon", "nurse", "doctor", "physician", "woman",
	"man", "child", "infant", "baby", "fetus", "foetus", "mother", "cell", "gene", "protein", "membrane", "molecule", "insulin",
	"blood", "plasma", "urine", "bile", "sinus", "diaphragm", "tongue", "eye", "ear", "nose", "hand", "foot", "leg", "arm",
	"clinician", "physiotherapist", "midwife", "dentist", "vet", "calf", "dog", "cat", "horse", "cow", "muscularis", "lesion",
	"medicine", "antibiotic", "opioid", "statin", "diuretic", "steroid", "inhibitor", "agonist", "antagonist", "blocker", NULL,
};

/* "carry" becomes "carries", "relax" "relaxes". */
struct str agreement_with_s(struct str base, char form[static VERB_MAX])
{
	size_t len = base.len < VERB_MAX - 2 ? base.len : 0;
	char last = len ? base.at[len - 1] : ' ', before = len > 1 ? base.at[len - 2] : ' ';
	memcpy(form, base.at, len);
	if (last == 'y' && !strchr("aeou", before)) {
		form[len - 1] = 'i';
		form[len++] = 'e';
	} else if (strchr("sxo", last) || (last == 'h' && strchr("cs", before))) {
		form[len++] = 'e';
	}
	form[len++] = 's';
	return (struct str){ form, len };
}

struct str agreement_without_s(struct str third, char form[static VERB_MAX])
{
	size_t len = third.len < VERB_MAX ? third.len : VERB_MAX;
	static const char *const long_endings[] = { "sses", "xes", "shes", "ches", "oes", NULL };
	memcpy(form, third.at, len);
	len -= len > 0;
	for (size_t i = 0; long_endings[i]; i++)
		len -= str_ends(third, long_endings[i]);
	if (str_ends(third, "ies"))
		form[--len - 1] = 'y';
	return (struct str){ form, len };
}

void agreement_list_verbs(struct text_forms *forms)
{
	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++) {
		char third[VERB_MAX];
		if (verbs[i].kind != THIRD)
			text_forms_add(forms, str_from(verbs[i].base), WORD_BASE);
		if (verbs[i].kind != BASE)
			text_forms_add(forms, agreement_with_s(str_from(verbs[i].base), third), WORD_THIRD);
	}
	text_forms_add_all(forms, singular_verbs, WORD_THIRD);
	text_forms_add_all(forms, plural_verbs, WORD_BASE);
	text_forms_add_all(forms, things, WORD_THING);
}

/* Words that no plain subject has before its noun: prepositions, conjunctions and other determiners. */
static bool is_quality(const struct text_run *run, size_t i)
{
	static const char *const others[] = {
		"of", "in", "on", "at", "by", "for", "to", "from", "with", "without", "than", "as", "and", "or", "but", "that", "which", "who",
		"whom", "whose", "when", "where", "while", "if", "the", "a", "an", "his", "her", "its", "their", "our", "your", "my", "it",
		"they", "he", "she", "we", "you", "some", "any", "all", "no", "not", "every", "each", "more", "less", "between", "during",
		"after", "before", "under", "over", "into", "per", "via", "use", "used", "are", "were", "have", "had", "will", "can", "may", NULL,
	};
	struct str word = text_word(run, i);
	return !(run->words[i].flags & (WORD_CAPITAL | WORD_DIGITS | WORD_JOINED | WORD_BASE | WORD_THIRD)) && word.len > 2 &&
	       !str_ends(word, "ing") && !str_ends(word, "s") && !text_word_in(word, others);
}

/* Whether word i begins a sentence, or a clause after such a word as "because": no relative one, "where the cell starts is".
 * "If" may be followed by a subjunctive: "if the patient were". */
static bool begins_clause(const struct text_run *run, size_t i, bool third)
{
	static const char *const before[] = { "because", "although", "whereas", "since", "while", NULL }, *const if_[] = { "if", NULL };
	if (agreement_begins(run, i) || i == 0 || !text_words_join(run, i - 1))
		return agreement_begins(run, i);
	return agreement_word_in(run, i - 1, before) || (third && agreement_word_in(run, i - 1, if_));
}

/* The word that begins the subject whose noun is at noun, if it is one of these determiners; SIZE_MAX if it is none. */
static size_t subject_start(const struct text_run *run, size_t noun, const char *const *determiners, bool third)
{
	enum { QUALITIES = 2 };
	for (size_t i = noun; i > 0 && noun - i <= QUALITIES && text_words_join(run, i - 1); i--) {
		if (agreement_word_in(run, i - 1, determiners))
			return begins_clause(run, i - 1, third) ? i - 1 : SIZE_MAX;
		if (!is_quality(run, i - 1))
			break;
	}
	return SIZE_MAX;
}

/* Plurals that are one amount or one name: "Ten years is a long time". */
static bool is_amount(struct str noun)
{
	static const char *const amounts[] = {
		"years", "months", "weeks", "days", "hours", "minutes", "seconds", "times", "grams", "litres", "liters", "units", "points",
		"tablets", "drops", "doses", "miles", "metres", "meters", "degrees", "states", "nations", NULL,
	};
	return text_word_in(noun, amounts);
}

/* Whether the noun begins the sentence and has an ending that only plurals have: "Infections requires", but "Diabetes". */
static bool is_bare_plural(const struct text_run *run, size_t noun)
{
	static const char *const endings[] = { "ions", "ents", "cytes", "kines", "phils", "tatins", "ockers", "ities", "zymes", "mones",
					       "zines", "oids", "umours", "umors", "enes", "eins", "iotics", "acids", "lses", NULL };
	static const char *const nouns[] = { "women", "men", "children", "people", "drugs", "nurses", "doctors", "cells", "smokers",
					     "muscles", "nerves", "arteries", "veins", "bones", "glands", "inhibitors", "agonists", NULL };
	struct str word = text_word(run, noun);
	if (!begins_clause(run, noun, true) || (run->words[noun].flags & (WORD_JOINED | WORD_HIGH)))
		return false;
	for (size_t i = 0; endings[i]; i++)
		if (str_ends(word, endings[i]) && word.len > strlen(endings[i]) + 2)
			return true;
	return text_word_in(word, nouns);
}

/* As in names of programs and molecules: UpdateActions. */
static bool has_inner_capital(struct str word)
{
	for (size_t i = 1; i < word.len; i++)
		if (ascii_is_upper(word.at[i]))
			return true;
	return false;
}

static bool is_plural_noun(const struct text_run *run, size_t i)
{
	static const char *const irregular[] = { "children", "men", "women", "people", "feet", "teeth", NULL };
	if ((run->words[i].flags & (WORD_DIGITS | WORD_JOINED | WORD_HIGH | WORD_CAPITALS)) || has_inner_capital(text_word(run, i)) ||
	    ((run->words[i].flags & WORD_CAPITAL) && !agreement_begins(run, i)))
		return false;
	if (run->text.at[run->words[i].end - 1] != 's')
		return text_word_in(text_word(run, i), irregular);
	return agreement_is_plural(text_word(run, i)) && !is_amount(text_word(run, i));
}

/* Whether word i is a noun of one thing, which a verb may follow. */
static bool is_singular_noun(const struct text_run *run, size_t i)
{
	static const char *const endings[] = { "tion", "sion", "ment", "osis", "itis", "aemia", "ectomy", "ology", "pathy", NULL };
	struct str word = text_word(run, i);
	if (run->words[i].flags & (WORD_CAPITAL | WORD_DIGITS | WORD_JOINED))
		return false;
	for (size_t e = 0; endings[e]; e++)
		if (str_ends(word, endings[e]))
			return true;
	return (run->words[i].flags & WORD_THING) != 0;
}

static const char *const one[] = { "the", "a", "an", "this", "each", "every", NULL };

/* Whether word i ends the subject of "Neither the drug nor the dose explain": two things, of which each is one. */
static bool is_after_nor(const struct text_run *run, size_t i)
{
	enum { WORDS = 4 };
	static const char *const nor[] = { "nor", NULL }, *const neither[] = { "neither", NULL };
	static const char *const others[] = { "you",   "we",   "they", "these", "those", "both", "i",
					      "which", "that", "who",  "to",	"not",	 NULL };
	const char *const *wanted = nor;
	size_t most = WORDS;
	if (agreement_is_plural(text_word(run, i)) || is_plural_noun(run, i))
		return false;
	for (size_t at = i; most-- > 0; at--) {
		if (agreement_word_in(run, at, wanted)) {
			if (wanted == neither)
				return begins_clause(run, at, false);
			if (at == 0 || is_plural_noun(run, at - 1))
				return false;
			wanted = neither;
			most = WORDS + 1;
		} else if (agreement_word_in(run, at, others)) {
			return false;
		}
		if (at == 0 || !text_words_join(run, at - 1))
			return false;
	}
	return false;
}

/* The verb of several things after one: "The drug cause", "The patient were"; "the drugs that cause" is right. */
static void judge_base(const struct text_run *run, size_t i)
{
	static const char *const relatives[] = { "that", "which", "who", NULL }, *const before[] = { "a", "an", "each", "every", NULL };
	size_t noun = i - 1;
	if (is_after_nor(run, noun)) {
		agreement_report_verb(run, i, noun);
		return;
	}
	bool clause = agreement_word_in(run, noun, relatives);
	if (clause && (noun == 0 || !text_words_join(run, --noun)))
		return;
	if (!is_singular_noun(run, noun) || subject_start(run, noun, clause ? before : one, false) == SIZE_MAX)
		return;
	agreement_report_verb(run, i, noun);
}

/* Whether the noun is the second one of "The nurses and the doctor". */
static bool is_second_of_two(const struct text_run *run, size_t noun)
{
	static const char *const the[] = { "the", NULL }, *const and[] = { "and", NULL };
	if (noun < 4 || !agreement_word_in(run, noun - 1, the) || !agreement_word_in(run, noun - 2, and))
		return false;
	for (size_t i = noun - 4; i < noun; i++)
		if (!text_words_join(run, i))
			return false;
	size_t first = noun - 3;
	bool plain = !(run->words[first].flags & (WORD_BASE | WORD_THIRD));
	if (plain && agreement_word_in(run, first - 1, the))
		return begins_clause(run, first - 1, true);
	/* "The short rotators and the iliopsoas", but "The bladder contracts and the sphincter" */
	static const char *const agents[] = { "tors", "sors", "ions", "cles", "ents", NULL };
	for (size_t e = 0; plain && first > 1 && agents[e]; e++)
		if (str_ends(text_word(run, first), agents[e]) && is_quality(run, first - 1) && text_words_join(run, first - 2))
			return agreement_word_in(run, first - 2, the) && begins_clause(run, first - 2, true);
	return false;
}

/* "Most of the patients", which end at noun */
static bool is_most_of(const struct text_run *run, size_t noun)
{
	static const char *const most[] = { "most", "many", "several", "both", "all", "some", "few", NULL }, *const of[] = { "of", NULL };
	static const char *const the[] = { "the", "these", "those", "our", "its", "her", "his", NULL };
	return noun > 2 && is_plural_noun(run, noun) && agreement_word_in(run, noun - 1, the) && agreement_word_in(run, noun - 2, of) &&
	       agreement_word_in(run, noun - 3, most) && text_words_join(run, noun - 1) && text_words_join(run, noun - 2) &&
	       text_words_join(run, noun - 3) && begins_clause(run, noun - 3, true);
}

/* The noun of "Most of the patients who were seen in the clinic", a clause that ends before the verb at i; SIZE_MAX if there is
 * none. */
static size_t most_of_before(const struct text_run *run, size_t i)
{
	enum { CLAUSE_WORDS = 9 };
	static const char *const relatives[] = { "who", "that", "which", NULL }, *const the[] = { "the", "a", "an", "their", "his", "her", "our", NULL };
	static const char *const in[] = { "in", "at", "by", "on", "from", "for", "with", NULL };
	size_t noun = i - 1;
	bool phrase = noun > 4 && agreement_word_in(run, noun - 1, the) && agreement_word_in(run, noun - 2, in);
	if (!phrase || is_plural_noun(run, noun))
		return SIZE_MAX;
	for (size_t at = noun - 2; at > 4 && i - at < CLAUSE_WORDS && text_words_join(run, at - 1) && text_words_join(run, at); at--)
		if (agreement_word_in(run, at - 1, relatives))
			return agreement_word_in(run, at, plural_verbs) && is_most_of(run, at - 2) ? at - 2 : SIZE_MAX;
	return SIZE_MAX;
}

static void judge_third(const struct text_run *run, size_t i)
{
	static const char *const many[] = { "the", "these", "those", "most", "many", "all", "both", "some", "several", "few", "other", NULL };
	size_t noun = i - 1, far = SIZE_MAX;
	bool plural = is_plural_noun(run, noun);
	if (plural)
		plural = subject_start(run, noun, many, true) != SIZE_MAX || is_bare_plural(run, noun) || is_most_of(run, noun);
	else if ((far = most_of_before(run, i)) != SIZE_MAX)
		noun = far;
	if (!plural && far == SIZE_MAX && !(is_second_of_two(run, noun) && !(run->words[noun].flags & WORD_DIGITS)))
		return;
	agreement_report_verb(run, i, noun);
}

/* "to reduces", "is cause by", "has been treat", of the verb at i; false if it is none of these */
static bool judge_after_particle(const struct text_run *run, size_t i)
{
	static const char *const to[] = { "to", NULL }, *const by[] = { "by", NULL }, *const been[] = { "been", NULL };
	static const char *const be[] = { "is", "are", "was", "were", "been", "being", "be", NULL };
	static const char *const nouns[] = { "cause", "lead", "keep", "permit", NULL };
	if (agreement_word_in(run, i, singular_verbs) || agreement_word_in(run, i, plural_verbs))
		return false;
	bool third = (run->words[i].flags & WORD_THIRD) && agreement_word_in(run, i - 1, to);
	bool passive = (run->words[i].flags & WORD_BASE) && agreement_word_in(run, i - 1, be) && text_words_join(run, i) &&
		       agreement_word_in(run, i + 1, by);
	passive = passive || ((run->words[i].flags & WORD_BASE) && agreement_word_in(run, i - 1, been) && !agreement_word_in(run, i, nouns));
	char form[VERB_MAX];
	if (third)
		agreement_report(run, i, i - 1, "write \"%.*s\"", STR_ARG(agreement_without_s(text_word(run, i), form)));
	else if (passive)
		agreement_report(run, i, i - 1, "write the participle, such as \"caused\"");
	return third || passive;
}

/* Whether a verb with these flags may disagree with what is before word i, judged by few letters: most are right. */
static bool may_disagree(const struct text_run *run, size_t i, unsigned flags)
{
	const struct text_word *before = &run->words[i - 1];
	char last = run->text.at[before->end - 1];
	bool particle = before->end - before->start == 2 || last == 'n' || last == 'e' || last == 'g'; /* to, be, been, were, being */
	if (flags & WORD_BASE)
		return last != 's' || (before->flags & WORD_THING) || particle;
	bool the = i > 1 && (run->text.at[run->words[i - 2].start] | 0x20) == 't' && run->words[i - 2].end - run->words[i - 2].start == 3;
	return last == 's' || the || (particle && !(before->flags & WORD_THING));
}

void agreement_judge_subject(const struct text_run *run, size_t i)
{
	const unsigned flags = run->words[i].flags;
	if (i == 0 || (flags & WORD_CAPITAL) || !may_disagree(run, i, flags) || !text_words_join(run, i - 1) ||
	    judge_after_particle(run, i))
		return;
	if (flags & WORD_BASE)
		judge_base(run, i);
	else
		judge_third(run, i);
}
