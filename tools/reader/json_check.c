#include "reader/json.h"

#include "reader/satchel.h"

#include <stdlib.h>
#include <string.h>

enum { FEW_KEYS = 64, COMPARE_AT_ONCE = 12 };

/* The names of the members of all open objects, those of the innermost one last. */
struct keys {
	struct json_string few[FEW_KEYS];
	struct json_string *at;
	size_t count, room;
};

struct json_checker {
	const char *at, *end;
	struct keys keys;
	unsigned depth;
	char closers[SATCHEL_NESTING_MAX];
	size_t first_keys[SATCHEL_NESTING_MAX]; /* where the keys of the object at each depth begin */
	bool any_number;
	enum json_fault fault;
};

static bool refuse(struct json_checker *c, enum json_fault fault)
{
	c->fault = fault;
	return false;
}

static void skip_space(struct json_checker *c)
{
	while (c->at < c->end && (*c->at == ' ' || *c->at == '\n' || *c->at == '\r' || *c->at == '\t'))
		c->at++;
}

static bool take(struct json_checker *c, char wanted)
{
	if (c->at == c->end || *c->at != wanted)
		return refuse(c, JSON_INVALID);
	c->at++;
	return true;
}

static bool is_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* The four digits after \u; -1 if they are missing. */
static long code_unit(const struct json_checker *c)
{
	char digits[5] = { 0 };
	if (c->end - c->at < 4)
		return -1;
	for (int i = 0; i < 4; i++) {
		digits[i] = c->at[i];
		if (!is_hex(digits[i]))
			return -1;
	}
	return strtol(digits, NULL, 16);
}

static bool check_escape(struct json_checker *c)
{
	if (c->at == c->end || !*c->at || !strchr("\"\\/bfnrtu", *c->at))
		return refuse(c, JSON_INVALID);
	if (*c->at++ != 'u')
		return true;
	long unit = code_unit(c);
	if (unit <= 0 || (unit >= 0xdc00 && unit <= 0xdfff))
		return refuse(c, JSON_INVALID);
	c->at += 4;
	if (unit < 0xd800 || unit > 0xdfff)
		return true;
	if (!take(c, '\\') || !take(c, 'u'))
		return false;
	unit = code_unit(c);
	if (unit < 0xdc00 || unit > 0xdfff)
		return refuse(c, JSON_INVALID);
	c->at += 4;
	return true;
}

/* Checks a character of two to four bytes: no overlong form, no surrogate, nothing above U+10FFFF. */
static bool check_utf8(struct json_checker *c)
{
	unsigned char lead = (unsigned char)*c->at;
	unsigned more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
	if (lead < 0xc2 || lead > 0xf4 || (size_t)(c->end - c->at) <= more)
		return refuse(c, JSON_INVALID);
	unsigned char low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
	unsigned char high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
	for (unsigned i = 1; i <= more; i++) {
		unsigned char byte = (unsigned char)c->at[i];
		if (byte < low || byte > high)
			return refuse(c, JSON_INVALID);
		low = 0x80;
		high = 0xbf;
	}
	c->at += more + 1;
	return true;
}

static bool check_string(struct json_checker *c, struct json_string *string)
{
	if (!take(c, '"'))
		return false;
	string->at = c->at;
	while (c->at < c->end) {
		unsigned char byte = (unsigned char)*c->at;
		if (byte == '"') {
			string->len = (size_t)(c->at - string->at);
			c->at++;
			return true;
		}
		if (byte < 0x20)
			break;
		if (byte >= 0x80) {
			if (!check_utf8(c))
				return false;
			continue;
		}
		c->at++;
		if (byte == '\\' && !check_escape(c))
			return false;
	}
	return refuse(c, JSON_INVALID);
}

static bool skip_digits(struct json_checker *c)
{
	const char *start = c->at;
	while (c->at < c->end && *c->at >= '0' && *c->at <= '9')
		c->at++;
	return c->at > start || refuse(c, JSON_INVALID);
}

/* A number as in RFC 8259, section 6. */
static bool check_any_number(struct json_checker *c)
{
	if (c->at < c->end && *c->at == '-')
		c->at++;
	if (c->at < c->end && *c->at == '0')
		c->at++;
	else if (!skip_digits(c))
		return false;
	if (c->at < c->end && *c->at == '.') {
		c->at++;
		if (!skip_digits(c))
			return false;
	}
	if (c->at == c->end || (*c->at != 'e' && *c->at != 'E'))
		return true;
	c->at++;
	if (c->at < c->end && (*c->at == '+' || *c->at == '-'))
		c->at++;
	return skip_digits(c);
}

/* An integer from 0 to 2^53 - 1; a fraction or exponent is then an error at the next character. */
static bool check_number(struct json_checker *c)
{
	uint64_t number = 0;
	const char *start = c->at;
	for (; c->at < c->end && *c->at >= '0' && *c->at <= '9'; c->at++) {
		number = number * 10 + (uint64_t)(*c->at - '0');
		if (number >= UINT64_C(1) << 53)
			return refuse(c, JSON_INVALID);
	}
	return (c->at > start && (*start != '0' || c->at == start + 1)) || refuse(c, JSON_INVALID);
}

