#include "reader/tape.h"

#include <stdlib.h>
#include <string.h>

/* An upper bound of the number of values. */
static size_t most_tokens(const char *json, size_t size)
{
	size_t count = 1;
	for (size_t i = 0; i < size; i++)
		count += json[i] == ',' || json[i] == '[' || json[i] == '{';
	return count;
}

static uint16_t find_name(struct json_string name)
{
	size_t low = 0, high = schema_name_count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		const char *known = schema_names[middle];
		int order = string_compare(name, (struct json_string){ known, strlen(known) });
		if (order == 0)
			return (uint16_t)middle;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return SCHEMA_NONE;
}

/* The string after the quote at at. */
static struct json_string string_at(const char *at)
{
	struct json_walk walk = { at - 1 };
	struct json_string string = { at, 0 };
	(void)!walk_text(&walk, &string);
	return string;
}

static void add_token(struct json_tape *tape, const char *at, char kind, const struct json_string *name)
{
	tape->tokens[tape->count] = (struct json_token){ .at = (uint32_t)(at - tape->json),
							 .next = (uint32_t)tape->count + 1,
							 .name = name ? (uint32_t)(name->at - tape->json) : 0,
							 .known = name ? find_name(*name) : SCHEMA_NONE,
							 .kind = kind };
	tape->count++;
}

/* Adds the value at the cursor json, and everything in it. The depth is bounded, because the JSON has been checked. */
static void add_value(struct json_tape *tape, struct json_walk *json, const struct json_string *name)
{
	struct json_string string;
	size_t here = tape->count;
	char kind = walk_kind(json);
	add_token(tape, kind == '"' ? json->at + 1 : json->at, kind >= '0' && kind <= '9' ? '0' : kind, name);
	if (kind == '{') {
		walk_object(json);
		while (walk_member(json, &string))
			add_value(tape, json, &string);
	} else if (kind == '[') {
		walk_array(json);
		while (walk_element(json))
			add_value(tape, json, NULL);
	} else {
		walk_skip(json);
	}
	tape->tokens[here].next = (uint32_t)tape->count;
}

bool tape_make(struct json_tape *tape, const char *json, size_t size)
{
	struct json_walk walk = { json };
	*tape = (struct json_tape){ .json = json,
				    .tokens = malloc(most_tokens(json, size) * sizeof(struct json_token)) };
	if (!tape->tokens)
		return false;
	add_value(tape, &walk, NULL);
	return true;
}

void tape_free(struct json_tape *tape)
{
	free(tape->tokens);
	*tape = (struct json_tape){ .json = NULL };
}

struct json_string tape_text(const struct json_tape *tape, const struct json_token *token)
{
	return string_at(tape->json + token->at);
}

struct json_string tape_name(const struct json_tape *tape, const struct json_token *token)
{
	return string_at(tape->json + token->name);
}

uint64_t tape_number(const struct json_tape *tape, const struct json_token *token)
{
	struct json_walk walk = { tape->json + token->at };
	uint64_t number = 0;
	(void)!walk_number(&walk, &number);
	return number;
}
