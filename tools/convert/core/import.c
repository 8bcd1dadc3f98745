#include "convert/core/import.h"

#include "base/path.h"
#include "base/utf8.h"
#include "convert/core/import_map.h"

#include <stdio.h>
#include <strings.h>

void import_init(struct import *import, struct import_map *map)
{
	*import = (struct import){ .map = map, .language = "en" };
	arena_init(&import->arena);
	ledger_init(&import->ledger);
	new_ids_init(&import->ids);
	map_init(&import->assets_by_digest);
	map_init(&import->asset_paths);
	map_init(&import->keys);
	map_init(&import->ids_by_key);
	map_init(&import->lessons_by_id);
	import->last_lesson = &import->lessons;
	import->last_asset = &import->assets;
}

void import_release(struct import *import)
{
	map_release(&import->assets_by_digest);
	map_release(&import->asset_paths);
	map_release(&import->keys);
	map_release(&import->ids_by_key);
	map_release(&import->lessons_by_id);
	new_ids_release(&import->ids);
	ledger_release(&import->ledger);
	arena_release(&import->arena);
}

void import_begin(struct import *import, const char *path)
{
	ledger_source(&import->ledger, str_from(path));
	import->source = arena_str(&import->arena, str_from(path_name(path)));
}

/* How often the key was wanted so far in this import; NULL if memory ran out. */
static unsigned *count_of(struct import *import, struct str key)
{
	struct str kept = map_get(&import->keys, key) ? key : arena_str(&import->arena, key);
	void **slot = kept.at ? map_put(&import->keys, kept) : NULL;
	if (slot && !*slot)
		*slot = arena_alloc(&import->arena, sizeof(unsigned));
	import->arena.failed = import->arena.failed || !slot || !*slot;
	return slot ? *slot : NULL;
}

/* Records what the key stands for in this import. */
static void note_key(struct import *import, struct import_record *record)
{
	void **slot = record ? map_put(&import->ids_by_key, record->key) : NULL;
	if (slot)
		*slot = record;
	else
		import->arena.failed = true;
}

/* Uses an id of the source as it is, if nothing else has it. */
static bool take_id(struct import *import, struct str key, char id[ID_MAX + 1])
{
	const char *colon = memchr(key.at, ':', key.len);
	size_t skipped = colon ? (size_t)(colon + 1 - key.at) : 0;
	struct str own = id_meant(&import->arena, (struct str){ key.at + skipped, key.len - skipped });
	if (!id_looks_valid(own) || map_get(&import->ids.known, own))
		return false;
	memcpy(id, own.at, own.len);
	id[own.len] = '\0';
	return new_ids_take(&import->ids, own);
}

/* The key, with a number if another item of this import has it; *record is that of earlier imports, or NULL. */
static struct str free_key(struct import *import, struct str key, struct import_record **record)
{
	struct import_record *first = *record = import_map_find(import->map, import->source, key);
	struct str found = key;
	while (*record && (*record)->uses) {
		struct buf text;
		buf_init(&text, BUF_CAP);
		buf_format(&text, "%.*s #%u", STR_ARG(key), ++first->uses);
		found = arena_take(&import->arena, &text);
		*record = found.at ? import_map_find(import->map, import->source, found) : NULL;
	}
	import->arena.failed = import->arena.failed || !found.at;
	return found.at ? found : STR("");
}

struct attribute import_id(struct import *import, const char *prefix, struct str key, bool keep)
{
	struct str source = import->source;
	struct import_record *record;
	key = free_key(import, key, &record);
	if (!record) {
		char id[ID_MAX + 1], fresh[NEW_ID_SIZE];
		if (!keep || !take_id(import, key, id)) {
			if (!new_ids_make(&import->ids, prefix, fresh)) {
				import->arena.failed = true;
				return (struct attribute){ .value = STR_NONE };
			}
			memcpy(id, fresh, sizeof(fresh));
		}
		record = import_map_add(import->map, source, key, str_from(id));
	}
	if (record)
		record->uses = 1;
	note_key(import, record);
	return record ? make_attribute(&import->arena, record->id) : (struct attribute){ .value = STR_NONE };
}

void import_report_id(struct import *import, struct str own, struct attribute id, struct ledger_item *item)
{
	if (!id_looks_valid(own) || !id.value.at || str_equal(own, id.value))
		return;
	char outcome[ID_MAX + 32];
	snprintf(outcome, sizeof(outcome), "replaced by '%.*s'", STR_ARG(id.value));
	ledger_changef(&import->ledger, item, "another item has it", outcome, "id '%.*s'", STR_ARG(own));
}

