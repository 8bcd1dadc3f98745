#include "check/duplicate/concept_rules.h"

#include "check/duplicate/misspelling.h"

#include <stdlib.h>

/* Finds the concept of each word of the vocabulary. */
static bool number_words(struct concepts *concepts, const struct index *index)
{
	const struct vocabulary *vocabulary = &index->parts[0].vocabulary;
	uint32_t *meant = NULL, *counts = calloc((size_t)vocabulary->count + 1, sizeof(*counts));
	concepts->of_word = malloc(((size_t)vocabulary->count + 1) * sizeof(*concepts->of_word));
	for (size_t i = 0; counts && i < index->part_count; i++)
		for (size_t j = 0; j < index->parts[i].word_count; j++)
			counts[index->parts[i].words[j]]++;
	if (counts && concepts->of_word)
		meant = misspelling_find(vocabulary, counts, concepts->listed);
	for (uint32_t i = 0; meant && i < vocabulary->count; i++)
		concepts->of_word[i] = concept_of_word(concepts, vocabulary->words[meant[i]]);
	bool good = meant != NULL;
	free(counts);
	free(meant);
	return good;
}

bool concepts_init(struct concepts *concepts, const struct index *index)
{
	*concepts = (struct concepts){ .words = &index->parts[0].vocabulary, .listed = &listed_tables };
	vocabulary_init(&concepts->names);
	bool good = number_words(concepts, index) && concept_rules_add(concepts, index) && !concepts->names.failed;
	uint32_t count = concept_count(concepts);
	concepts->classes = malloc((size_t)count + 1);
	concepts->first = calloc((size_t)count + 1, sizeof(*concepts->first));
	if (!good || !concepts->classes || !concepts->first)
		return false;
	for (uint32_t i = 0; i < count; i++)
		concepts->classes[i] = (unsigned char)concept_class(concepts, i);
	return concept_rules_complete(concepts, &index->parts[0].vocabulary);
}

void concepts_release(struct concepts *concepts)
{
	vocabulary_release(&concepts->names);
	free(concepts->classes);
	free(concepts->of_word);
	free(concepts->first);
	free(concepts->rules);
	free(concepts->parts);
	*concepts = (struct concepts){ .classes = NULL };
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
