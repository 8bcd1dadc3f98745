#include "check/text/form.h"

#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/medical/medical.h"
#include "check/spelling/lexicon.h"
#include "check/text/parts.h"

#include <assert.h>
#include <stdatomic.h>
#include <stdlib.h>

enum {
	FORM_COUNT = 32768, /* a power of two */
	FORM_WAYS = 2,	    /* places where a form may be */
	LISTED_COUNT = 8192, /* a power of two, at least twice the number of words that rules list */
	WORD_MOST = 64,	    /* a longer word is judged as it is written */
};

struct text_forms {
	const struct lexicon *lexicon;
	struct text_variants variants;
	struct medical_index medical;
	/* The words that rules list, at the first free place from that of their hash on. */
	struct {
		uint64_t hash; /* 0: free */
		unsigned flags, row;
	} listed[LISTED_COUNT];
	unsigned listed_count;
	/* By hash, of those that share places the latest first: the hash, with flags in place of its lowest bits. That two words have
	 * equal hashes is less likely than that a machine fails. Threads need not agree on which words are there: each says
	 * all about itself. */
	_Atomic uint64_t forms[FORM_COUNT];
};

struct text_forms *text_forms_new(const struct lexicon *lexicon)
{
	struct text_forms *forms = calloc(1, sizeof(*forms));
	if (!forms)
		return NULL;
	forms->lexicon = lexicon;
	text_variants_init(&forms->variants);
	text_list_wrong_words(forms);
	text_list_references(forms);
	text_list_articles(forms);
	text_list_agreement(forms);
	text_list_broken(forms);
	text_list_placeholders(forms);
	text_list_medicines(forms);
	medical_index_words(&forms->medical);
	medical_index_analytes(&forms->medical);
	medical_index_units(&forms->medical);
	medical_index_measures(&forms->medical);
	medical_list_words(forms);
	medical_list_doses(forms);
	medical_list_analytes(forms);
	medical_list_measures(forms);
	return forms;
}

void text_forms_free(struct text_forms *forms)
{
	free(forms);
}

const struct text_variants *text_forms_variants(const struct text_forms *forms)
{
	return &forms->variants;
}

const struct medical_index *text_forms_medical(const struct text_forms *forms)
{
	return &forms->medical;
}

/* The place of the word with that hash in listed, or the free place where it belongs. */
static size_t listed_at(const struct text_forms *forms, uint64_t hash)
{
	size_t i = hash % LISTED_COUNT;
	while (forms->listed[i].hash && forms->listed[i].hash != hash)
		i = (i + 1) % LISTED_COUNT;
	return i;
}

static unsigned listed_flags(const struct text_forms *forms, struct str word)
{
	return forms->listed[listed_at(forms, text_form_hash(word))].flags;
}

static size_t list(struct text_forms *forms, struct str word, unsigned flag)
{
	uint64_t hash = text_form_hash(word);
	size_t i = listed_at(forms, hash);
	forms->listed_count += !forms->listed[i].hash;
	assert(forms->listed_count <= LISTED_COUNT / 2);
	forms->listed[i].hash = hash;
	forms->listed[i].flags |= flag;
	return i;
}

void text_forms_add(struct text_forms *forms, struct str word, unsigned flag)
{
	(void)list(forms, word, flag);
}

void text_forms_add_row(struct text_forms *forms, struct str word, unsigned row)
{
	bool first = !(listed_flags(forms, word) & WORD_CONFUSED);
	size_t i = list(forms, word, WORD_CONFUSED);
	forms->listed[i].row = first ? row : forms->listed[i].row;
}

unsigned text_form_row(const struct text_forms *forms, struct str word)
{
	return forms->listed[listed_at(forms, text_form_hash(word))].row;
}

void text_forms_add_all(struct text_forms *forms, const char *const *phrases, unsigned flag)
{
	for (; *phrases; phrases++)
		text_forms_add(forms, (struct str){ *phrases, strcspn(*phrases, " ") }, flag);
}

/* Judges a word, or what follows an article in it, which is listed with these flags, as a medicine or what is measured. */
static unsigned judge_name(const struct text_forms *forms, struct str word, unsigned listed, bool high)
{
	unsigned flags = listed & (WORD_ANALYTE | WORD_DOSED);
	if (str_starts(word, "serum")) /* Serumkalium */
		flags |= listed_flags(forms, phrase_after(word, strlen("serum"))) & WORD_ANALYTE;
	return high && medical_has_accented_dose(word) ? flags | WORD_DOSED : flags;
}

/* Judges a word in small letters with typewriter's apostrophes. */
static unsigned judge_small(const struct text_forms *forms, struct str word, bool high)
{
	struct lexicon_word known = { .medicine = false };
	struct str first = { word.at, 0 };
	unsigned flags = listed_flags(forms, word);
	flags |= judge_name(forms, word, flags, high);
	while (first.len < word.len && ascii_is_letter(word.at[first.len]))
		first.len++;
	if (first.len < word.len) /* Valium's */
		flags |= listed_flags(forms, first) & WORD_MEDICINE;
	const char *apostrophe = memrchr(word.at, '\'', word.len);
	if (apostrophe) { /* l'insuline */
		struct str after = phrase_after(word, (size_t)(apostrophe + 1 - word.at));
		flags |= judge_name(forms, after, listed_flags(forms, after), high);
		flags |= forms->lexicon && lexicon_has_medicine(forms->lexicon, after) ? WORD_DOSED : 0;
	}
	if (forms->lexicon)
		known = lexicon_judge(forms->lexicon, word);
	flags |= (known.medicine ? WORD_DOSED : 0u) | (known.near_medicine ? WORD_NEAR_MEDICINE : 0u) |
		 (known.near_term ? WORD_NEAR_TERM : 0u);
	if (text_has_variant(word, &forms->variants))
		flags |= WORD_VARIANT;
	if (text_is_row_of_x(word))
		flags |= WORD_UNFINISHED;
	if (foreign_is_error(word))
		flags |= WORD_ERROR;
	return flags;
}

static unsigned judge(const struct text_forms *forms, struct str word)
{
	char small[WORD_MOST];
	size_t len = 0;
	bool high = false;
	if (word.len > sizeof(small))
		return judge_small(forms, word, true);
	for (size_t i = 0; i < word.len; i++) {
		bool apostrophe = str_starts((struct str){ word.at + i, word.len - i }, "\xe2\x80\x99");
		high = high || (!apostrophe && (unsigned char)word.at[i] >= 0x80);
		small[len++] = apostrophe ? '\'' : ascii_lower(word.at[i]);
		i += apostrophe ? 2 : 0;
	}
	return judge_small(forms, (struct str){ small, len }, high);
}

unsigned text_form_flags(struct text_forms *forms, struct str word, uint64_t hash)
{
	uint64_t name = hash & ~FORM_FLAGS;
	_Atomic uint64_t *places = &forms->forms[(hash >> (FORM_BITS + 1)) % (FORM_COUNT / FORM_WAYS) * FORM_WAYS];
	uint64_t latest = atomic_load_explicit(&places[0], memory_order_relaxed) ^ name;
	uint64_t other = atomic_load_explicit(&places[1], memory_order_relaxed) ^ name;
	uint64_t least = latest < other ? latest : other;
	if (least <= FORM_FLAGS)
		return (unsigned)least << FORM_FIRST;
	unsigned flags = judge(forms, word) >> FORM_FIRST;
	atomic_store_explicit(&places[1], latest ^ name, memory_order_relaxed);
	atomic_store_explicit(&places[0], name | flags, memory_order_relaxed);
	return flags << FORM_FIRST;
}
