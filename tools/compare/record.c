#include "compare/marks.h"
#include "compare/record_reader.h"
#include "reader/satchel.h"

#include <sodium.h>

const char *const record_forms[RECORD_FORMS] = { "single",   "multiple", "open",  "numeric",	  "matching",
						 "ordering", "card",	 "cloze", RECORD_DELETION };
const char *const record_access_names[RECORD_ACCESSES] = { "free", "part", "member" };

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

uint64_t record_digest(struct str text)
{
	static const unsigned char key[crypto_shorthash_KEYBYTES] = "satchel records";
	unsigned char bytes[crypto_shorthash_BYTES];
	uint64_t value = 0;
	crypto_shorthash(bytes, (const unsigned char *)(text.at ? text.at : ""), text.len, key);
	for (size_t i = 0; i < sizeof(bytes); i++)
		value |= (uint64_t)bytes[i] << 8 * i;
	return value;
}

static void add_sections(struct record_reader *reading, struct json_walk sections, uint64_t *sum)
{
	static const char *const names[] = { "id", "title", "blocks", "sections", "access" };
	if (!json_enter(&sections))
		return;
	while (walk_element(&sections)) {
		struct json_walk v[5];
		const char *label = "section";
		bool outer = reading->for_members;
		sections = MEMBERS(sections, names, v);
		reading->for_members = json_is_word(v[4], "member");
		if (reading->record->access == RECORD_FREE && reading->for_members)
			reading->record->access = RECORD_PART;
		if (reading->detail == RECORD_LINES) {
			buf_clear(&reading->text);
			buf_text(&reading->text, "section ");
			json_append(&reading->text, v[0]);
			label = record_keep(reading, buf_view(&reading->text)).at;
		}
		record_add_text(reading, label ? label : "section", v[1], sum);
		record_add_blocks(reading, label ? label : "section", v[2], sum);
		add_sections(reading, v[3], sum);
		reading->for_members = outer;
	}
}

static void add_texts(struct record_reader *reading, const char *label, struct json_walk texts, uint64_t *sum)
{
	if (json_enter(&texts))
		for (; walk_element(&texts); walk_skip(&texts))
			record_add_text(reading, label, texts, sum);
}

static bool read_entry(struct record_reader *reading, struct json_walk *json)
{
	static const char *const names[] = {
		"id", "kind", "access", "term", "definition", "synonyms", "abbreviations"
	};
	struct json_walk v[7];
	*json = MEMBERS(*json, names, v);
	v[1].at = NULL;
	struct record *record = record_open(reading, RECORD_ENTRY, v);
	if (!record)
		return false;
	record_take_title(reading, v[3]);
	record_add_text(reading, "term", v[3], &record->answer);
	add_texts(reading, "synonym", v[5], &record->words);
	add_texts(reading, "abbreviation", v[6], &record->words);
	record_add_flow(reading, "definition", v[4], &record->words);
	return true;
}

static const char *const body_names[] = { "id",		"kind",	    "access",	 "title",   "summary",
					  "objectives", "sections", "takeaways", "sources", "sets" };
enum { BODY_NAMES = sizeof(body_names) / sizeof(body_names[0]) };

static void add_sets(struct record_reader *reading, struct json_walk sets)
{
	static const char *const names[] = { "vignette" };
	struct json_walk vignette;
	if (!json_enter(&sets))
		return;
	while (walk_element(&sets)) {
		sets = MEMBERS(sets, names, &vignette);
		record_add_flow(reading, "vignette of a set", vignette, &reading->record->words);
	}
}

/* Reads the lesson without its items. */
static bool read_body(struct record_reader *reading, const struct json_walk v[BODY_NAMES], uint64_t marks)
{
	struct record *record = record_open(reading, RECORD_LESSON, v);
	if (!record)
		return false;
	record->marks = marks;
	record_take_title(reading, v[3]);
	record_add_text(reading, "title", v[3], &record->words);
	record_add_text(reading, "summary", v[4], &record->words);
	record_add_flows(reading, "objective", v[5], &record->words);
	add_sections(reading, v[6], &record->words);
	record_add_flows(reading, "takeaway", v[7], &record->words);
	record_add_flows(reading, "source", v[8], &record->words);
	add_sets(reading, v[9]);
	return true;
}

/* Each function reads the item at the cursor, and advances past it. */
static const struct {
	const char *member;
	bool (*read)(struct record_reader *reading, struct json_walk *json);
} lists[] = { { "questions", record_question }, { "cards", record_card }, { "glossary", read_entry } };

enum { RECORD_LISTS = sizeof(lists) / sizeof(lists[0]) };

static bool read_items(struct record_reader *reading, struct json_walk items, size_t list)
{
	if (!json_enter(&items))
		return true;
	while (walk_element(&items)) {
		const struct json_walk start = items;
		if (!lists[list].read(reading, &items))
			return false;
		if (!reading->record->filled)
			reading->record->marks =
				mark_digest(start, (struct str){ start.at, (size_t)(items.at - start.at) });
	}
	return true;
}

/* Reads the lesson, with the markup of everything but its items, and the items in document order. */
static bool read_lesson(struct record_reader *reading, struct json_walk json)
{
	struct json_walk body[BODY_NAMES] = { { NULL } }, items[RECORD_LISTS] = { { NULL } };
	struct json_string name;
	uint64_t marks = 0;
	if (!walk_object(&json))
		return false;
	while (walk_member(&json, &name)) {
		size_t list = 0;
		while (list < RECORD_LISTS && !string_is(name, lists[list].member))
			list++;
		if (list < RECORD_LISTS)
			items[list] = json;
		for (size_t i = 0; list == RECORD_LISTS && i < BODY_NAMES; i++)
			if (string_is(name, body_names[i]))
				body[i] = json;
		struct json_walk start = json;
		struct str value = json_take(&json);
		if (list == RECORD_LISTS)
			marks += record_digest((struct str){ name.at, name.len }) * 31 + mark_digest(start, value);
	}
	bool good = read_body(reading, body, marks);
	for (size_t list = 0; good && list < RECORD_LISTS; list++)
		good = !items[list].at || read_items(reading, items[list], list);
	return good;
}

enum record_status record_read(struct arena *arena, const char *json, size_t size, enum record_detail detail,
			       struct record **records)
{
	struct record_reader reading = { .arena = arena, .detail = detail, .last = records };
	struct json_walk walk = { json };
	size_t location;
	*records = NULL;
	switch (json_check(json, size, &location)) {
	case JSON_GOOD: break;
	case JSON_OUT_OF_MEMORY: return RECORD_NO_MEMORY;
	default: return RECORD_NO_LESSON;
	}
	buf_init(&reading.text, BUF_CAP);
	buf_init(&reading.item, BUF_CAP);
	bool good = read_lesson(&reading, walk);
	good = good && !buf_failed(&reading.text) && !arena_failed(arena);
	buf_release(&reading.text);
	buf_release(&reading.item);
	return good ? RECORD_OK : RECORD_NO_MEMORY;
}
