#include "check/duplicate/concept_rules.h"

#include <stdlib.h>

enum { PLURAL_MAX = 7 }; /* letters of the plural of an abbreviation */

/* Adds the concepts of a phrase to parts; their number, or PHRASE_MAX + 1 if it is too long. */
static uint32_t add_phrase(struct concepts *concepts, struct str phrase)
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
		uint32_t concept = len ? concept_of_word(concepts, (struct str){ start, len }) : NO_CONCEPT;
		if (concept != NO_CONCEPT)
			concepts->parts[concepts->part_count + count++] = concept;
		at += len + 1;
	}
	concepts->part_count += count <= PHRASE_MAX ? count : 0;
	return count;
}

static bool add_one_rule(struct concepts *concepts, struct str from, struct str to)
{
	size_t before = concepts->part_count;
	if (!concept_grow(&concepts->rules, &concepts->rule_room, concepts->rule_count + 1, sizeof(*concepts->rules)))
		return false;
	struct concept_rule rule = { .from = before };
	rule.from_count = add_phrase(concepts, from);
	rule.to = concepts->part_count;
	rule.to_count = rule.from_count <= PHRASE_MAX ? add_phrase(concepts, to) : 0;
	if (rule.from_count == 0 || rule.from_count > PHRASE_MAX || rule.to_count == 0 || rule.to_count > PHRASE_MAX)
		concepts->part_count = before;
	else
		concepts->rules[concepts->rule_count++] = rule;
	return !concepts->failed;
}

bool concept_rule_add(struct concepts *concepts, struct str from, struct str to)
{
	char plural[PLURAL_MAX];
	bool short_form = from.len > 1 && from.len < PLURAL_MAX && !memchr(from.at, ' ', from.len) &&
			  strchr("iu", from.at[from.len - 1]);
	if (short_form) {
		memcpy(plural, from.at, from.len);
		plural[from.len] = 's';
	}
	return add_one_rule(concepts, from, to) &&
	       (!short_form || add_one_rule(concepts, (struct str){ plural, from.len + 1 }, to));
}

static int by_name(const void *a, const void *b)
{
	const struct index_short_form *x = a, *y = b;
	int order = strcmp(x->name, y->name);
	return order ? order : strcmp(x->meaning, y->meaning);
}

/* Adds what the lessons explain, except abbreviations with several meanings, which keep their own concept. */
static bool add_short_forms(struct concepts *concepts, const struct index *index)
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
		good = concept_rule_add(concepts, str_from(all[i].name), str_from(one ? all[i].meaning : all[i].name));
	}
	free(all);
	return good;
}

/* Adds the listed rules; false if memory ran out. */
static bool add_listed(struct concepts *concepts)
{
	const struct listed *listed = concepts->listed;
	size_t part = concepts->part_count, rules = concepts->rule_count;
	if (!concept_grow(&concepts->rules, &concepts->rule_room, rules + listed->rule_count, sizeof(*concepts->rules)) ||
	    !concept_grow(&concepts->parts, &concepts->part_room, part + listed->part_count, sizeof(*concepts->parts)))
		return false;
	for (uint32_t i = 0; i < listed->part_count; i++)
		concepts->parts[part + i] = listed->parts[i];
	for (uint32_t i = 0; i < listed->rule_count; i++) {
		struct listed_rule rule = listed->rules[i];
		concepts->rules[rules + i] = (struct concept_rule){ .from = part,
								    .to = part + rule.from_count,
								    .from_count = rule.from_count,
								    .to_count = rule.to_count };
		part += (size_t)rule.from_count + rule.to_count;
	}
	concepts->rule_count += listed->rule_count;
	concepts->part_count = part;
	return true;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool starts_word(char c)
{
	return is_letter(c) || (c & 0x80);
}

/* Whether a word is a name with a number, like hhv8 and il6; but b12 stays whole. */
static bool is_numbered(struct str word)
{
	size_t letters = 0, i;
	while (letters < word.len && is_letter(word.at[letters]))
		letters++;
	for (i = letters; i < word.len && is_digit(word.at[i]);)
		i++;
	return letters > 1 && letters < word.len && i == word.len;
}

/* Writes the parts of a word that folding has left together, separated by spaces: gfr<15 is gfr < 15, mg/24h is mg 24 h, 5α is 5 α. But
 * 2/3 and w/o stay. Returns whether there are any. */
static bool split_word(struct buf *out, struct str word)
{
	bool numbered = is_numbered(word),
	     any = numbered || (word.len > 1 && is_digit(word.at[0]) && (word.at[1] & 0x80));
	buf_clear(out);
	for (size_t i = 0; i < word.len; i++) {
		char c = word.at[i], before = i ? word.at[i - 1] : ' ', after = i + 1 < word.len ? word.at[i + 1] : ' ';
		bool slash = c == '/' && word.len > 3 && !(is_digit(before) && is_digit(after));
		bool sign = c == '<' || c == '>', gone = slash || c == '=' || c == '~';
		any = any || gone || (sign && word.len > 1);
		if (gone || sign || (any && is_digit(before) && starts_word(c)) ||
		    (numbered && is_letter(before) && is_digit(c)))
			buf_char(out, ' ');
		if (!gone)
			buf_char(out, c);
		if (sign)
			buf_char(out, ' ');
	}
	return any && !buf_failed(out);
}

static bool add_split_words(struct concepts *concepts, const struct vocabulary *vocabulary)
{
	struct buf parts;
	bool good = true;
	buf_init(&parts, BUF_CAP);
	for (uint32_t i = 0; good && i < vocabulary->count; i++)
		if (split_word(&parts, vocabulary->words[i]))
			good = concept_rule_add(concepts, vocabulary->words[i], buf_view(&parts));
	good = good && !buf_failed(&parts);
	buf_release(&parts);
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
	uint32_t count = concept_count(concepts);
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
		else if (count <= PHRASE_MAX &&
			 concept_grow(&concepts->parts, &concepts->part_room, concepts->part_count + PHRASE_MAX,
				      sizeof(*concepts->parts))) {
			memcpy(concepts->parts + concepts->part_count, full, count * sizeof(*full));
			rule->to = concepts->part_count;
			rule->to_count = count;
			concepts->part_count += count;
		}
	}
}

bool concept_rules_add(struct concepts *concepts, const struct index *index)
{
	return add_short_forms(concepts, index) && add_listed(concepts) &&
	       add_split_words(concepts, &index->parts[0].vocabulary);
}

bool concept_rules_complete(struct concepts *concepts, const struct vocabulary *vocabulary)
{
	if (!unite(concepts, vocabulary))
		return false;
	file_rules(concepts);
	complete_rules(concepts);
	return true;
}
