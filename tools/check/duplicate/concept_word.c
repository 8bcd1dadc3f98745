#include "check/duplicate/concept_rules.h"

#include "check/core/fold.h"
#include "check/duplicate/word_form.h"

#include <stdlib.h>
#include <string.h>

bool concept_grow(void *list, size_t *room, size_t needed, size_t size)
{
	if (needed <= *room)
		return true;
	size_t larger = needed + needed / 2 + 64;
	void *grown = realloc(*(void **)list, larger * size);
	if (!grown)
		return false;
	*(void **)list = grown;
	*room = larger;
	return true;
}

/* A number without zeros at the end of its decimals: 5.0 is 5. */
static struct str without_zeros(struct str word)
{
	size_t len = word.len;
	while (len > 2 && word.at[len - 1] == '0')
		len--;
	if (len == word.len || !memchr(word.at, '.', len) || strspn(word.at, "0123456789.") < word.len)
		return word;
	return (struct str){ word.at, len - (word.at[len - 1] == '.') };
}

/* A number without a degree sign after it: 15° is 15 degrees. */
static struct str without_degree(struct str word)
{
	static const char sign[] = "°";
	size_t len = word.len - (str_ends(word, sign) ? strlen(sign) : 0);
	return len > 0 && strspn(word.at, "0123456789.") >= len ? (struct str){ word.at, len } : word;
}

uint32_t concept_of_word(struct concepts *concepts, struct str word)
{
	char name[WORD_STEM + 1];
	/* "Koplik spots = ?" */
	while (word.len > 1 && word.at[word.len - 1] == '=')
		word.len--;
	word = without_zeros(without_degree(word));
	struct str stem = { name + 1, word_stem(name + 1, word) };
	enum word_class class = word_class_of(concepts->listed, word, stem);
	if (class == WORD_SMALL || (word.len && word.at[0] == FOLD_GAP))
		return NO_CONCEPT;
	name[0] = (char)('0' + class);
	struct str whole = { name, stem.len + 1 };
	const struct listed_word *listed = listed_find(concepts->listed, whole);
	return listed && listed->concept ? listed->concept - 1u
					 : concepts->listed->name_count + vocabulary_number(&concepts->names, whole);
}

uint32_t concept_count(const struct concepts *concepts)
{
	return concepts->listed->name_count + concepts->names.count;
}

/* The name of a concept, a digit for its class and its stem. */
static struct str full_name(const struct concepts *concepts, uint32_t concept)
{
	const struct listed *listed = concepts->listed;
	return concept < listed->name_count ? listed_text(listed, &listed->words[listed->names[concept]])
					    : concepts->names.words[concept - listed->name_count];
}

enum word_class concept_class(const struct concepts *concepts, uint32_t concept)
{
	return (enum word_class)(full_name(concepts, concept).at[0] - '0');
}

struct str concept_name(const struct concepts *concepts, uint32_t concept)
{
	struct str name = full_name(concepts, concept);
	return (struct str){ name.at + 1, name.len - 1 };
}