struct str import_text_key(struct import *import, const char *kind, struct str text)
{
	/* Letters and digits only, in lower case where that is simple: the text may be reformatted. */
	struct buf folded;
	buf_init(&folded, BUF_CAP);
	for (size_t i = 0; i < text.len;) {
		size_t start = i;
		uint32_t code = utf8_next(text, &i);
		if (code < 0x80 && ascii_is_upper((char)code))
			buf_char(&folded, ascii_lower((char)code));
		else if (utf8_is_word(code))
			buf_add(&folded, text.at + start, i - start);
	}
	char hex[HASH_HEX], key[64];
	hash_hex(hash_of(buf_view(&folded), HASH_KEY), hex);
	import->arena.failed = import->arena.failed || buf_failed(&folded);
	buf_release(&folded);
	int len = snprintf(key, sizeof(key), "%.16s:text-%s", kind, hex);
	unsigned *count = count_of(import, (struct str){ key, (size_t)len });
	if (count && ++*count > 1)
		len = snprintf(key, sizeof(key), "%.16s:text-%s-%u", kind, hex, *count);
	struct str found = arena_str(&import->arena, (struct str){ key, (size_t)len });
	return found.at ? found : STR("");
}

/* The title as an id, with a number if that is taken. */
static bool title_id(struct import *import, struct str title, char id[ID_MAX + 1])
{
	struct str base = id_meant(&import->arena, title);
	enum { ROOM = 8 };
	base.len = base.len > ID_MAX - ROOM ? ID_MAX - ROOM : base.len;
	while (base.len && base.at[base.len - 1] == '-')
		base.len--;
	base = base.len ? base : STR("lesson");
	char key[ID_MAX + 16];
	int len = snprintf(key, sizeof(key), "title:%.*s", STR_ARG(base));
	unsigned *count = count_of(import, (struct str){ key, (size_t)len }), spare = 0;
	for (count = count ? count : &spare;;) {
		unsigned number = ++*count;
		snprintf(id, ID_MAX + 1, number > 1 ? "%.*s-%u" : "%.*s", STR_ARG(base), number);
		if (!map_get(&import->ids.known, str_from(id)))
			return new_ids_take(&import->ids, str_from(id));
	}
}

/* The id, and file name, of a lesson. */
static struct str lesson_id(struct import *import, struct str key, struct str title)
{
	struct str source = import->source;
	struct import_record *record = import_map_find(import->map, source, key);
	if (record) {
		note_key(import, record);
		return record->id;
	}
	char id[ID_MAX + 1];
	bool taken = (str_starts(key, "lesson:") && take_id(import, key, id)) || title_id(import, title, id);
	record = taken ? import_map_add(import->map, source, key, str_from(id)) : NULL;
	note_key(import, record);
	return record ? record->id : STR("lesson");
}

struct import_lesson *import_lesson(struct import *import, struct str key, struct str title, struct str lang)
{
	struct str id = lesson_id(import, key, title);
	struct import_lesson *made = map_get(&import->lessons_by_id, id);
	if (made)
		return made;
	made = arena_alloc(&import->arena, sizeof(*made));
	void **slot = made ? map_put(&import->lessons_by_id, id) : NULL;
	import->arena.failed = import->arena.failed || !slot;
	if (!slot)
		return NULL;
	*slot = made;
	struct lesson *lesson = &made->lesson;
	made->name = id;
	made->source = import->source;
	lesson->id = make_attribute(&import->arena, id);
	lesson->lang = make_attribute(&import->arena, lang.len ? lang : str_from(import->language));
	lesson->element.lang = lesson->lang.value;
	lesson->reviewed = make_attribute(&import->arena, str_from(import->reviewed));
	lesson->title = title.len ? make_plain_flow(&import->arena, title) : NULL;
	made->last_section = &lesson->sections;
	made->last_question = &lesson->questions;
	made->last_card = &lesson->cards;
	made->last_entry = &lesson->glossary;
	made->last_source = &lesson->sources;
	*import->last_lesson = made;
	import->last_lesson = &made->next;
	return made;
}

static void add_part(struct import *import, struct import_part **list, struct str id, struct ledger_item *item)
{
	struct import_part *part = arena_alloc(&import->arena, sizeof(*part));
	if (!part)
		return;
	*part = (struct import_part){ id, item, *list };
	*list = part;
}

void import_lesson_item(struct import *import, struct import_lesson *lesson, struct ledger_item *item)
{
	if (lesson)
		add_part(import, &lesson->origins, lesson->name, item);
}

/* Appends a zeroed structure of type, with the given id, at the end of a list of the lesson. */
#define APPEND(import, lesson, type, end, id_, item)                                                                   \
	struct type *type = lesson ? arena_alloc(&(import)->arena, sizeof(*type)) : NULL;                              \
	if (!type)                                                                                                     \
		return NULL;                                                                                           \
	type->id = (id_);                                                                                              \
	*(lesson)->end = type;                                                                                         \
	(lesson)->end = &type->next;                                                                                   \
	add_part(import, &(lesson)->parts, (id_).value, item)

struct question *import_question(struct import *import, struct import_lesson *lesson, enum question_kind kind,
				 struct attribute id, struct ledger_item *item)
{
	APPEND(import, lesson, question, last_question, id, item);
	question->kind = kind;
	return question;
}

struct card *import_card(struct import *import, struct import_lesson *lesson, struct attribute id,
			 struct ledger_item *item)
{
	APPEND(import, lesson, card, last_card, id, item);
	return card;
}

