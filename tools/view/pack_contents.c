#include "view/pack_contents.h"

#include "base/human.h"
#include "base/json.h"
#include "reader/entry_list.h"
#include "view/parts.h"

#include <stdio.h>
#include <stdlib.h>

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct satchel_entry *)a)->name, ((const struct satchel_entry *)b)->name);
}

static const struct satchel_entry *lesson_entry(const struct entry_list *entries, const char *id)
{
	static const struct satchel_entry none;
	struct satchel_entry key;
	snprintf(key.name, sizeof(key.name), "lessons/%.64s.json", id);
	const struct satchel_entry *found = bsearch(&key, entries->at, entries->count, sizeof(key), by_name);
	return found ? found : &none;
}

/* Data of the output: the units, and the lessons of each. */
struct show {
	const struct satchel *pack;
	struct entry_list entries; /* by name */
	struct buf *out;
	struct json json;
	bool as_json;
	uint64_t lessons_left; /* of the unit */
	struct satchel_error *error;
	enum satchel_status status;
};

static void add_count(struct buf *out, uint64_t count, uint64_t whole, const char *noun)
{
	human_count(out, count, noun);
	if (whole != count) {
		buf_text(out, " of ");
		human_number(out, whole);
	}
}

static void lesson_text(struct show *show, const struct satchel_lesson *lesson)
{
	struct buf *out = show->out;
	const struct satchel_entry *entry = lesson_entry(&show->entries, lesson->id);
	buf_format(out, "  %s: ", lesson->id);
	human_text(out, str_from(lesson->title), HUMAN_WHOLE);
	buf_text(out, lesson->for_members ? " (members)\n    " : "\n    ");
	add_count(out, lesson->counts.sections, lesson->whole.sections, "section");
	buf_text(out, ", ");
	add_count(out, lesson->counts.questions, lesson->whole.questions, "question");
	buf_text(out, ", ");
	add_count(out, lesson->counts.cards, lesson->whole.cards, "card");
	buf_text(out, ", ");
	add_count(out, lesson->counts.glossary, lesson->whole.glossary, "glossary entry");
	buf_text(out, "; ");
	human_count(out, entry->raw_size, "byte");
	buf_text(out, ", ");
	human_number(out, entry->stored_size);
	buf_text(out, " stored\n");
	for (size_t i = 0; i < lesson->section_count; i++) {
		buf_repeat(out, ' ', 4 + 2 * (size_t)lesson->sections[i].level);
		human_text(out, str_from(lesson->sections[i].title), HUMAN_WHOLE);
		buf_char(out, '\n');
	}
}

static void counts_json(struct json *json, const char *key, const struct satchel_counts *counts)
{
	json_key(json, key);
	json_open_object(json);
	json_member_uint(json, "sections", counts->sections);
	json_member_uint(json, "questions", counts->questions);
	json_member_uint(json, "cards", counts->cards);
	json_member_uint(json, "glossary", counts->glossary);
	json_close_object(json);
}

static void lesson_json(struct show *show, const struct satchel_lesson *lesson)
{
	struct json *json = &show->json;
	const struct satchel_entry *entry = lesson_entry(&show->entries, lesson->id);
	json_open_object(json);
	json_member_text(json, "id", lesson->id);
	json_member_text(json, "title", lesson->title);
	json_member_text(json, "lang", lesson->lang);
	json_member_text(json, "access", lesson->for_members ? "member" : "free");
	json_key(json, "sections");
	json_open_array(json);
	for (size_t i = 0; i < lesson->section_count; i++) {
		json_open_object(json);
		json_member_text(json, "id", lesson->sections[i].id);
		json_member_text(json, "title", lesson->sections[i].title);
		json_member_uint(json, "level", lesson->sections[i].level);
		json_close_object(json);
	}
	json_close_array(json);
	counts_json(json, "counts", &lesson->counts);
	if (lesson->is_part)
		counts_json(json, "whole", &lesson->whole);
	json_member_uint(json, "stored", entry->stored_size);
	json_member_uint(json, "raw", entry->raw_size);
	json_close_object(json);
}

static bool on_lesson(void *context, const struct satchel_lesson *lesson)
{
	struct show *show = context;
	if (show->as_json)
		lesson_json(show, lesson);
	else
		lesson_text(show, lesson);
	return --show->lessons_left > 0;
}

