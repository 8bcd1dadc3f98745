#include "check/text/form.h"

#include "check/spelling/lexicon.h"
#include "check/text/parts.h"

#include <stdlib.h>

enum {
	FORM_COUNT = 16384, /* a power of two */
	FORM_WAYS = 4,	/* places where a form may be */
	FORM_SHIFT = 4, /* flags below are not kept: they are those of struct text_word */
};
#define FORM_FLAGS ((uint64_t)0x3ff) /* the bits of the flags that are kept */

struct text_forms {
	const struct lexicon *lexicon;
	struct text_variants variants;
	uint32_t medicines[26 * 26]; /* see text_medicine_letters */
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
	text_medicine_letters(forms->medicines);
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

static unsigned judge(const struct text_forms *forms, struct str word)
{
	const struct lexicon *lexicon = forms->lexicon;
	struct str meant[LEXICON_MEANT_MAX];
	unsigned flags = text_is_wrong_word(word) ? WORD_CONFUSED : 0;
	if (lexicon && lexicon_meant(lexicon, word, meant))
		flags |= WORD_NEAR_MEDICINE;
	if (lexicon && lexicon_meant_term(lexicon, word, meant))
		flags |= WORD_NEAR_TERM;
	if (text_has_variant(word, &forms->variants))
		flags |= WORD_VARIANT;
	if (text_may_refer(word))
		flags |= WORD_REFERS;
	if (text_may_be_placeholder(word))
		flags |= WORD_UNFINISHED;
	if (text_is_medicine_name(word, forms->medicines))
		flags |= WORD_MEDICINE;
	return flags;
}

static uint64_t bytes_from(const char *at, size_t len)
{
	uint64_t bytes = 0;
	memcpy(&bytes, at, len < sizeof(bytes) ? len : sizeof(bytes));
	return bytes;
}

/* The finalizer of MurmurHash3 (A. Appleby, public domain), for eight bytes at a time; never 0. */
static uint64_t hash_of(struct str word)
{
	uint64_t hash = word.len;
	for (size_t i = 0; i < word.len; i += sizeof(hash)) {
		hash ^= bytes_from(word.at + i, word.len - i);
		hash = (hash ^ hash >> 33) * UINT64_C(0xff51afd7ed558ccd);
		hash = (hash ^ hash >> 33) * UINT64_C(0xc4ceb9fe1a85ec53);
		hash ^= hash >> 33;
	}
	return hash | (FORM_FLAGS + 1);
}

unsigned text_form_flags(struct text_forms *forms, struct str word)
{
	uint64_t hash = hash_of(word), name = hash & ~FORM_FLAGS;
	uint64_t *places = &forms->forms[hash % FORM_COUNT / FORM_WAYS * FORM_WAYS], found = 0;
	for (size_t i = 0; i < FORM_WAYS && !found; i++)
		found = (places[i] & ~FORM_FLAGS) == name ? places[i] : 0;
	if (!found) {
		found = name | judge(forms, word) >> FORM_SHIFT;
		memmove(places + 1, places, (FORM_WAYS - 1) * sizeof(*places));
		places[0] = found;
	}
	return (unsigned)(found & FORM_FLAGS) << FORM_SHIFT;
}
