#include "check/duplicate/concept_rules.h"

#include <stdlib.h>

/* A phrase and what it becomes, as ranges of parts. */
struct concept_rule {
	size_t from, to;
	uint32_t from_count, to_count;
	uint32_t next; /* 1 + the next rule with the same first concept, at most as long; 0 at the end */
};

/* Phrases of equal meaning, each list ended by NULL; the first is the one to use. */
static const char *const terms[] = {
#define TERMS(...) __VA_ARGS__, NULL,
#define NAMES(international, other) international, other, NULL,
#include "check/duplicate/terms.def"
#include "check/medical/names.def"
#undef NAMES
#undef TERMS
	NULL,
};

/* Adds the concepts of a phrase to parts; their number, or PHRASE_MAX + 1 if it is too long. */
static uint32_t add_phrase(struct concepts *concepts, const struct word_classes *classes, struct str phrase)
{
	uint32_t count = 0;
	size_t needed = concepts->part_count + PHRASE_MAX + 1;
	concepts->failed = concepts->failed ||
			   !concept_grow(&concepts->parts, &concepts->part_room, needed, sizeof(*concepts->parts));
	if (concepts->failed)
		return 0;
	for (size_t at = 0; at < phrase.len && count <= PHRASE_MAX;) {
		const char *start = phrase.at + at, *space = memchr(start, ' ', phrase.len - at);
		size_t len = space ? (size_t)(space - start) : phrase.len - at;
		uint32_t concept = len ? concept_of_word(concepts, classes, (struct str){ start, len }) : NO_CONCEPT;
		if (concept != NO_CONCEPT)
			concepts->parts[concepts->part_count + count++] = concept;
		at += len + 1;
	}
	concepts->part_count += count <= PHRASE_MAX ? count : 0;
	return count;
}

static bool add_rule(struct concepts *concepts, const struct word_classes *classes, struct str from, struct str to)
{
	size_t before = concepts->part_count;
	if (!concept_grow(&concepts->rules, &concepts->rule_room, concepts->rule_count + 1, sizeof(*concepts->rules)))
		return false;
	struct concept_rule rule = { .from = before };
	rule.from_count = add_phrase(concepts, classes, from);
	rule.to = concepts->part_count;
	rule.to_count = rule.from_count <= PHRASE_MAX ? add_phrase(concepts, classes, to) : 0;
	if (rule.from_count == 0 || rule.from_count > PHRASE_MAX || rule.to_count == 0 || rule.to_count > PHRASE_MAX)
		concepts->part_count = before;
	else
		concepts->rules[concepts->rule_count++] = rule;
	return !concepts->failed;
}

static int by_name(const void *a, const void *b)
{
	const struct index_short_form *x = a, *y = b;
	int order = strcmp(x->name, y->name);
	return order ? order : strcmp(x->meaning, y->meaning);
}

/* Adds what the lessons explain, except abbreviations with several meanings, which keep their own concept. */
static bool add_short_forms(struct concepts *concepts, const struct word_classes *classes, const struct index *index)
{
	size_t count = 0;
	bool good = true;
	for (size_t i = 0; i < index->part_count; i++)
		count += index->parts[i].short_form_count;
	struct index_short_form *all = malloc((count + 1) * sizeof(*all));
	if (!all)
		return false;
	count = 0;
	for (size_t i = 0; i < index->part_count; i++)
		for (size_t j = 0; j < index->parts[i].short_form_count; j++)
			all[count++] = index->parts[i].short_forms[j];
	if (count)
		qsort(all, count, sizeof(*all), by_name);
	for (size_t i = 0, end; good && i < count; i = end) {
		bool one = true;
		for (end = i + 1; end < count && strcmp(all[end].name, all[i].name) == 0; end++)
			one = one && strcmp(all[end].meaning, all[i].meaning) == 0;
		good = add_rule(concepts, classes, str_from(all[i].name), str_from(one ? all[i].meaning : all[i].name));
	}
	free(all);
	return good;
}

static bool add_terms(struct concepts *concepts, const struct word_classes *classes)
{
	bool good = true;
	for (size_t i = 0; good && terms[i]; i++) {
		struct str first = str_from(terms[i]);
		for (i++; good && terms[i]; i++)
			good = add_rule(concepts, classes, str_from(terms[i]), first);
	}
	return good;
}

