#include "compare/record.h"

#include "base/buf.h"

#include <stdlib.h>

struct reading {
	struct arena *arena;
	struct buf text;
	struct record *record;
	struct record_line **end;
	struct record **last;
	size_t count;
};

const char *record_kind_text(enum record_kind kind)
{
	switch (kind) {
	case RECORD_LESSON: return "lesson";
	case RECORD_QUESTION: return "question";
	case RECORD_CARD: return "card";
	case RECORD_ENTRY: break;
	}
	return "glossary entry";
}

static const char *member_text(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));
	return text ? text : "";
}

static void plain(struct buf *out, const json_t *text)
{
	static const char *const marks[] = { "em", "strong", "term", "sub", "sup", "code", "abbr", "link", "blank" };
	size_t i;
	json_t *part;
	json_array_foreach((json_t *)text, i, part)
	{
		if (json_is_string(part))
			buf_text(out, json_string_value(part));
		for (size_t k = 0; k < sizeof(marks) / sizeof(marks[0]); k++)
			plain(out, json_object_get(part, marks[k]));
	}
}

static struct str keep(struct reading *reading)
{
	struct str copy = arena_str(reading->arena, buf_view(&reading->text));
	if (buf_failed(&reading->text))
		reading->arena->failed = true;
	return copy;
}

static struct str plain_of(struct reading *reading, const json_t *text)
{
	buf_clear(&reading->text);
	plain(&reading->text, text);
	return keep(reading);
}

static void add_line(struct reading *reading, const char *label, struct str text)
{
	struct record_line *line = arena_alloc(reading->arena, sizeof(*line));
	if (!line || text.len == 0)
		return;
	*line = (struct record_line){ .label = label, .text = text };
	*reading->end = line;
	reading->end = &line->next;
}

static void add_text(struct reading *reading, const char *label, const json_t *text)
{
	if (text)
		add_line(reading, label, plain_of(reading, text));
}

static void add_blocks(struct reading *reading, const char *label, const json_t *blocks);

static void add_flow(struct reading *reading, const char *label, const json_t *flow)
{
	add_text(reading, label, json_object_get(flow, "text"));
	add_blocks(reading, label, json_object_get(flow, "blocks"));
}

static void add_block(struct reading *reading, const char *label, const json_t *block)
{
	size_t i, j;
	json_t *part, *cell;
	const char *alt = member_text(block, "alt");
	add_text(reading, label, json_object_get(block, "p"));
	add_text(reading, label, json_object_get(block, "callout"));
	add_text(reading, label, json_object_get(block, "caption"));
	json_array_foreach(json_object_get(block, "list"), i, part) add_flow(reading, label, part);
	json_array_foreach(json_object_get(block, "table"), i, part) json_array_foreach(part, j, cell)
		add_flow(reading, label, cell);
	add_line(reading, label, arena_str(reading->arena, str_from(alt)));
	add_text(reading, label, json_object_get(json_object_get(block, "credit"), "text"));
	add_blocks(reading, label, json_object_get(block, "blocks"));
}

static void add_blocks(struct reading *reading, const char *label, const json_t *blocks)
{
	size_t i;
	json_t *block;
	json_array_foreach((json_t *)blocks, i, block) add_block(reading, label, block);
}

static void add_sections(struct reading *reading, const json_t *sections)
{
	size_t i;
	json_t *section;
	json_array_foreach((json_t *)sections, i, section)
	{
		buf_clear(&reading->text);
		buf_format(&reading->text, "section %s", member_text(section, "id"));
		const char *label = keep(reading).at;
		add_text(reading, label ? label : "section", json_object_get(section, "title"));
		add_blocks(reading, label ? label : "section", json_object_get(section, "blocks"));
		add_sections(reading, json_object_get(section, "sections"));
	}
}

static void add_flows(struct reading *reading, const char *label, const json_t *flows)
{
	size_t i;
	json_t *flow;
	json_array_foreach((json_t *)flows, i, flow) add_flow(reading, label, flow);
}

/* FNV-1a over the JSON with sorted keys. */
static uint64_t marks_of(struct reading *reading, const json_t *json)
{
	uint64_t value = 14695981039346656037u;
	char *text = json_dumps(json, JSON_COMPACT | JSON_SORT_KEYS);
	if (!text)
		reading->arena->failed = true;
	for (const char *c = text; c && *c; c++)
		value = (value ^ (unsigned char)*c) * 1099511628211u;
	free(text);
	return value;
}

static struct record *open_record(struct reading *reading, enum record_kind kind, const json_t *json)
{
	struct record *record = arena_alloc(reading->arena, sizeof(*record));
	struct str id = arena_str(reading->arena, str_from(member_text(json, "id")));
	struct str form = arena_str(reading->arena, str_from(member_text(json, "kind")));
	const char *access = strcmp(member_text(json, "access"), "member") == 0 ? "member" : "free";
	if (!record || !id.at || !form.at)
		return NULL;
	*record = (struct record){ .kind = kind, .id = id.at, .form = form.at, .access = access };
	record->title = record->answer = STR("");
	record->place = reading->count++;
	*reading->last = record;
	reading->last = &record->next;
	reading->end = &record->lines;
	return record;
}

