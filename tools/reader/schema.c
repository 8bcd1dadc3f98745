#include "reader/schema.h"

#include "reader/forms.h"
#include "reader/schema_words.h"

#include <stdlib.h>
#include <string.h>

enum { PROBLEMS_MAX = 50 }; /* per document; beyond that, only decide whether it is valid */

struct checking {
	const struct json_tape *tape;
	schema_visitor *visit;
	void *context;
	struct problems *problems;
	const char *name;
	unsigned quiet; /* within a condition: report nothing */
	size_t said;
	bool no_memory;
};

static bool matches(struct checking *c, const struct schema_path *path, uint16_t node);

static bool wrong(struct checking *c, const struct schema_path *path, const struct schema_step *step)
{
	if (!c->quiet && c->said++ < PROBLEMS_MAX) {
		char words[SCHEMA_WORDS];
		schema_words(words, c->tape, path, step);
		add_problem(c->problems, SATCHEL_DAMAGED, c->name, "%s", words);
	}
	return false;
}

static bool matches_quietly(struct checking *c, const struct schema_path *path, uint16_t node)
{
	c->quiet++;
	bool good = matches(c, path, node);
	c->quiet--;
	return good;
}

static bool is_kind(char kind, uint64_t kinds)
{
	switch (kind) {
	case '{': return kinds & SCHEMA_OBJECT;
	case '[': return kinds & SCHEMA_ARRAY;
	case '"': return kinds & SCHEMA_STRING;
	case '0': return kinds & SCHEMA_INTEGER;
	case 't':
	case 'f': return kinds & SCHEMA_BOOLEAN;
	default: return false;
	}
}

static bool is_literal(const struct json_tape *tape, const struct json_token *token, const struct schema_step *step)
{
	for (uint64_t i = 0; i < step->number; i++) {
		const struct schema_literal *literal = &schema_literals[step->node + i];
		if (literal->kind != token->kind)
			continue;
		if (token->kind == '"' ? string_is(tape_text(tape, token), literal->text)
				       : token->kind != '0' || tape_number(tape, token) == literal->number)
			return true;
	}
	return false;
}

/* The member with that name, or NULL. */
static const struct json_token *find(const struct json_tape *tape, const struct json_token *object, uint16_t name)
{
	const struct json_token *end = tape->tokens + object->next;
	for (const struct json_token *t = object + 1; t < end; t = tape->tokens + t->next)
		if (t->known == name)
			return t;
	return NULL;
}

static bool check_object(struct checking *c, const struct schema_path *path, const struct schema_step *step)
{
	const struct json_tape *tape = c->tape;
	const struct json_token *member, *end = tape->tokens + path->token->next;
	bool good = true;
	switch (step->keyword) {
	case SCHEMA_REQUIRED: return find(tape, path->token, step->name) || wrong(c, path, step);
	case SCHEMA_PROPERTY:
		member = find(tape, path->token, step->name);
		return !member || matches(c, &(struct schema_path){ path, member, 0 }, step->node);
	case SCHEMA_DEPENDENT: return !find(tape, path->token, step->name) || matches(c, path, step->node);
	default: break;
	}
	for (member = path->token + 1; member < end; member = tape->tokens + member->next) {
		struct json_token name = { .at = member->name, .next = 0, .kind = '"' };
		struct schema_path below = { path, step->keyword == SCHEMA_PROPERTY_NAMES ? &name : member, 0 };
		good = matches(c, &below, step->node) && good;
	}
	return good;
}

static int by_text(const void *a, const void *b)
{
	return string_compare(*(const struct json_string *)a, *(const struct json_string *)b);
}

/* Whether all strings in the array are different. */
static bool is_unique(struct checking *c, const struct json_token *array)
{
	const struct json_token *end = c->tape->tokens + array->next;
	size_t count = 0;
	struct json_string *strings = malloc(((size_t)(end - array)) * sizeof(*strings));
	if (!strings) {
		c->no_memory = true;
		return false;
	}
	for (const struct json_token *t = array + 1; t < end; t = c->tape->tokens + t->next)
		if (t->kind == '"')
			strings[count++] = tape_text(c->tape, t);
	if (count > 1)
		qsort(strings, count, sizeof(*strings), by_text);
	bool unique = true;
	for (size_t i = 1; i < count; i++)
		unique = unique && string_compare(strings[i - 1], strings[i]) != 0;
	free(strings);
	return unique;
}

static bool check_array(struct checking *c, const struct schema_path *path, const struct schema_step *step)
{
	const struct json_token *end = c->tape->tokens + path->token->next;
	size_t count = 0, fitting = 0;
	bool good = true;
	if (step->keyword == SCHEMA_UNIQUE_ITEMS)
		return is_unique(c, path->token) || wrong(c, path, step);
	for (const struct json_token *t = path->token + 1; t < end; t = c->tape->tokens + t->next, count++) {
		struct schema_path below = { path, t, count };
		if (step->keyword == SCHEMA_ITEMS || (step->keyword == SCHEMA_PREFIX_ITEM && step->number == count))
			good = matches(c, &below, step->node) && good;
		else if (step->keyword == SCHEMA_CONTAINS)
			fitting += matches_quietly(c, &below, step->node);
	}
	if ((step->keyword == SCHEMA_MIN_ITEMS && count < step->number) ||
	    (step->keyword == SCHEMA_MAX_ITEMS && count > step->number) ||
	    (step->keyword == SCHEMA_CONTAINS && (fitting == 0 || fitting > step->number)))
		return wrong(c, path, step);
	return good;
}

