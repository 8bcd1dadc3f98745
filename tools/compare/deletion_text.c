#include "compare/deletion_text.h"

#include "base/str.h"
#include "pack/json_access.h"

/* Whether the element is a blank; sets its number, 0 if it has none. */
static bool is_blank(struct json_walk element, unsigned *number)
{
	static const char *const names[] = { "type", "n" };
	struct json_walk v[2];
	uint64_t n = 0;
	MEMBERS(element, names, v);
	if (!json_is_word(v[0], "blank"))
		return false;
	*number = v[1].at && walk_number(&v[1], &n) && n <= UINT32_MAX ? (unsigned)n : 0;
	return true;
}

static unsigned next_in(struct json_walk *text, unsigned after, unsigned lowest)
{
	struct json_string name;
	unsigned number;
	if (!walk_array(text))
		return lowest;
	while (walk_element(text)) {
		bool blank = is_blank(*text, &number);
		if (blank && number > after && (!lowest || number < lowest))
			lowest = number;
		if (blank) {
			walk_skip(text);
			continue;
		}
		if (!walk_object(text))
			continue;
		while (walk_member(text, &name)) {
			if (string_is(name, "text"))
				lowest = next_in(text, after, lowest);
			else
				walk_skip(text);
		}
	}
	return lowest;
}

unsigned deletion_text_next(struct json_walk text, unsigned after)
{
	return text.at ? next_in(&text, after, 0) : 0;
}

struct text_writer {
	struct buf *out;
	unsigned number;
	enum deletion_others others;
	bool any;  /* the current array has elements */
	bool open; /* a string was not closed, because the next one continues it */
};

static void end_string(struct text_writer *writer)
{
	if (writer->open)
		buf_char(writer->out, '"');
	writer->open = false;
}

static void add_string(struct text_writer *writer, struct str escaped)
{
	if (!writer->open)
		buf_text(writer->out, writer->any ? ",\"" : "\"");
	writer->open = writer->any = true;
	buf_str(writer->out, escaped);
}

static void add_elements(struct text_writer *writer, struct json_walk *text);

static void add_object(struct text_writer *writer, struct json_walk *object)
{
	struct json_string name;
	const char *before = "{";
	end_string(writer);
	buf_text(writer->out, writer->any ? "," : "");
	walk_object(object);
	while (walk_member(object, &name)) {
		buf_format(writer->out, "%s\"%.*s\":", before, (int)name.len, name.at);
		before = ",";
		if (string_is(name, "text")) {
			writer->any = false;
			buf_char(writer->out, '[');
			add_elements(writer, object);
			end_string(writer);
			buf_char(writer->out, ']');
		} else {
			buf_str(writer->out, json_take(object));
		}
	}
	buf_char(writer->out, '}');
	writer->any = true;
}

/* A blank that another card hides. */
static void add_other(struct text_writer *writer, struct json_walk *blank)
{
	struct json_walk text = *blank;
	walk_skip(blank);
	if (writer->others == OTHERS_OUT)
		add_string(writer, STR("\\u0001"));
	else if (walk_to(&text, "text"))
		add_elements(writer, &text);
}

static void add_elements(struct text_writer *writer, struct json_walk *text)
{
	struct json_string string;
	unsigned number;
	if (!walk_array(text))
		return;
	while (walk_element(text)) {
		char kind = walk_kind(text);
		if (kind == '"' && walk_text(text, &string))
			add_string(writer, (struct str){ string.at, string.len });
		else if (kind != '{')
			walk_skip(text);
		else if (is_blank(*text, &number) && number != writer->number)
			add_other(writer, text);
		else
			add_object(writer, text);
	}
}

void deletion_text_add(struct buf *out, struct json_walk text, unsigned number, enum deletion_others others)
{
	struct text_writer writer = { .out = out, .number = number, .others = others };
	buf_char(out, '[');
	add_elements(&writer, &text);
	end_string(&writer);
	buf_char(out, ']');
}
