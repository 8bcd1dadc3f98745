/* The plain text of parts of lessons. The schema defines which members have text, so that a new kind of part needs
 * nothing here. */
#include "reader/internal.h"
#include "reader/tape.h"

#include <stdlib.h>
#include <string.h>

/* Text is measured first, with out NULL, and then written. */
struct plain_text {
	const struct json_tape *tape;
	const char *blank; /* or NULL */
	unsigned number;   /* of the blanks that it replaces; 0: all */
	char *out;
	size_t len;   /* while measuring, an upper bound */
	size_t most;  /* that len has been: a separator is removed again if its line is empty */
	size_t start; /* of the lines that separator separates */
	size_t line;  /* where the current line begins */
	char separator;
};

static void grow(struct plain_text *plain, size_t size)
{
	plain->len += size;
	plain->most = plain->len > plain->most ? plain->len : plain->most;
}

static void put(struct plain_text *plain, const char *bytes, size_t size)
{
	if (plain->out)
		memcpy(plain->out + plain->len, bytes, size);
	grow(plain, size);
}

/* Escapes are never shorter than their values. */
static void put_string(struct plain_text *plain, const struct json_token *token)
{
	struct json_string string = tape_text(plain->tape, token);
	if (!plain->out)
		grow(plain, string.len);
	else if (string_copy(string, plain->out + plain->len, string.len + 1))
		grow(plain, strlen(plain->out + plain->len));
}

static const struct json_token *after(const struct plain_text *plain, const struct json_token *token)
{
	return plain->tape->tokens + token->next;
}

static struct json_string type_of(const struct plain_text *plain, const struct json_token *object)
{
	if (object->kind != '{')
		return (struct json_string){ "", 0 };
	for (const struct json_token *t = object + 1; t < after(plain, object); t = after(plain, t))
		if (t->kind == '"' && string_is(tape_name(plain->tape, t), "type"))
			return tape_text(plain->tape, t);
	return (struct json_string){ "", 0 };
}

static bool is_inline(const struct plain_text *plain, const struct json_token *token)
{
	struct json_string type = type_of(plain, token);
	const char *const *one = schema_inlines;
	while (type.len > 0 && *one && !string_is(type, *one))
		one++;
	return type.len > 0 && *one;
}

static bool is_text(const struct plain_text *plain, const struct json_token *array)
{
	if (array->kind != '[')
		return false;
	for (const struct json_token *t = array + 1; t < after(plain, array); t = after(plain, t))
		if (t->kind != '"' && !is_inline(plain, t))
			return false;
	return true;
}

/* Whether a member has text. */
static bool is_saying(const struct json_token *member)
{
	if (member->known == SCHEMA_NONE)
		return false;
	if (member->kind == '"')
		return schema_says[member->known] & SCHEMA_SPOKEN;
	return (member->kind == '{' || member->kind == '[') && (schema_says[member->known] & SCHEMA_TEXT);
}

/* Whether it is a blank whose answer is to be replaced. */
static bool is_hidden(const struct plain_text *plain, const struct json_token *object)
{
	if (!plain->blank || !string_is(type_of(plain, object), "blank"))
		return false;
	for (const struct json_token *t = object + 1; plain->number && t < after(plain, object); t = after(plain, t))
		if (t->kind == '0' && string_is(tape_name(plain->tape, t), "n"))
			return tape_number(plain->tape, t) == plain->number;
	return plain->number == 0;
}

static void put_inline(struct plain_text *plain, const struct json_token *token)
{
	if (token->kind == '"') {
		put_string(plain, token);
	} else if (token->kind == '{' && is_hidden(plain, token)) {
		put(plain, plain->blank, strlen(plain->blank));
	} else if (token->kind == '{' && string_is(type_of(plain, token), "cite")) {
		/* The space before a citation goes with it. */
		while (plain->out && plain->len > plain->line && plain->out[plain->len - 1] == ' ')
			plain->len--;
	} else if (token->kind == '{' || token->kind == '[') {
		for (const struct json_token *t = token + 1; t < after(plain, token); t = after(plain, t))
			if (token->kind == '[' || is_saying(t))
				put_inline(plain, t);
	}
}