static bool on_unit(void *context, const struct satchel_unit *unit)
{
	struct show *show = context;
	show->lessons_left = unit->lesson_count;
	if (show->as_json) {
		json_open_object(&show->json);
		json_member_text(&show->json, "id", unit->id);
		json_member_text(&show->json, "title", unit->title);
		if (unit->whole != unit->lesson_count)
			json_member_uint(&show->json, "whole", unit->whole);
		json_key(&show->json, "lessons");
		json_open_array(&show->json);
	} else {
		buf_format(show->out, "\n%s: ", unit->id);
		human_text(show->out, str_from(unit->title), HUMAN_WHOLE);
		if (unit->whole != unit->lesson_count) {
			buf_text(show->out, ", ");
			add_count(show->out, unit->lesson_count, unit->whole, "lesson");
		}
		buf_char(show->out, '\n');
	}
	if (unit->lesson_count > 0)
		show->status = satchel_list_lessons(show->pack, unit->first_lesson, on_lesson, show, show->error);
	if (show->as_json) {
		json_close_array(&show->json);
		json_close_object(&show->json);
	}
	return show->status == SATCHEL_OK;
}

static void show_units(struct show *show)
{
	struct satchel_error error; /* for the unit's lessons, whose failure ended the list of units */
	enum satchel_status status = satchel_list_units(show->pack, on_unit, show, &error);
	if (show->status == SATCHEL_OK) {
		show->status = status;
		*show->error = error;
	}
}

static void show_head(struct buf *out, const struct satchel *pack)
{
	const struct satchel_manifest *manifest = satchel_manifest(pack);
	const struct satchel_counts *counts = &manifest->counts, *whole = &manifest->whole;
	human_text(out, str_from(manifest->title), HUMAN_WHOLE);
	buf_format(out, " (%s ", manifest->id);
	human_text(out, str_from(manifest->version), HUMAN_WHOLE);
	buf_format(out, ", release %llu, ", (unsigned long long)manifest->release);
	if (manifest->date)
		buf_format(out, "%s, ", manifest->date);
	buf_format(out, "edition %s, ", manifest->edition);
	human_text(out, str_from(manifest->licence), HUMAN_WHOLE);
	buf_text(out, ", ");
	human_text(out, str_from(manifest->lang), HUMAN_WHOLE);
	buf_text(out, satchel_signature_bytes(pack) ? ", signed)\n" : ")\n");
	add_count(out, counts->units, whole->units, "unit");
	buf_text(out, ", ");
	add_count(out, counts->lessons, whole->lessons, "lesson");
	buf_text(out, ", ");
	add_count(out, counts->questions, whole->questions, "question");
	buf_text(out, ", ");
	add_count(out, counts->cards, whole->cards, "card");
	buf_text(out, ", ");
	add_count(out, counts->assets, whole->assets, "asset");
	buf_text(out, ", ");
	human_count(out, satchel_size(pack), "byte");
	buf_text(out, "\ncontent root ");
	for (size_t i = 0; i < SATCHEL_DIGEST_SIZE; i++)
		buf_format(out, "%02x", manifest->content_root[i]);
	buf_char(out, '\n');
}

/* Where the rest of a free edition is. */
static void rest_text(struct text_page *page, const struct json_token *rest, struct buf *line)
{
	const struct json_token *one = NULL;
	if (rest)
		buf_char(page->out, '\n');
	while (page_each(page, rest, &one)) {
		buf_clear(line);
		page_add_string(page, line, page_string(page, one, "text"));
		buf_text(line, " (");
		page_add_string(page, line, page_string(page, one, "lang"));
		if (page_member(page, one, "href")) {
			buf_text(line, ", ");
			page_add_string(page, line, page_string(page, one, "href"));
		}
		buf_char(line, ')');
		page_wrap(page->out, 0, "Rest: ", buf_view(line));
	}
}