static bool check_word(struct json_checker *c, const char *word)
{
	size_t len = strlen(word);
	if ((size_t)(c->end - c->at) < len || memcmp(c->at, word, len) != 0)
		return refuse(c, JSON_INVALID);
	c->at += len;
	return true;
}

static bool keep_key(struct json_checker *c, struct json_string key)
{
	struct keys *keys = &c->keys;
	if (keys->count == keys->room) {
		size_t room = keys->room * 2;
		struct json_string *more =
			keys->at == keys->few ? malloc(room * sizeof(*more)) : realloc(keys->at, room * sizeof(*more));
		if (!more)
			return refuse(c, JSON_OUT_OF_MEMORY);
		if (keys->at == keys->few)
			memcpy(more, keys->few, sizeof(keys->few));
		keys->at = more;
		keys->room = room;
	}
	size_t first = c->first_keys[c->depth - 1];
	/* Keys of large objects are sorted when the object ends. */
	for (size_t i = first; keys->count - first < COMPARE_AT_ONCE && i < keys->count; i++)
		if (string_compare(keys->at[i], key) == 0)
			return refuse(c, JSON_TWICE);
	keys->at[keys->count++] = key;
	return true;
}

static int by_characters(const void *a, const void *b)
{
	return string_compare(*(const struct json_string *)a, *(const struct json_string *)b);
}

static bool close_keys(struct json_checker *c)
{
	size_t first = c->first_keys[c->depth - 1], count = c->keys.count - first;
	struct json_string *keys = c->keys.at + first;
	c->keys.count = first;
	if (count <= COMPARE_AT_ONCE)
		return true;
	qsort(keys, count, sizeof(*keys), by_characters);
	for (size_t i = 1; i < count; i++)
		if (string_compare(keys[i - 1], keys[i]) == 0)
			return refuse(c, JSON_TWICE);
	return true;
}

static bool check_key(struct json_checker *c)
{
	struct json_string key;
	skip_space(c);
	if (!check_string(c, &key) || !keep_key(c, key))
		return false;
	skip_space(c);
	return take(c, ':');
}

/* Enters an array or object, or skips it if it is empty; if *inside, a value must follow. */
static bool open_nested(struct json_checker *c, bool *inside)
{
	char closer = *c->at == '{' ? '}' : ']';
	if (c->depth == SATCHEL_NESTING_MAX)
		return refuse(c, JSON_DEEP);
	c->at++;
	skip_space(c);
	*inside = c->at == c->end || *c->at != closer;
	if (!*inside) {
		c->at++;
		return true;
	}
	c->closers[c->depth] = closer;
	c->first_keys[c->depth] = c->keys.count;
	c->depth++;
	return closer == ']' || check_key(c);
}

/* Checks a value, or the start of a non-empty array or object. */
static bool check_value(struct json_checker *c, bool *inside)
{
	struct json_string string;
	skip_space(c);
	*inside = false;
	if (c->at == c->end)
		return refuse(c, JSON_INVALID);
	switch (*c->at) {
	case '{':
	case '[': return open_nested(c, inside);
	case '"': return check_string(c, &string);
	case 't': return check_word(c, "true");
	case 'f': return check_word(c, "false");
	case 'n': return check_word(c, "null");
	default: return c->any_number ? check_any_number(c) : check_number(c);
	}
}

/* Checks what follows a value: ends of arrays and objects, and a comma if there is another value. */
static bool check_after(struct json_checker *c)
{
	while (c->depth > 0) {
		char closer = c->closers[c->depth - 1];
		skip_space(c);
		if (c->at < c->end && *c->at == ',') {
			c->at++;
			return closer == ']' || check_key(c);
		}
		if (!take(c, closer) || (closer == '}' && !close_keys(c)))
			return false;
		c->depth--;
	}
	return true;
}

static enum json_fault check(const char *bytes, size_t size, bool any_number, size_t *offset)
{
	struct json_checker c = { .at = bytes, .end = bytes + size, .any_number = any_number };
	bool inside, good;
	c.keys.at = c.keys.few;
	c.keys.room = FEW_KEYS;
	skip_space(&c);
	bool object = c.at < c.end && *c.at == '{';
	do {
		good = check_value(&c, &inside) && (inside || check_after(&c));
	} while (good && c.depth > 0);
	skip_space(&c);
	if (good && c.at < c.end)
		refuse(&c, JSON_INVALID);
	else if (good && !object)
		refuse(&c, JSON_NO_OBJECT);
	if (c.keys.at != c.keys.few)
		free(c.keys.at);
	*offset = (size_t)(c.at - bytes);
	return c.fault;
}

enum json_fault json_check(const char *bytes, size_t size, size_t *offset)
{
	return check(bytes, size, false, offset);
}

enum json_fault json_check_foreign(const char *bytes, size_t size, size_t *offset)
{
	return check(bytes, size, true, offset);
}
