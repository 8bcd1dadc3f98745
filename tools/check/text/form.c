#include "check/text/form.h"

#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/medical/medical.h"
#include "check/spelling/lexicon.h"
#include "check/text/parts.h"

#include <assert.h>
#include <stdlib.h>

enum {
	FORM_COUNT = 16384, /* a power of two */
	FORM_WAYS = 4,	    /* places where a form may be */
	FORM_SHIFT = 5,	    /* flags below are not kept: they are those of struct text_word */
	FORM_BITS = 12,	    /* of the flags that are kept */
	LISTED_COUNT = 8192, /* a power of two, at least twice the number of words that rules list */
	WORD_MOST = 64,	    /* a longer word is judged as it is written */
};
#define FORM_FLAGS (((uint64_t)1 << FORM_BITS) - 1)

struct text_forms {
	const struct lexicon *lexicon;
	struct text_variants variants;
	struct medical_index medical;
	/* The words that rules list, at the first free place from that of their hash on. */
	struct {
		uint64_t hash; /* 0: free */
		unsigned flags;
	} listed[LISTED_COUNT];
	unsigned listed_count;
	/* By hash, of those that share places the latest first: the hash, with flags in place of its lowest bits. That two words have
	 * equal hashes is less likely than that a machine fails. */
	uint64_t forms[FORM_COUNT];
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
	text_list_placeholders(forms);
	text_list_medicines(forms);
	medical_index_words(&forms->medical);
	medical_index_analytes(&forms->medical);
	medical_list_words(forms);
	medical_list_analytes(forms);
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

void text_forms_add(struct text_forms *forms, struct str word, unsigned flag)
{
	uint64_t hash = text_form_hash(word);
	size_t i = listed_at(forms, hash);
	forms->listed_count += !forms->listed[i].hash;
	assert(forms->listed_count <= LISTED_COUNT / 2);
	forms->listed[i].hash = hash;
	forms->listed[i].flags |= flag;
}

void text_forms_add_all(struct text_forms *forms, const char *const *phrases, unsigned flag)
{
	for (; *phrases; phrases++)
		text_forms_add(forms, (struct str){ *phrases, strcspn(*phrases, " ") }, flag);
}

static unsigned listed_flags(const struct text_forms *forms, struct str word)
{
	return forms->listed[listed_at(forms, text_form_hash(word))].flags;
}

/* Judges what follows an article too. */
static unsigned judge_part(const struct text_forms *forms, struct str word)
{
	unsigned flags = listed_flags(forms, word) & WORD_ANALYTE;
	if (str_starts(word, "serum")) /* Serumkalium */
		flags |= listed_flags(forms, phrase_after(word, strlen("serum"))) & WORD_ANALYTE;
	if (medical_may_be_dosed(word) || (forms->lexicon && lexicon_has_medicine(forms->lexicon, word)))
		flags |= WORD_DOSED;
	return flags;
}

/* Judges a word in small letters with typewriter's apostrophes. */
static unsigned judge_small(const struct text_forms *forms, struct str word)
{
	const struct lexicon *lexicon = forms->lexicon;
	struct str meant[LEXICON_MEANT_MAX], first = { word.at, 0 };
	unsigned flags = listed_flags(forms, word);
	const char *apostrophe = memrchr(word.at, '\'', word.len);
	struct str last = apostrophe ? phrase_after(word, (size_t)(apostrophe + 1 - word.at)) : word;
	while (first.len < word.len && ascii_is_letter(word.at[first.len]))
		first.len++;
	if (first.len < word.len) /* Valium's */
		flags |= listed_flags(forms, first) & WORD_MEDICINE;
	flags |= judge_part(forms, word);
	if (last.len < word.len) /* l'insuline */
		flags |= judge_part(forms, last);
	if (lexicon && lexicon_meant(lexicon, word, meant))
		flags |= WORD_NEAR_MEDICINE;
	if (lexicon && lexicon_meant_term(lexicon, word, meant))
		flags |= WORD_NEAR_TERM;
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
	if (word.len > sizeof(small))
		return judge_small(forms, word);
	for (size_t i = 0; i < word.len; i++) {
		bool apostrophe = str_starts((struct str){ word.at + i, word.len - i }, "\xe2\x80\x99");
		small[len++] = apostrophe ? '\'' : ascii_lower(word.at[i]);
		i += apostrophe ? 2 : 0;
	}
	return judge_small(forms, (struct str){ small, len });
}

/* The bytes of a word from at on, at most eight of them. */
static uint64_t bytes_from(const char *at, size_t len)
{
	uint64_t bytes = 0;
	uint32_t first, last;
	uint16_t pair;
	if (len >= sizeof(bytes)) {
		memcpy(&bytes, at, sizeof(bytes));
	} else if (len >= sizeof(first)) {
		memcpy(&first, at, sizeof(first));
		memcpy(&last, at + len - sizeof(last), sizeof(last));
		bytes = first | (uint64_t)last << 8 * (len - sizeof(last));
	} else if (len >= sizeof(pair)) {
		memcpy(&pair, at, sizeof(pair));
		bytes = pair | (uint64_t)(unsigned char)at[len - 1] << 8 * (len - 1);
	} else if (len) {
		bytes = (unsigned char)*at;
	}
	return bytes;
}

/* Eight bytes at a time are folded, which changes no other bytes of words than capitals, and multiplied. Never 0. */
uint64_t text_form_hash(struct str word)
{
	uint64_t hash = word.len * UINT64_C(0x9e3779b97f4a7c15);
	for (size_t i = 0; i < word.len; i += sizeof(hash)) {
		uint64_t bytes = bytes_from(word.at + i, word.len - i), high = bytes & UINT64_C(0x8080808080808080);
		hash ^= bytes | (UINT64_C(0x2020202020202020) & ~(high >> 2));
		hash *= UINT64_C(0xff51afd7ed558ccd);
		hash ^= hash >> 32;
	}
	return hash | (FORM_FLAGS + 1);
}

unsigned text_form_flags(struct text_forms *forms, struct str word, uint64_t hash)
{
	uint64_t name = hash & ~FORM_FLAGS, found = 0;
	uint64_t *places = &forms->forms[(hash >> FORM_BITS) % (FORM_COUNT / FORM_WAYS) * FORM_WAYS];
	for (size_t i = 0; i < FORM_WAYS && !found; i++)
		found = (places[i] & ~FORM_FLAGS) == name ? places[i] : 0;
	if (!found) {
		found = name | judge(forms, word) >> FORM_SHIFT;
		memmove(places + 1, places, (FORM_WAYS - 1) * sizeof(*places));
		places[0] = found;
	}
	return (unsigned)(found & FORM_FLAGS) << FORM_SHIFT;
}
