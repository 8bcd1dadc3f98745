#include "base/json.h"

#include "base/utf8.h"

void json_init(struct json *json, struct buf *out)
{
	*json = (struct json){ out, false };
}

static void separate(struct json *json)
{
	if (json->need_comma)
		buf_char(json->out, ',');
	json->need_comma = true;
}

static void open_with(struct json *json, char bracket)
{
	separate(json);
	buf_char(json->out, bracket);
	json->need_comma = false;
}

static void close_with(struct json *json, char bracket)
{
	buf_char(json->out, bracket);
	json->need_comma = true;
}

void json_open_object(struct json *json)
{
	open_with(json, '{');
}

void json_close_object(struct json *json)
{
	close_with(json, '}');
}

void json_open_array(struct json *json)
{
	open_with(json, '[');
}

void json_close_array(struct json *json)
{
	close_with(json, ']');
}

void json_open_string(struct json *json)
{
	separate(json);
	buf_char(json->out, '"');
}

void json_close_string(struct json *json)
{
	buf_char(json->out, '"');
}

static bool is_plain(unsigned char c)
{
	return c >= 0x20 && c < 0x80 && c != '"' && c != '\\';
}

/* The offset, from at on, of the first byte that is not plain. */
static size_t skip_plain(struct str s, size_t at)
{
	const uint64_t ones = 0x0101010101010101u;
	uint64_t eight;
	for (; at + sizeof(eight) <= s.len; at += sizeof(eight)) {
		memcpy(&eight, s.at + at, sizeof(eight));
		uint64_t quotes = eight ^ ones * '"', slashes = eight ^ ones * '\\';
		if ((eight | (eight - ones * 0x20) | (quotes - ones) | (slashes - ones)) & ones * 0x80)
			break;
	}
	while (at < s.len && is_plain((unsigned char)s.at[at]))
		at++;
	return at;
}

void json_string_add(struct json *json, struct str s)
{
	struct buf *out = json->out;
	size_t from = 0;
	for (size_t at = 0; (at = skip_plain(s, at)) < s.len;) {
		unsigned char c = (unsigned char)s.at[at];
		size_t next = at;
		uint32_t code = utf8_next(s, &next);
		bool invalid = code == 0xfffd && next == at + 1;
		if (code >= 0x80 && !invalid) {
			at = next;
			continue;
		}
		buf_add(out, s.at + from, at - from);
		if (invalid)
			buf_text(out, "\xef\xbf\xbd");
		else if (c == '"' || c == '\\')
			buf_format(out, "\\%c", c);
		else if (c == '\n')
			buf_text(out, "\\n");
		else if (c == '\t')
			buf_text(out, "\\t");
		else
			buf_format(out, "\\u%04x", c);
		at = from = next;
	}
	buf_add(out, s.at + from, s.len - from);
}

void json_key(struct json *json, const char *key)
{
	separate(json);
	buf_char(json->out, '"');
	buf_text(json->out, key);
	buf_add(json->out, "\":", 2);
	json->need_comma = false;
}

void json_str(struct json *json, struct str s)
{
	if (!s.at) {
		json_none(json);
		return;
	}
	json_open_string(json);
	json_string_add(json, s);
	json_close_string(json);
}

void json_text(struct json *json, const char *text)
{
	json_str(json, str_from(text));
}

void json_uint(struct json *json, uint64_t number)
{
	separate(json);
	buf_format(json->out, "%llu", (unsigned long long)number);
}

void json_bool(struct json *json, bool value)
{
	separate(json);
	buf_text(json->out, value ? "true" : "false");
}

void json_none(struct json *json)
{
	separate(json);
	buf_text(json->out, "null");
}

void json_raw(struct json *json, struct str raw)
{
	separate(json);
	buf_str(json->out, raw);
}

void json_member_str(struct json *json, const char *key, struct str s)
{
	json_key(json, key);
	json_str(json, s);
}

void json_member_text(struct json *json, const char *key, const char *text)
{
	json_key(json, key);
	json_text(json, text);
}

void json_member_uint(struct json *json, const char *key, uint64_t number)
{
	json_key(json, key);
	json_uint(json, number);
}