static void put_lines(struct plain_text *plain, const struct json_token *token);

/* A row of cells: their lines are separated by spaces. */
static void put_row(struct plain_text *plain, const struct json_token *row)
{
	const size_t start = plain->start;
	const char separator = plain->separator;
	plain->separator = ' ';
	for (const struct json_token *cell = row + 1; cell < after(plain, row); cell = after(plain, cell)) {
		if (cell > row + 1)
			put(plain, "\t", 1);
		plain->start = plain->len;
		put_lines(plain, cell);
	}
	plain->start = start;
	plain->separator = separator;
}

/* A line, unless it is empty. */
static void put_line(struct plain_text *plain, const struct json_token *token,
		     void (*put_content)(struct plain_text *, const struct json_token *))
{
	const size_t before = plain->len;
	if (before > plain->start)
		put(plain, &plain->separator, 1);
	const size_t begin = plain->line = plain->len;
	put_content(plain, token);
	if (plain->len == begin)
		plain->len = before;
}

/* The depth is bounded, because the JSON has been checked. */
static void put_lines(struct plain_text *plain, const struct json_token *token)
{
	if (token->kind == '"' || is_text(plain, token) || is_inline(plain, token)) {
		put_line(plain, token, put_inline);
		return;
	}
	if (token->kind != '{' && token->kind != '[')
		return;
	for (const struct json_token *t = token + 1; t < after(plain, token); t = after(plain, t)) {
		if (token->kind == '[' && t->kind == '[' && !is_text(plain, t))
			put_line(plain, t, put_row);
		else if (token->kind == '[' || is_saying(t))
			put_lines(plain, t);
	}
}

static bool measure_and_write(const struct json_tape *tape, const char *blank, unsigned number,
			      struct satchel_bytes *text)
{
	const struct plain_text start = { .tape = tape, .blank = blank, .number = number, .separator = '\n' };
	struct plain_text plain = start;
	if (tape)
		put_lines(&plain, tape->tokens);
	char *out = malloc(plain.most + 1);
	if (!out)
		return false;
	plain = start;
	plain.out = out;
	if (tape)
		put_lines(&plain, tape->tokens);
	out[plain.len] = '\0';
	*text = (struct satchel_bytes){ out, plain.len };
	return true;
}

static enum json_fault write_text(const char *json, size_t size, const char *blank, unsigned number,
				  struct satchel_bytes *text)
{
	struct json_tape tape;
	const char kind = walk_kind(&(struct json_walk){ json });
	/* Numbers and words have no text, and json may end after them, without a zero. */
	if (kind != '{' && kind != '[' && kind != '"')
		return measure_and_write(NULL, blank, number, text) ? JSON_GOOD : JSON_OUT_OF_MEMORY;
	if (!tape_make(&tape, json, size))
		return JSON_OUT_OF_MEMORY;
	const bool good = measure_and_write(&tape, blank, number, text);
	tape_free(&tape);
	return good ? JSON_GOOD : JSON_OUT_OF_MEMORY;
}

enum satchel_status satchel_plain_text(const char *json, size_t size, const char *blank, unsigned number,
				       struct satchel_bytes *text, struct satchel_error *error)
{
	struct problems problems = { .count = 0 };
	size_t offset = 0;
	*text = (struct satchel_bytes){ NULL, 0 };
	enum json_fault fault = size > SATCHEL_LESSON_MAX ? JSON_INVALID : json_check(json, size, &offset);
	/* Texts are arrays and strings. */
	if (fault == JSON_NO_OBJECT)
		fault = JSON_GOOD;
	if (fault == JSON_GOOD)
		fault = write_text(json, size, blank, number, text);
	if (fault == JSON_OUT_OF_MEMORY)
		add_no_memory(&problems);
	else if (fault != JSON_GOOD)
		add_problem(&problems, SATCHEL_DAMAGED, "", "this is not the JSON of a part of a lesson, at byte %zu",
			    offset);
	return problems_first(&problems, error);
}
