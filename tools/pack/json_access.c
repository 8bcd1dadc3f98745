#include "pack/json_access.h"

struct json_walk json_members(struct json_walk json, const char *const *names, struct json_walk *values, size_t count)
{
	struct json_string name;
	for (size_t i = 0; i < count; i++)
		values[i].at = NULL;
	if (!json.at || !walk_object(&json))
		return json;
	while (walk_member(&json, &name)) {
		for (size_t i = 0; i < count; i++)
			if (string_is(name, names[i]))
				values[i] = json;
		walk_skip(&json);
	}
	return json;
}

struct str json_take(struct json_walk *json)
{
	walk_kind(json);
	const char *start = json->at;
	walk_skip(json);
	return (struct str){ start, (size_t)(json->at - start) };
}

void json_append(struct buf *out, struct json_walk value)
{
	struct json_string string;
	if (!value.at || walk_kind(&value) != '"' || !walk_text(&value, &string))
		return;
	/* Escapes are never shorter than their values. */
	char *at = buf_reserve(out, string.len + 1);
	if (at && string_copy(string, at, string.len + 1))
		buf_grew(out, strlen(at));
}

bool json_is_word(struct json_walk value, const char *wanted)
{
	struct json_string string;
	return value.at && walk_kind(&value) == '"' && walk_text(&value, &string) && string_is(string, wanted);
}

bool json_enter(struct json_walk *value)
{
	return value->at && walk_kind(value) == '[' && walk_array(value);
}

/* Appends what an element of a formula contains, in a line: mfrac(a, b). */
static void take_formula(struct buf *out, struct json_walk content, const char *between)
{
	static const char *const names[] = { "type", "content" };
	struct json_walk v[2];
	if (!json_enter(&content))
		return;
	for (bool first = true; walk_element(&content); walk_skip(&content), first = false) {
		buf_text(out, first ? "" : between);
		json_append(out, content);
		MEMBERS(content, names, v);
		bool token = json_is_word(v[0], "mi") || json_is_word(v[0], "mn") || json_is_word(v[0], "mo") ||
			     json_is_word(v[0], "mtext");
		json_append(out, token ? (struct json_walk){ NULL } : v[0]);
		buf_text(out, token || !v[0].at ? "" : "(");
		take_formula(out, v[1], ", ");
		buf_text(out, token || !v[0].at ? "" : ")");
	}
}

/* Like json_plain, but advances text: nested markup is visited once. */
static void take_plain(struct buf *out, struct json_walk *text, enum blanks blanks);

static bool is_of_type(struct json_walk mark, const char *type)
{
	struct json_string name;
	if (!walk_object(&mark))
		return false;
	while (walk_member(&mark, &name)) {
		if (string_is(name, "type"))
			return json_is_word(mark, type);
		walk_skip(&mark);
	}
	return false;
}

static void take_mark(struct buf *out, struct json_walk *mark, enum blanks blanks)
{
	struct json_string name;
	struct json_walk to = { NULL };
	bool blank = is_of_type(*mark, "blank"), automatic = false;
	size_t before = out->len;
	/* A citation leaves no trace, not even the space before it. */
	if (is_of_type(*mark, "cite") && out->len && out->at[out->len - 1] == ' ')
		buf_cut(out, out->len - 1);
	if (!walk_object(mark))
		return;
	while (walk_member(mark, &name)) {
		automatic = automatic || string_is(name, "auto");
		if (string_is(name, "part") || (string_is(name, "to") && !to.at))
			to = *mark;
		if (string_is(name, "content") && blanks != AS_DISPLAYED && blanks != BLANKS_ALONE) {
			buf_text(out, " [");
			take_formula(out, *mark, " ");
			buf_char(out, ']');
			walk_skip(mark);
		} else if (!string_is(name, "text")) {
			walk_skip(mark);
		} else if (!blank) {
			take_plain(out, mark, blanks);
		} else if (blanks == BLANKS_OUT) {
			buf_char(out, '\1');
			walk_skip(mark);
		} else {
			if (blanks == BLANKS_ALONE)
				buf_text(out, out->len ? "\n" : "");
			take_plain(out, mark, blanks == AS_DISPLAYED ? AS_DISPLAYED : BLANKS_IN);
		}
	}
	if (!automatic || blanks == AS_DISPLAYED)
		return;
	buf_cut(out, before);
	if (blanks != BLANKS_ALONE)
		json_append(out, to);
}

static void take_plain(struct buf *out, struct json_walk *text, enum blanks blanks)
{
	if (!walk_array(text))
		return;
	while (walk_element(text)) {
		if (walk_kind(text) != '"') {
			take_mark(out, text, blanks);
			continue;
		}
		if (blanks != BLANKS_ALONE)
			json_append(out, *text);
		walk_skip(text);
	}
}

void json_plain(struct buf *out, struct json_walk text, enum blanks blanks)
{
	if (text.at)
		take_plain(out, &text, blanks);
}