static bool read_question(struct reading *reading, const json_t *json)
{
	struct record *record = open_record(reading, RECORD_QUESTION, json);
	size_t i;
	json_t *option;
	if (!record)
		return false;
	add_flow(reading, "vignette", json_object_get(json, "vignette"));
	add_flow(reading, "stem", json_object_get(json, "stem"));
	json_array_foreach(json_object_get(json, "options"), i, option)
	{
		add_text(reading, json_is_true(json_object_get(option, "correct")) ? "right option" : "option",
			 json_object_get(option, "text"));
		add_text(reading, "feedback", json_object_get(option, "feedback"));
	}
	add_flow(reading, "explanation", json_object_get(json, "explanation"));
	record->title = plain_of(reading, json_object_get(json_object_get(json, "stem"), "text"));
	buf_clear(&reading->text);
	json_array_foreach(json_object_get(json, "options"), i, option)
	{
		if (!json_is_true(json_object_get(option, "correct")))
			continue;
		buf_text(&reading->text, reading->text.len ? "\n" : "");
		plain(&reading->text, json_object_get(option, "text"));
	}
	record->answer = keep(reading);
	record->marks = marks_of(reading, json);
	return true;
}

static void blanks(struct buf *out, const json_t *value)
{
	const char *key;
	size_t i;
	json_t *part;
	json_array_foreach((json_t *)value, i, part) blanks(out, part);
	json_object_foreach((json_t *)value, key, part)
	{
		if (strcmp(key, "blank") != 0) {
			blanks(out, part);
			continue;
		}
		buf_text(out, out->len ? "\n" : "");
		plain(out, part);
	}
}

static bool read_card(struct reading *reading, const json_t *json)
{
	struct record *record = open_record(reading, RECORD_CARD, json);
	if (!record)
		return false;
	const json_t *front = json_object_get(json, "front"), *back = json_object_get(json, "back");
	add_flow(reading, "front", front);
	add_flow(reading, "back", back);
	add_text(reading, "cloze", json_object_get(json, "text"));
	record->title = plain_of(reading, front ? json_object_get(front, "text") : json_object_get(json, "text"));
	buf_clear(&reading->text);
	for (const struct record_line *line = record->lines; line; line = line->next)
		if (strcmp(line->label, "back") == 0) {
			buf_text(&reading->text, reading->text.len ? "\n" : "");
			buf_str(&reading->text, line->text);
		}
	if (!back)
		blanks(&reading->text, json_object_get(json, "text"));
	record->answer = keep(reading);
	record->marks = marks_of(reading, json);
	return true;
}

static bool read_entry(struct reading *reading, const json_t *json)
{
	struct record *record = open_record(reading, RECORD_ENTRY, json);
	if (!record)
		return false;
	add_text(reading, "term", json_object_get(json, "term"));
	add_flow(reading, "definition", json_object_get(json, "definition"));
	record->title = plain_of(reading, json_object_get(json, "term"));
	record->marks = marks_of(reading, json);
	return true;
}

/* The lesson without its items. */
static bool read_body(struct reading *reading, const json_t *lesson)
{
	static const char *const items[] = { "questions", "cards", "glossary" };
	struct record *record = open_record(reading, RECORD_LESSON, lesson);
	size_t i;
	json_t *part, *body = json_copy((json_t *)lesson);
	if (!record || !body) {
		reading->arena->failed = true;
		json_decref(body);
		return false;
	}
	record->title = plain_of(reading, json_object_get(lesson, "title"));
	add_line(reading, "title", record->title);
	add_text(reading, "summary", json_object_get(lesson, "summary"));
	json_array_foreach(json_object_get(lesson, "objectives"), i, part)
		add_text(reading, "objective", json_object_get(part, "text"));
	add_sections(reading, json_object_get(lesson, "sections"));
	add_flows(reading, "takeaway", json_object_get(lesson, "takeaways"));
	json_array_foreach(json_object_get(lesson, "sources"), i, part)
		add_text(reading, "source", json_object_get(part, "text"));
	for (i = 0; i < sizeof(items) / sizeof(items[0]); i++)
		json_object_del(body, items[i]);
	record->marks = marks_of(reading, body);
	json_decref(body);
	return true;
}

struct record *record_read(struct arena *arena, const json_t *lesson)
{
	static const struct {
		const char *member;
		bool (*read)(struct reading *reading, const json_t *json);
	} lists[] = { { "questions", read_question }, { "cards", read_card }, { "glossary", read_entry } };
	struct record *first = NULL;
	struct reading reading = { .arena = arena, .last = &first };
	size_t i;
	json_t *item;
	buf_init(&reading.text, BUF_CAP);
	bool good = read_body(&reading, lesson);
	for (size_t k = 0; k < sizeof(lists) / sizeof(lists[0]); k++)
		json_array_foreach(json_object_get(lesson, lists[k].member), i, item) good =
			good && lists[k].read(&reading, item);
	buf_release(&reading.text);
	if (!good)
		arena->failed = true;
	return arena->failed ? NULL : first;
}