struct entry *import_entry(struct import *import, struct import_lesson *lesson, struct attribute id,
			   struct ledger_item *item)
{
	APPEND(import, lesson, entry, last_entry, id, item);
	return entry;
}

struct reference *import_source(struct import *import, struct import_lesson *lesson, struct attribute id,
				struct ledger_item *item)
{
	APPEND(import, lesson, reference, last_source, id, item);
	return reference;
}

struct section *import_section(struct import *import, struct import_lesson *lesson, struct attribute id,
			       struct str title, struct ledger_item *item)
{
	APPEND(import, lesson, section, last_section, id, item);
	section->title = make_plain_flow(&import->arena, title);
	section->level = 1;
	return section;
}

struct section *import_subsection(struct import *import, struct section *parent, struct attribute id, struct str title)
{
	struct section *section = parent ? arena_alloc(&import->arena, sizeof(*section)) : NULL;
	if (!section)
		return NULL;
	section->id = id;
	section->title = make_plain_flow(&import->arena, title);
	section->level = parent->level + 1;
	struct section **end = &parent->sections;
	while (*end)
		end = &(*end)->next;
	*end = section;
	return section;
}

void import_append(struct import *import, struct section *section, const struct flow *flow)
{
	struct flow all = { .blocks = section->blocks };
	struct block *paragraph = flow->text ? make_block(&import->arena, BLOCK_P) : NULL;
	if (paragraph) {
		paragraph->of.p = flow->text;
		paragraph->element.lang = flow->element.lang;
		paragraph->next = flow->blocks;
	}
	flow_append(&import->arena, &all, &(struct flow){ .blocks = paragraph ? paragraph : flow->blocks });
	section->blocks = all.blocks;
}

static struct ledger_item *item_of(const struct import_lesson *lesson, struct str id)
{
	for (const struct import_part *part = lesson->parts; part; part = part->next)
		if (str_equal(part->id, id))
			return part->item;
	return NULL;
}

/* outer: the item that the sections belong to; NULL: each has its own. Returns where the next section is added. */
static struct section **prune(struct import *import, const struct import_lesson *lesson, struct section **sections,
			      struct ledger_item *outer)
{
	static const char why[] = "it has no text of its own";
	for (struct section *section; (section = *sections);) {
		struct ledger_item *item = outer ? outer : item_of(lesson, section->id.value);
		struct buf title;
		prune(import, lesson, &section->sections, item);
		if (section->blocks || section->sections) {
			sections = &section->next;
			continue;
		}
		buf_init(&title, BUF_CAP);
		inline_plain(&title, section->title ? section->title->text : NULL);
		if (outer)
			ledger_changef(&import->ledger, item, why, "left out", "heading '%.*s'",
				       STR_ARG(buf_view(&title)));
		else
			ledger_leave_out(&import->ledger, item, "%s", why);
		import->arena.failed = import->arena.failed || buf_failed(&title);
		buf_release(&title);
		*sections = section->next;
	}
	return sections;
}

void import_prune(struct import *import, struct import_lesson *lesson)
{
	lesson->last_section = prune(import, lesson, &lesson->lesson.sections, NULL);
}

struct option *import_option(struct import *import, struct option **list)
{
	/* The list of the last call is not walked again. */
	bool known = *list && *list == import->first_option && list == import->option_list;
	struct option **end = known ? import->option_end : list;
	while (*end)
		end = &(*end)->next;
	*end = arena_alloc(&import->arena, sizeof(**end));
	import->option_list = list;
	import->first_option = *list;
	import->option_end = end;
	return *end;
}

/* Whether tags, which are separated by spaces, has the tag. */
static bool has_tag(struct str tags, struct str wanted)
{
	struct str tag = { NULL, 0 };
	while (tags.at && tags_next(tags, &tag))
		if (str_equal(tag, wanted))
			return true;
	return false;
}

void import_tag(struct import *import, struct attribute *tags, struct str tag, struct ledger_item *item)
{
	struct str own = tag_looks_valid(tag) ? tag : tag_meant(&import->arena, tag);
	if (!own.len) {
		ledger_changef(&import->ledger, item, "tags consist of the letters a to z, digits and hyphens",
			       "left out", "tag '%.*s'", STR_ARG(tag));
		return;
	}
	/* Capitals alone tell no tags apart. */
	if (own.len != tag.len || strncasecmp(own.at, tag.at, tag.len) != 0) {
		char outcome[64];
		snprintf(outcome, sizeof(outcome), "written as '%.*s'", own.len < 40 ? (int)own.len : 40, own.at);
		ledger_changef(&import->ledger, item, "tags consist of the letters a to z, digits and hyphens", outcome,
			       "tag '%.*s'", STR_ARG(tag));
	}
	if (has_tag(tags->value, own))
		return;
	char *text = arena_alloc(&import->arena, tags->value.len + own.len + 2);
	if (!text)
		return;
	size_t len = tags->value.len;
	if (len) {
		memcpy(text, tags->value.at, len);
		text[len++] = ' ';
	}
	memcpy(text + len, own.at, own.len);
	tags->value = (struct str){ text, len + own.len };
}
