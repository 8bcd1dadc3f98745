#include "convert/core/import_complete.h"

void import_complete(struct import *import, struct import_lesson *made)
{
	struct lesson *lesson = &made->lesson;
	struct arena *arena = &import->arena;
	if (flow_is_blank(lesson->title))
		lesson->title = make_plain_flow(arena, made->name);
	if (flow_is_blank(lesson->summary)) {
		lesson->summary = make_flow(arena);
		if (lesson->summary)
			lesson->summary->text = lesson->title ? lesson->title->text : NULL;
	}
	if (lesson->sections || !lesson->title)
		return;
	char key[ID_MAX + 16] = "section:";
	size_t len = strlen(key);
	memcpy(key + len, made->name.at, made->name.len);
	struct attribute id = import_id(import, "part-", (struct str){ key, len + made->name.len }, false);
	struct section *section = import_section(import, made, id, STR(""), NULL);
	struct block *p = section ? make_block(arena, BLOCK_P) : NULL;
	if (!p)
		return;
	made->filler = section;
	section->title->text = lesson->title->text;
	p->of.p = lesson->title->text;
	section->blocks = p;
}

bool import_is_empty(const struct import_lesson *made)
{
	const struct lesson *lesson = &made->lesson;
	bool only_filler = lesson->sections == made->filler && (!made->filler || !made->filler->next);
	return only_filler && !lesson->questions && !lesson->cards && !lesson->glossary && !lesson->sources;
}

/* Unlinks the first element of a list whose id is the wanted one; end is where the next ones are added. */
#define UNLINK(type, list, end, wanted)                                                                                \
	for (struct type **at = &(list); *at; at = &(*at)->next)                                                       \
		if (str_equal((*at)->id.value, wanted)) {                                                              \
			if ((end) == &(*at)->next)                                                                     \
				(end) = at;                                                                            \
			*at = (*at)->next;                                                                             \
			return true;                                                                                   \
		}

bool import_remove(struct import_lesson *made, struct str id)
{
	struct lesson *lesson = &made->lesson;
	UNLINK(section, lesson->sections, made->last_section, id)
	UNLINK(question, lesson->questions, made->last_question, id)
	UNLINK(card, lesson->cards, made->last_card, id)
	UNLINK(entry, lesson->glossary, made->last_entry, id)
	UNLINK(reference, lesson->sources, made->last_source, id)
	return false;
}