/* The description and the people, like those of a lesson. */
static void about_text(struct show *show)
{
	const struct satchel_bytes *manifest = satchel_manifest_bytes(show->pack);
	struct json_tape json;
	struct text_page page;
	struct buf line;
	if (!tape_make(&json, manifest->at, manifest->size)) {
		show->out->failed = true;
		return;
	}
	page_init(&page, show->out, &json);
	buf_init(&line, BUF_CAP);
	page_add_string(&page, &line, page_string(&page, json.tokens, "description"));
	if (line.len) {
		buf_char(show->out, '\n');
		page_wrap(show->out, 0, "", buf_view(&line));
	}
	const struct json_token *cover = page_member(&page, json.tokens, "cover");
	if (cover) {
		buf_clear(&line);
		page_add_string(&page, &line, page_string(&page, cover, "alt"));
		buf_char(show->out, '\n');
		page_wrap(show->out, 0, "Cover: ", buf_view(&line));
	}
	const struct json_token *people = page_member(&page, json.tokens, "people");
	buf_text(show->out, people ? "\n" : "");
	people_text(&page, people);
	rest_text(&page, page_member(&page, json.tokens, "rest"), &line);
	page_release(&page, &line);
	page_release(&page, &page.string);
	tape_free(&json);
}

static void files_text(struct show *show, const char *folder, const char *heading)
{
	for (size_t i = 0; i < show->entries.count; i++) {
		const struct satchel_entry *entry = &show->entries.at[i];
		if (strncmp(entry->name, folder, strlen(folder)) != 0)
			continue;
		buf_format(show->out, "%s  %s: ", heading, entry->name);
		heading = "";
		human_count(show->out, entry->raw_size, "byte");
		buf_text(show->out, ", ");
		human_number(show->out, entry->stored_size);
		buf_text(show->out, " stored\n");
	}
}

static void entry_json(struct json *json, const struct satchel_entry *entry)
{
	json_open_object(json);
	json_member_text(json, "name", entry->name);
	json_member_uint(json, "offset", entry->offset);
	json_member_uint(json, "stored", entry->stored_size);
	json_member_uint(json, "raw", entry->raw_size);
	json_close_object(json);
}

static void show_json(struct show *show)
{
	struct json *json = &show->json;
	const struct satchel_bytes *manifest = satchel_manifest_bytes(show->pack);
	json_init(json, show->out);
	json_open_object(json);
	json_member_uint(json, "size", satchel_size(show->pack));
	json_key(json, "signed");
	json_bool(json, satchel_signature_bytes(show->pack) != NULL);
	json_key(json, "manifest");
	json_raw(json, (struct str){ manifest->at, manifest->size });
	json_key(json, "units");
	json_open_array(json);
	show_units(show);
	json_close_array(json);
	json_key(json, "files");
	json_open_array(json);
	for (size_t i = 0; i < show->entries.count; i++)
		if (strncmp(show->entries.at[i].name, "assets/", 7) == 0 ||
		    strncmp(show->entries.at[i].name, "extras/", 7) == 0)
			entry_json(json, &show->entries.at[i]);
	json_close_array(json);
	json_close_object(json);
	buf_char(show->out, '\n');
}

enum satchel_status view_pack(struct buf *out, const struct satchel *pack, bool as_json, struct satchel_error *error)
{
	struct show show = { .pack = pack, .out = out, .as_json = as_json, .error = error };
	show.status = entry_list_read(&show.entries, pack, error);
	if (show.entries.count)
		qsort(show.entries.at, show.entries.count, sizeof(*show.entries.at), by_name);
	if (show.status == SATCHEL_OK && as_json) {
		show_json(&show);
	} else if (show.status == SATCHEL_OK) {
		show_head(out, pack);
		about_text(&show);
		show_units(&show);
		files_text(&show, "assets/", "\nassets\n");
		files_text(&show, "extras/", "\nextras\n");
	}
	free(show.entries.at);
	return show.status;
}

static void list_text(const struct entry_list *entries, struct buf *out)
{
	for (size_t i = 0; i < entries->count; i++)
		buf_format(out, "%10lu %10lu  %s\n", (unsigned long)entries->at[i].raw_size,
			   (unsigned long)entries->at[i].stored_size, entries->at[i].name);
}

static void list_json(const struct entry_list *entries, struct buf *out)
{
	struct json json;
	json_init(&json, out);
	json_open_array(&json);
	for (size_t i = 0; i < entries->count; i++)
		entry_json(&json, &entries->at[i]);
	json_close_array(&json);
	buf_char(out, '\n');
}

enum satchel_status view_pack_entries(struct buf *out, const struct satchel *pack, bool as_json,
				      struct satchel_error *error)
{
	struct entry_list entries = { .at = NULL };
	enum satchel_status status = entry_list_read(&entries, pack, error);
	if (status == SATCHEL_OK && as_json)
		list_json(&entries, out);
	else if (status == SATCHEL_OK)
		list_text(&entries, out);
	free(entries.at);
	return status;
}
