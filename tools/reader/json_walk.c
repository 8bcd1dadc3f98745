#include "reader/json.h"

#include <string.h>

static unsigned hex4(const char *at)
{
	unsigned unit = 0;
	for (int i = 0; i < 4; i++) {
		unsigned char c = (unsigned char)at[i];
		unit = unit << 4 | (c <= '9' ? c - (unsigned)'0' : (c | 0x20u) - 'a' + 10u);
	}
	return unit;
}

static size_t encode(uint32_t code, char *to)
{
	if (code < 0x80) {
		to[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		to[0] = (char)(0xc0 | code >> 6);
		to[1] = (char)(0x80 | (code & 0x3f));
		return 2;
	}
	if (code < 0x10000) {
		to[0] = (char)(0xe0 | code >> 12);
		to[1] = (char)(0x80 | (code >> 6 & 0x3f));
		to[2] = (char)(0x80 | (code & 0x3f));
		return 3;
	}
	to[0] = (char)(0xf0 | code >> 18);
	to[1] = (char)(0x80 | (code >> 12 & 0x3f));
	to[2] = (char)(0x80 | (code >> 6 & 0x3f));
	to[3] = (char)(0x80 | (code & 0x3f));
	return 4;
}

/* Decodes one byte or escape, which is never shorter than its result; returns the length of the result. */
static size_t decode(const char **from, char *to)
{
	static const char letters[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
	const char *at = *from;
	if (*at != '\\') {
		*to = *at;
		*from = at + 1;
		return 1;
	}
	if (at[1] != 'u') {
		*to = meant[strchr(letters, at[1]) - letters];
		*from = at + 2;
		return 1;
	}
	uint32_t code = hex4(at + 2);
	*from = at + 6;
	if (code >= 0xd800 && code <= 0xdbff) {
		code = 0x10000 + ((code - 0xd800) << 10) + (hex4(at + 8) - 0xdc00);
		*from = at + 12;
	}
	return encode(code, to);
}

/* Iterates over the decoded bytes of a string. */
struct byte_iterator {
	const char *at, *end;
	char bytes[4];
	size_t count, next;
};

static int next_byte(struct byte_iterator *r)
{
	if (r->next == r->count) {
		if (r->at == r->end)
			return -1;
		r->count = decode(&r->at, r->bytes);
		r->next = 0;
	}
	return (unsigned char)r->bytes[r->next++];
}

static bool has_escapes(struct json_string string)
{
	return memchr(string.at, '\\', string.len) != NULL;
}

int string_compare(struct json_string a, struct json_string b)
{
	if (!has_escapes(a) && !has_escapes(b)) {
		int order = memcmp(a.at, b.at, a.len < b.len ? a.len : b.len);
		return order ? order : (a.len > b.len) - (a.len < b.len);
	}
	struct byte_iterator one = { .at = a.at, .end = a.at + a.len }, other = { .at = b.at, .end = b.at + b.len };
	for (;;) {
		int left = next_byte(&one), right = next_byte(&other);
		if (left != right || left < 0)
			return left - right;
	}
}

bool string_is(struct json_string string, const char *text)
{
	struct byte_iterator reading = { .at = string.at, .end = string.at + string.len };
	if (string.len > 0 && *string.at != *text && *string.at != '\\')
		return false;
	if (!has_escapes(string))
		return strlen(text) == string.len && memcmp(string.at, text, string.len) == 0;
	for (;; text++) {
		int byte = next_byte(&reading);
		if (byte < 0 || byte != (unsigned char)*text)
			return byte < 0 && *text == '\0';
	}
}

bool string_copy(struct json_string string, char *to, size_t room)
{
	const char *from = string.at, *end = from + string.len;
	size_t len = 0;
	if (!has_escapes(string)) {
		if (string.len >= room)
			return false;
		memcpy(to, string.at, string.len);
		to[string.len] = '\0';
		return true;
	}
	while (from < end) {
		char bytes[4];
		size_t count = decode(&from, bytes);
		if (len + count >= room)
			return false;
		memcpy(to + len, bytes, count);
		len += count;
	}
	to[len] = '\0';
	return true;
}

const char *string_in_place(struct json_string string)
{
	char *to = (char *)string.at;
	const char *from = string.at, *end = from + string.len;
	while (from < end) {
		char bytes[4];
		size_t count = decode(&from, bytes);
		memcpy(to, bytes, count);
		to += count;
	}
	*to = '\0';
	return string.at;
}

/* Skips white space, and the comma or colon between values. */
static void step(struct json_walk *json)
{
	while (*json->at == ' ' || *json->at == ',' || *json->at == ':' || *json->at == '\n' || *json->at == '\r' ||
	       *json->at == '\t')
		json->at++;
}

char walk_kind(struct json_walk *json)
{
	step(json);
	return *json->at;
}

static bool enter(struct json_walk *json, char opener)
{
	step(json);
	if (*json->at != opener) {
		walk_skip(json);
		return false;
	}
	json->at++;
	return true;
}

bool walk_object(struct json_walk *json)
{
	return enter(json, '{');
}

bool walk_array(struct json_walk *json)
{
	return enter(json, '[');
}

/* Whether an odd number of backslashes precede at. */
static bool is_escaped(const char *start, const char *at)
{
	const char *first = at;
	while (first > start && first[-1] == '\\')
		first--;
	return (at - first) % 2 != 0;
}

/* Moves from the opening quote past the closing one. */
static struct json_string take_string(struct json_walk *json)
{
	/* Most strings are so short that a call would dominate. */
	enum { SHORT = 16 };
	const char *start = ++json->at, *end = start;
	for (;; end++) {
		const char *far = end + SHORT;
		while (end < far && *end != '"')
			end++;
		end = end < far ? end : strchr(end, '"');
		if (!is_escaped(start, end))
			break;
	}
	json->at = end + 1;
	return (struct json_string){ start, (size_t)(end - start) };
}

static bool at_end(struct json_walk *json)
{
	step(json);
	if (*json->at != ']' && *json->at != '}')
		return false;
	json->at++;
	return true;
}

bool walk_member(struct json_walk *json, struct json_string *name)
{
	if (at_end(json))
		return false;
	*name = take_string(json);
	return true;
}

bool walk_element(struct json_walk *json)
{
	return !at_end(json);
}

bool walk_to(struct json_walk *json, const char *member)
{
	struct json_string name;
	if (!walk_object(json))
		return false;
	for (; walk_member(json, &name); walk_skip(json))
		if (string_is(name, member))
			return true;
	return false;
}

bool walk_text(struct json_walk *json, struct json_string *string)
{
	step(json);
	if (*json->at != '"') {
		walk_skip(json);
		return false;
	}
	*string = take_string(json);
	return true;
}

bool walk_number(struct json_walk *json, uint64_t *number)
{
	step(json);
	if (*json->at < '0' || *json->at > '9') {
		walk_skip(json);
		return false;
	}
	for (*number = 0; *json->at >= '0' && *json->at <= '9'; json->at++)
		*number = *number * 10 + (uint64_t)(*json->at - '0');
	return true;
}

void walk_skip(struct json_walk *json)
{
	size_t depth = 0;
	step(json);
	do {
		switch (*json->at) {
		case '"': take_string(json); break;
		case '{':
		case '[':
			depth++;
			json->at++;
			break;
		case '}':
		case ']':
			depth--;
			json->at++;
			break;
		default: json->at += strcspn(json->at, ",]} \n\r\t"); break;
		}
		if (depth > 0)
			step(json);
	} while (depth > 0);
}