/* The representative of a concept (union-find, with path compression). */
static uint32_t root_of(uint32_t *same, uint32_t concept)
{
	while (same[concept] != concept) {
		same[concept] = same[same[concept]];
		concept = same[concept];
	}
	return concept;
}

/* Makes single words with one meaning one concept; the other rules then speak of these. */
static bool unite(struct concepts *concepts, const struct vocabulary *vocabulary)
{
	uint32_t count = concepts->names.count;
	uint32_t *same = malloc(((size_t)count + 1) * sizeof(*same));
	if (!same)
		return false;
	for (uint32_t i = 0; i < count; i++)
		same[i] = i;
	for (size_t i = 0; i < concepts->rule_count; i++) {
		const struct concept_rule *rule = &concepts->rules[i];
		uint32_t from = concepts->parts[rule->from];
		/* A word is a synonym of one thing only: the first. */
		if (rule->from_count == 1 && rule->to_count == 1 && same[from] == from)
			same[from] = root_of(same, concepts->parts[rule->to]);
	}
	for (size_t i = 0; i < concepts->part_count; i++)
		concepts->parts[i] = root_of(same, concepts->parts[i]);
	for (uint32_t i = 0; i < vocabulary->count; i++)
		if (concepts->of_word[i] != NO_CONCEPT)
			concepts->of_word[i] = root_of(same, concepts->of_word[i]);
	free(same);
	return true;
}

/* Files each rule under its first concept, longer ones first, and of those that are equally long, the first. */
static void file_rules(struct concepts *concepts)
{
	for (uint32_t i = 0; i < concepts->rule_count; i++) {
		struct concept_rule *rule = &concepts->rules[i];
		uint32_t *link = &concepts->first[concepts->parts[rule->from]];
		if (rule->from_count == 1 && rule->to_count == 1)
			continue;
		while (*link && concepts->rules[*link - 1].from_count >= rule->from_count)
			link = &concepts->rules[*link - 1].next;
		rule->next = *link;
		*link = i + 1;
	}
}

/* The rule for the longest phrase at the beginning of words; NULL if there is none. */
static const struct concept_rule *rule_at(const struct concepts *concepts, const uint32_t *words, uint32_t count)
{
	for (uint32_t i = concepts->first[words[0]]; i; i = concepts->rules[i - 1].next) {
		const struct concept_rule *rule = &concepts->rules[i - 1];
		if (rule->from_count <= count &&
		    memcmp(concepts->parts + rule->from, words, rule->from_count * sizeof(*words)) == 0)
			return rule;
	}
	return NULL;
}

uint32_t concept_rules_apply(const struct concepts *concepts, const uint32_t *words, uint32_t count, uint32_t *out)
{
	uint32_t used = 0;
	for (uint32_t i = 0; i < count;) {
		const struct concept_rule *rule = rule_at(concepts, words + i, count - i);
		if (!rule) {
			out[used++] = words[i++];
			continue;
		}
		memcpy(out + used, concepts->parts + rule->to, rule->to_count * sizeof(*out));
		used += rule->to_count;
		i += rule->from_count;
	}
	return used;
}

/* Replaces phrases in what rules give: the long form of an abbreviation may contain another. */
static void complete_rules(struct concepts *concepts)
{
	for (size_t i = 0; i < concepts->rule_count; i++) {
		struct concept_rule *rule = &concepts->rules[i];
		uint32_t full[PHRASE_MAX * PHRASE_MAX];
		uint32_t count = concept_rules_apply(concepts, concepts->parts + rule->to, rule->to_count, full);
		if (count == rule->to_count)
			memcpy(concepts->parts + rule->to, full, count * sizeof(*full));
		else if (count <= PHRASE_MAX && concept_grow(&concepts->parts, &concepts->part_room,
						     concepts->part_count + PHRASE_MAX, sizeof(*concepts->parts))) {
			memcpy(concepts->parts + concepts->part_count, full, count * sizeof(*full));
			rule->to = concepts->part_count;
			rule->to_count = count;
			concepts->part_count += count;
		}
	}
}

bool concept_rules_add(struct concepts *concepts, const struct word_classes *classes, const struct index *index)
{
	return add_short_forms(concepts, classes, index) && add_terms(concepts, classes);
}

bool concept_rules_complete(struct concepts *concepts, const struct vocabulary *vocabulary)
{
	if (!unite(concepts, vocabulary))
		return false;
	file_rules(concepts);
	complete_rules(concepts);
	return true;
}
