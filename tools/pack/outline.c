#include "pack/outline.h"

#include "pack/text_json.h"

static void list_sections(struct json *json, const struct section *sections)
{
	for (const struct section *section = sections; section; section = section->next) {
		json_open_array(json);
		json_str(json, section->id.value);
		text_plain_json(json, section->title ? section->title->text : NULL);
		json_uint(json, section->level);
		json_close_array(json);
		list_sections(json, section->sections);
	}
}

static size_t count_sections(const struct section *sections)
{
	size_t count = 0;
	for (const struct section *section = sections; section; section = section->next)
		count += 1 + count_sections(section->sections);
	return count;
}

struct lesson_counts outline_count(const struct lesson *lesson)
{
	struct lesson_counts counts = { .sections = count_sections(lesson->sections) };
	for (const struct question *question = lesson->questions; question; question = question->next)
		counts.questions++;
	for (const struct card *card = lesson->cards; card; card = card->next)
		counts.cards++;
	for (const struct entry *entry = lesson->glossary; entry; entry = entry->next)
		counts.glossary++;
	return counts;
}

void outline_counts(struct json *json, const struct lesson_counts *counts)
{
	json_member_uint(json, "sections", counts->sections);
	json_member_uint(json, "questions", counts->questions);
	json_member_uint(json, "cards", counts->cards);
	json_member_uint(json, "glossary", counts->glossary);
}

static void counts_member(struct json *json, const char *key, const struct lesson_counts *counts)
{
	json_key(json, key);
	json_open_object(json);
	outline_counts(json, counts);
	json_close_object(json);
}

void outline_row(const struct lesson *lesson, const struct lesson_counts *counts, const struct lesson_counts *whole,
		 struct buf *out)
{
	struct json json;
	json_init(&json, out);
	json_open_object(&json);
	json_member_str(&json, "id", lesson->id.value);
	json_key(&json, "title");
	text_plain_json(&json, lesson->title ? lesson->title->text : NULL);
	json_member_str(&json, "lang", lesson->lang.value);
	json_member_text(&json, "access", lesson->access == ACCESS_MEMBER ? "member" : "free");
	json_key(&json, "sections");
	json_open_array(&json);
	list_sections(&json, lesson->sections);
	json_close_array(&json);
	counts_member(&json, "counts", counts);
	if (memcmp(counts, whole, sizeof(*counts)) != 0)
		counts_member(&json, "whole", whole);
	json_close_object(&json);
}

static void add_item(struct buf *out, const char *kind, struct str id)
{
	buf_text(out, kind);
	buf_char(out, '\0');
	buf_str(out, id);
	buf_char(out, '\0');
}

void outline_items(const struct lesson *lesson, struct buf *out)
{
	for (const struct question *question = lesson->questions; question; question = question->next)
		add_item(out, "question", question->id.value);
	for (const struct card *card = lesson->cards; card; card = card->next)
		add_item(out, "card", card->id.value);
	for (const struct entry *entry = lesson->glossary; entry; entry = entry->next)
		add_item(out, "glossary", entry->id.value);
}
