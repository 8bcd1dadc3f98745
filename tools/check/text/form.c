#include "check/text/form.h"

#include "check/spelling/lexicon.h"
#include "check/text/parts.h"

#include <stdlib.h>

enum {
	FORM_LETTERS = 26, /* longer words are judged each time */
	FORM_COUNT = 8192, /* a power of two */
};

struct text_form {
	unsigned char len; /* 0: there is none */
	char letters[FORM_LETTERS];
	unsigned flags;
};

struct text_forms {
	const struct lexicon *lexicon;
	struct text_variants variants;
	struct text_form forms[FORM_COUNT]; /* by hash; a later word takes the place of an earlier one */
};

struct text_forms *text_forms_new(const struct lexicon *lexicon)
{
	struct text_forms *forms = calloc(1, sizeof(*forms));
	if (!forms)
		return NULL;
	forms->lexicon = lexicon;
	text_variants_init(&forms->variants);
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
	return flags;
}

static uint64_t bytes_from(const char *at, size_t len)
{
	uint64_t bytes = 0;
	memcpy(&bytes, at, len < sizeof(bytes) ? len : sizeof(bytes));
	return bytes;
}

static size_t slot_of(struct str word)
{
	uint64_t hash = word.len;
	for (size_t i = 0; i < word.len; i += sizeof(hash)) {
		hash = (hash ^ bytes_from(word.at + i, word.len - i)) * UINT64_C(0x9e3779b97f4a7c15);
		hash ^= hash >> 32;
	}
	return hash % FORM_COUNT;
}

unsigned text_form_flags(struct text_forms *forms, struct str word)
{
	if (word.len == 0 || word.len > FORM_LETTERS)
		return judge(forms, word);
	struct text_form *form = &forms->forms[slot_of(word)];
	if (form->len != word.len || memcmp(form->letters, word.at, word.len) != 0) {
		form->len = (unsigned char)word.len;
		memcpy(form->letters, word.at, word.len);
		form->flags = judge(forms, word);
	}
	return form->flags;
}
