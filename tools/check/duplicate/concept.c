#include "check/duplicate/concept_rules.h"

#include "check/core/fold.h"
#include "check/duplicate/misspelling.h"
#include "check/duplicate/word_form.h"

#include <stdlib.h>

/* Words that are no misspellings of each other though they are one letter apart. */
static const char *const known_words[] = {
#define MEDICINES(words) words,
#define OTHERS(words)	 words,
#define STEMS(words)
#define STARTS(words)
#define TERMS(words)				       words,
#define CONFUSED(word, meant, before, after, sentence) word, meant,
#include "check/spelling/medicines.def"
#include "check/spelling/terms.def"
#include "check/text/look_alike.def"
#undef MEDICINES
#undef OTHERS
#undef STEMS
#undef STARTS
#undef TERMS
#undef CONFUSED
	"radial radical medial medical facial fascial perineal peroneal statin stain angel angle trail trial brain "
	"bran",
	"cystine cysteine causal casual glossitis glottitis villus villous callus callous mucus mucous prostate "
	"prostrate",
	NULL,
};

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

uint32_t concept_of_word(struct concepts *concepts, const struct word_classes *classes, struct str word)
{
	char name[WORD_STEM + 1];
	/* "Koplik spots = ?" */
	while (word.len > 1 && word.at[word.len - 1] == '=')
		word.len--;
	word = without_zeros(word);
	struct str stem = { name + 1, word_stem(name + 1, word) };
	enum word_class class = word_class_of(classes, word, stem);
	if (class == WORD_SMALL || (word.len && word.at[0] == FOLD_GAP))
		return NO_CONCEPT;
	name[0] = (char)('0' + class);
	return vocabulary_number(&concepts->names, (struct str){ name, stem.len + 1 });
}

/* Lists the words; false if memory ran out. */
static bool list_known(struct map *known)
{
	for (size_t i = 0; known_words[i]; i++) {
		for (const char *at = known_words[i]; *at;) {
			size_t len = strcspn(at, " ");
			void **slot = map_put(known, (struct str){ at, len });
			if (!slot)
				return false;
			*slot = known;
			at += len + (at[len] == ' ');
		}
	}
	return true;
}

/* Finds the concept of each word of the vocabulary. */
static bool number_words(struct concepts *concepts, const struct word_classes *classes, const struct index *index)
{
	const struct vocabulary *vocabulary = &index->parts[0].vocabulary;
	uint32_t *meant = NULL, *counts = calloc((size_t)vocabulary->count + 1, sizeof(*counts));
	concepts->of_word = malloc(((size_t)vocabulary->count + 1) * sizeof(*concepts->of_word));
	for (size_t i = 0; counts && i < index->part_count; i++)
		for (size_t j = 0; j < index->parts[i].word_count; j++)
			counts[index->parts[i].words[j]]++;
	if (counts && concepts->of_word && list_known(&concepts->known))
		meant = misspelling_find(vocabulary, counts, &concepts->known);
	for (uint32_t i = 0; meant && i < vocabulary->count; i++)
		concepts->of_word[i] = concept_of_word(concepts, classes, vocabulary->words[meant[i]]);
	bool good = meant != NULL;
	free(counts);
	free(meant);
	return good;
}

bool concepts_init(struct concepts *concepts, const struct index *index)
{
	struct word_classes classes;
	*concepts = (struct concepts){ .words = &index->parts[0].vocabulary };
	vocabulary_init(&concepts->names);
	map_init(&concepts->known);
	bool good = word_classes_init(&classes) && number_words(concepts, &classes, index) &&
		    concept_rules_add(concepts, &classes, index) && !concepts->names.failed;
	word_classes_release(&classes);
	uint32_t count = concepts->names.count;
	concepts->classes = malloc((size_t)count + 1);
	concepts->first = calloc((size_t)count + 1, sizeof(*concepts->first));
	if (!good || !concepts->classes || !concepts->first)
		return false;
	for (uint32_t i = 0; i < count; i++)
		concepts->classes[i] = (unsigned char)(concepts->names.words[i].at[0] - '0');
	return concept_rules_complete(concepts, &index->parts[0].vocabulary);
}

void concepts_release(struct concepts *concepts)
{
	vocabulary_release(&concepts->names);
	map_release(&concepts->known);
	free(concepts->classes);
	free(concepts->of_word);
	free(concepts->first);
	free(concepts->rules);
	free(concepts->parts);
	*concepts = (struct concepts){ .classes = NULL };
}

struct str concept_name(const struct concepts *concepts, uint32_t concept)
{
	struct str name = concepts->names.words[concept];
	return (struct str){ name.at + 1, name.len - 1 };
}

void concept_text_release(struct concept_text *text)
{
	free(text->at);
	*text = (struct concept_text){ .at = NULL };
}

bool concepts_read(const struct concepts *concepts, struct word_run words, struct concept_text *out)
{
	/* Before phrases are replaced, the concepts are at the end of the room. */
	size_t most = (size_t)words.count * PHRASE_MAX;
	out->count = 0;
	if (!concept_grow(&out->at, &out->room, most + words.count + 1, sizeof(*out->at)))
		return false;
	uint32_t *plain = out->at + most, count = 0;
	for (uint32_t i = 0; i < words.count; i++) {
		uint32_t concept = concepts->of_word[words.words[i]];
		if (concept != NO_CONCEPT)
		plain[count++] = concept;
	}
	out->count = concept_rules_apply(concepts, plain, count, out->at);
	return true;
}
