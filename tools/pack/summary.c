/* What index.json says of a lesson: enough to show it in a list and to find its items. */
#include "pack/compile.h"
#include "pack/text.h"

static size_t list_sections(struct json *json, const struct section *sections)
{
	size_t count = 0;
	for (const struct section *section = sections; section; section = section->next) {
		json_open_object(json);
		json_member_str(json, "id", section->id.value);
		json_key(json, "title");
		text_plain_json(json, section->title ? section->title->text : NULL);
		json_member_uint(json, "level", section->level);
		json_close_object(json);
		count += 1 + list_sections(json, section->sections);
	}
	return count;
}

/* The three kinds of item are chains of different structures that name their ids alike. */
#define LIST_IDS(json, member, type, chain, count)                            \
	do {                                                                  \
		json_key(json, member);                                       \
		json_open_array(json);                                        \
		for (const struct type *item = chain; item; item = item->next) { \
			json_str(json, item->id.value);                       \
			(count)++;                                            \
		}                                                             \
		json_close_array(json);                                       \
	} while (0)

void compile_summary(const struct lesson *lesson, struct json *json, struct lesson_counts *counts)
{
	struct lesson_counts own = { 0, 0, 0, 0 };
	json_open_object(json);
	json_member_str(json, "id", lesson->id.value);
	json_key(json, "title");
	text_plain_json(json, lesson->title ? lesson->title->text : NULL);
	json_member_str(json, "lang", lesson->lang.value);
	json_member_text(json, "access", lesson->access == ACCESS_MEMBER ? "member" : "free");
	json_key(json, "sections");
	json_open_array(json);
	own.sections = list_sections(json, lesson->sections);
	json_close_array(json);
	LIST_IDS(json, "questions", question, lesson->questions, own.questions);
	LIST_IDS(json, "cards", card, lesson->cards, own.cards);
	LIST_IDS(json, "glossary", entry, lesson->glossary, own.glossary);
	json_key(json, "counts");
	json_open_object(json);
	json_member_uint(json, "sections", own.sections);
	json_member_uint(json, "questions", own.questions);
	json_member_uint(json, "cards", own.cards);
	json_member_uint(json, "glossary", own.glossary);
	json_close_object(json);
	json_close_object(json);
	counts->sections += own.sections;
	counts->questions += own.questions;
	counts->cards += own.cards;
	counts->glossary += own.glossary;
}
