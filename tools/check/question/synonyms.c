/* Brings words that mean the same to one form: everyday and medical words, two names of a medicine, American spelling. */
#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/question/parts.h"

#include <stdlib.h>

static const struct {
	const char *words, *meaning;
} synonyms[] = {
#define SAME(words, meaning)	    { words, meaning },
#define NAMES(international, other) { other, international },
#define BRAND(brand, international) { brand, international },
#define ALSO_BRAND(brand, other)
#include "check/medical/brands.def"
#include "check/medical/names.def"
#include "check/question/synonyms.def"
#undef ALSO_BRAND
#undef BRAND
#undef NAMES
#undef SAME
};
#define SYNONYMS (sizeof(synonyms) / sizeof(synonyms[0]))

enum { SYNONYM_BUCKETS = 128 };

struct synonyms {
	uint16_t first[SYNONYM_BUCKETS], next[SYNONYMS]; /* 1 + the number of a row */
};

/* By the first two letters, which every row has. */
static size_t bucket_of(const char *words)
{
	return (size_t)((words[0] & 31) * 5 + (words[1] & 31)) % SYNONYM_BUCKETS;
}

struct synonyms *question_synonyms_new(void)
{
	struct synonyms *index = calloc(1, sizeof(*index));
	for (size_t i = SYNONYMS; index && i-- > 0;) {
		uint16_t *head = &index->first[bucket_of(synonyms[i].words)];
		index->next[i] = *head;
		*head = (uint16_t)(i + 1);
	}
	return index;
}

/* The meaning of the words that text begins with, the longest if there are several; *other is whether it is in other
 * words. */
static const char *find_meaning(const struct synonyms *index, struct str text, size_t *len, bool *other)
{
	const char *meaning = NULL;
	*len = 0;
	for (size_t i = text.len > 1 ? index->first[bucket_of(text.at)] : 0; i; i = index->next[i - 1]) {
		size_t match = phrase_starts(text, synonyms[i - 1].words);
		if (match > *len) {
			*len = match;
			meaning = synonyms[i - 1].meaning;
			*other = strcmp(meaning, synonyms[i - 1].words) != 0;
		}
	}
	return meaning;
}

bool question_replace_synonyms(const struct synonyms *index, struct buf *out, struct str text)
{
	bool replaced = false;
	for (size_t i = 0; i < text.len;) {
		size_t len = 0;
		bool other = false;
		bool begins = ascii_is_letter(text.at[i]) &&
			      (i == 0 || !(phrase_in_word(text, i - 1) || text.at[i - 1] == '-'));
		const char *meaning = begins ? find_meaning(index, phrase_after(text, i), &len, &other) : NULL;
		if (meaning) {
			buf_text(out, meaning);
			replaced = replaced || other;
			i += len;
			continue;
		}
		do
			buf_char(out, text.at[i++]);
		while (i < text.len && ascii_is_letter(text.at[i]) && ascii_is_letter(text.at[i - 1]));
	}
	return replaced;
}

void question_fold_spelling(struct buf *folded)
{
	size_t kept = 0;
	for (size_t i = 0; i < folded->len; i++) {
		char c = folded->at[i], before = i > 0 ? folded->at[i - 1] : ' ',
		     after = i + 1 < folded->len ? folded->at[i + 1] : ' ';
		if (((c == 'a' || c == 'o') && after == 'e') || (c == 'u' && before == 'o' && after == 'r'))
			continue;
		folded->at[kept++] = c == 's' && before == 'i' && strchr("eai", after) ? 'z' : c;
	}
	if (folded->len)
		buf_cut(folded, kept);
}