static size_t characters(const char *text, size_t len)
{
	size_t count = 0;
	for (size_t i = 0; i < len; i++)
		count += ((unsigned char)text[i] & 0xc0u) != 0x80;
	return count;
}

static bool check_text(const struct schema_step *step, const char *text, size_t len)
{
	switch (step->keyword) {
	case SCHEMA_MIN_LENGTH: return characters(text, len) >= step->number;
	case SCHEMA_MAX_LENGTH: return characters(text, len) <= step->number;
	default: return form_fits((enum form)step->number, text, len);
	}
}

static bool check_string(struct checking *c, const struct schema_path *path, const struct schema_step *step)
{
	struct json_string string = tape_text(c->tape, path->token);
	bool good;
	if (!memchr(string.at, '\\', string.len)) {
		good = check_text(step, string.at, string.len);
	} else {
		char *text = malloc(string.len + 1);
		if (!text) {
			c->no_memory = true;
			return false;
		}
		good = string_copy(string, text, string.len + 1) && check_text(step, text, strlen(text));
		free(text);
	}
	return good || wrong(c, path, step);
}

static bool check_any(struct checking *c, const struct schema_path *path, const struct schema_step *step)
{
	const uint16_t *list = schema_lists + step->node;
	uint64_t fitting = 0;
	switch (step->keyword) {
	case SCHEMA_TYPE: return is_kind(path->token->kind, step->number) || wrong(c, path, step);
	case SCHEMA_LITERAL: return is_literal(c->tape, path->token, step) || wrong(c, path, step);
	case SCHEMA_NOT: return !matches_quietly(c, path, step->node) || wrong(c, path, step);
	case SCHEMA_REF:
		if (!matches(c, path, step->node))
			return false;
		if (step->name != MARK_NONE && c->visit && !c->quiet && path->token->kind == '"')
			c->visit(c->context, (enum schema_mark)step->name, tape_text(c->tape, path->token));
		return true;
	case SCHEMA_ALL_OF: {
		bool good = true;
		for (uint64_t i = 0; i < step->number; i++)
			good = matches(c, path, list[i]) && good;
		return good;
	}
	case SCHEMA_IF: {
		uint16_t next = matches_quietly(c, path, list[0]) ? list[1] : list[2];
		return next == SCHEMA_NONE || matches(c, path, next);
	}
	default: break;
	}
	for (uint64_t i = 0; i < step->number; i++)
		fitting += matches_quietly(c, path, list[i]);
	return (fitting > 0 && (fitting == 1 || step->keyword == SCHEMA_ANY_OF)) || wrong(c, path, step);
}

/* A keyword does not apply to values of other types. */
static bool check_step(struct checking *c, const struct schema_path *path, const struct schema_step *step)
{
	char kind = path->token->kind;
	if (step->keyword < SCHEMA_REQUIRED)
		return check_any(c, path, step);
	if (step->keyword < SCHEMA_ITEMS)
		return kind != '{' || check_object(c, path, step);
	if (step->keyword < SCHEMA_MIN_LENGTH)
		return kind != '[' || check_array(c, path, step);
	if (step->keyword < SCHEMA_MINIMUM)
		return kind != '"' || check_string(c, path, step);
	if (kind != '0')
		return true;
	uint64_t number = tape_number(c->tape, path->token);
	return (step->keyword == SCHEMA_MINIMUM ? number >= step->number : number <= step->number) ||
	       wrong(c, path, step);
}

static bool matches(struct checking *c, const struct schema_path *path, uint16_t node)
{
	const struct schema_step *step = schema_steps + schema_nodes[node].first,
				 *end = step + schema_nodes[node].count;
	bool good = true;
	for (; step < end && (good || !c->quiet); step++) {
		/* After a type error, other requirements don't help. */
		if (!check_step(c, path, step)) {
			good = false;
			if (step->keyword == SCHEMA_TYPE)
				break;
		}
	}
	return good;
}

bool schema_matches(enum schema_document document, const struct satchel_bytes *json, const char *name,
		    schema_visitor *visit, void *context, struct problems *problems)
{
	struct json_tape tape;
	if (!tape_make(&tape, json->at, json->size))
		return add_no_memory(problems);
	struct checking c = { .tape = &tape, .visit = visit, .context = context, .problems = problems, .name = name };
	bool good = matches(&c, &(struct schema_path){ NULL, tape.tokens, 0 }, schema_roots[document]);
	tape_free(&tape);
	return c.no_memory ? add_no_memory(problems) : good;
}
