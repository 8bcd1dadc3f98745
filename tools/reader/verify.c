/* Verifies a pack completely, and reports all problems at once. */
#include "reader/forms.h"
#include "reader/schema.h"
#include "reader/verify.h"

#include <stdlib.h>
#include <string.h>

static bool grow(void **array, size_t count, size_t *room, size_t size)
{
	if (count < *room)
		return true;
	size_t more = *room ? *room * 2 : 64;
	void *bigger = realloc(*array, more * size);
	if (!bigger)
		return false;
	*array = bigger;
	*room = more;
	return true;
}

static bool add_known(struct verify *v, struct known_list *list, const struct satchel_entry *entry)
{
	void *at = list->at;
	if (list->count > SATCHEL_ENTRIES_MAX) {
		add_problem(v->problems, SATCHEL_DAMAGED, "", "the index has more than %d entries",
			    SATCHEL_ENTRIES_MAX);
		return false;
	}
	if (!grow(&at, list->count, &list->room, sizeof(*list->at)))
		return add_no_memory(v->problems);
	list->at = at;
	list->at[list->count++] = (struct known_entry){ .entry = *entry };
	return true;
}

static int known_has_name(const void *name, const void *known)
{
	return strcmp(name, ((const struct known_entry *)known)->entry.name);
}

struct known_entry *known_find(const struct known_list *list, const char *name)
{
	return list->count ? bsearch(name, list->at, list->count, sizeof(*list->at), known_has_name) : NULL;
}

/* An empty array may be NULL, which qsort does not accept. */
static void sort(void *array, size_t count, size_t size, int (*order)(const void *, const void *))
{
	if (count > 1)
		qsort(array, count, size, order);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct known_entry *)a)->entry.name, ((const struct known_entry *)b)->entry.name);
}

/* The order of their ids, because offsets follow from the order of the rows. */
static int by_offset(const void *a, const void *b)
{
	const struct satchel_entry *one = a, *other = b;
	return (one->offset > other->offset) - (one->offset < other->offset);
}

static int by_id(const void *a, const void *b)
{
	return strcmp(((const struct known_item *)a)->id, ((const struct known_item *)b)->id);
}

static bool on_page(void *context, const struct satchel_entry *page)
{
	struct verify *v = context;
	return add_known(v, &v->pages, page);
}

static bool on_lesson_place(void *context, const union index_row *row)
{
	struct verify *v = context;
	return add_known(v, &v->lessons, &row->entry);
}

static bool on_file(void *context, const union index_row *row)
{
	struct verify *v = context;
	v->counts.assets += strncmp(row->entry.name, "assets/", 7) == 0;
	return add_known(v, &v->files, &row->entry);
}

static bool on_item(void *context, const union index_row *row)
{
	struct verify *v = context;
	void *at = v->items;
	char name[SATCHEL_NAME_MAX + 1];
	if (!grow(&at, v->item_count, &v->item_room, sizeof(*v->items)))
		return add_no_memory(v->problems);
	v->items = at;
	struct known_item *item = &v->items[v->item_count++];
	lesson_name(name, row->item.lesson);
	const struct known_entry *lesson = known_find(&v->lessons, name);
	*item = (struct known_item){ .kind = row->item.kind,
				     .lesson = lesson ? (size_t)(lesson - v->lessons.at) : SIZE_MAX };
	strcpy(item->id, row->item.id);
	if (!lesson)
		add_problem(v->problems, SATCHEL_DAMAGED, "index.json",
			    "items: %s is listed in lesson %s, which does not exist", row->item.id, row->item.lesson);
	lesson_name(name, row->item.id);
	if (known_find(&v->lessons, name))
		add_problem(v->problems, SATCHEL_DAMAGED, "index.json", "items: %s is the id of a lesson, too",
			    row->item.id);
	return true;
}

static bool on_outline(void *context, const union index_row *row)
{
	struct verify *v = context;
	const struct satchel_lesson *lesson = &row->outline.lesson;
	char name[SATCHEL_NAME_MAX + 1];
	v->counts.sections += lesson->counts.sections;
	v->counts.questions += lesson->counts.questions;
	v->counts.cards += lesson->counts.cards;
	v->counts.glossary += lesson->counts.glossary;
	lesson_name(name, lesson->id);
	struct known_entry *known = known_find(&v->lessons, name);
	if (!known || known->used) {
		add_problem(v->problems, SATCHEL_DAMAGED, "index.json",
			    known ? "outline: lesson %s appears twice" : "outline: lesson %s is not among lessons",
			    lesson->id);
		return true;
	}
	if (lesson->is_part && !v->pack->manifest.is_part)
		add_problem(v->problems, SATCHEL_DAMAGED, name,
			    "the outline marks it as partial, but the pack is not a partial edition");
	if (lesson->is_part && memcmp(&lesson->counts, &lesson->whole, sizeof(lesson->counts)) == 0)
		add_problem(v->problems, SATCHEL_DAMAGED, name,
			    "the outline marks it as partial, but its counts are those of the whole lesson");
	v->order[v->order_count++] = (size_t)(known - v->lessons.at);
	known->used = true;
	verify_lesson(v, lesson, known);
	return v->problems->first.status != SATCHEL_NO_MEMORY;
}

static void walk(struct verify *v, enum list list, bool (*on_row)(void *context, const union index_row *row))
{
	struct tree tree = { .pack = v->pack,
			     .list = list,
			     .problems = v->problems,
			     .on_row = on_row,
			     .on_page = on_page,
			     .context = v };
	tree_walk(&tree);
}

bool verify_bytes(struct verify *v, struct known_entry *known, struct satchel_bytes *bytes)
{
	if (!extract(&v->pack->input, &known->entry, EXTRACT_RAW, bytes, v->problems)) {
		v->unread = true;
		return false;
	}
	sha256(known->raw_sha256, bytes->at, bytes->size);
	return true;
}

static void check_asset_name(const struct known_entry *asset, struct problems *problems)
{
	const struct satchel_entry *entry = &asset->entry;
	static const char digits[] = "0123456789abcdef";
	for (size_t i = 0; i < ASSET_DIGITS; i++) {
		unsigned nibble = (i % 2 ? asset->raw_sha256[i / 2] : asset->raw_sha256[i / 2] >> 4) & 15u;
		if (entry->name[7 + i] != digits[nibble]) {
			add_problem(problems, SATCHEL_DAMAGED, entry->name, "its name does not match its digest");
			return;
		}
	}
}

static void verify_file(struct verify *v, struct known_entry *file)
{
	const struct satchel_entry *entry = &file->entry;
	struct satchel_bytes bytes;
	size_t len = strlen(entry->name);
	if (name_kind(entry->name) == NAME_ASSET) {
		if (zip_is_deflated(entry) && strcmp(entry->name + len - 4, ".svg") != 0 &&
		    strcmp(entry->name + len - 4, ".vtt") != 0)
			add_problem(v->problems, SATCHEL_DAMAGED, entry->name,
				    "assets other than SVG and WebVTT must be stored");
		if (!file->used && !v->incomplete)
			add_problem(v->problems, SATCHEL_DAMAGED, entry->name, "no lesson shows it");
	}
	if (!verify_bytes(v, file, &bytes))
		return;
	/* The content of other extras is unknown. */
	if (name_kind(entry->name) == NAME_ASSET)
		check_asset_name(file, v->problems);
	else if (strcmp(entry->name, "extras/search.json") == 0)
		file->read = verify_search(v, &bytes);
	satchel_bytes_free(&bytes);
}

struct unit_check {
	struct verify *v;
	char *ids; /* of all units so far, SATCHEL_ID_MAX + 1 each */
	uint64_t lessons, whole;
};

static bool on_unit(void *context, const struct satchel_unit *unit)
{
	struct unit_check *check = context;
	struct verify *v = check->v;
	for (size_t i = 0; i < v->counts.units; i++)
		if (strcmp(check->ids + i * (SATCHEL_ID_MAX + 1), unit->id) == 0)
			add_problem(v->problems, SATCHEL_DAMAGED, "index.json", "units: %s appears twice", unit->id);
	strcpy(check->ids + v->counts.units++ * (SATCHEL_ID_MAX + 1), unit->id);
	check->lessons += unit->lesson_count;
	check->whole += unit->whole;
	return true;
}

static void verify_units(struct verify *v)
{
	struct unit_check check = { .v = v, .ids = malloc((size_t)SATCHEL_UNITS_MAX * (SATCHEL_ID_MAX + 1)) };
	if (!check.ids) {
		add_no_memory(v->problems);
		return;
	}
	const struct satchel_counts *whole = &v->pack->manifest.whole;
	if (units_walk(v->pack, on_unit, &check, v->problems)) {
		if (check.lessons != v->lessons.count)
			add_problem(v->problems, SATCHEL_DAMAGED, "index.json",
				    "units: they have %llu lessons, but the pack has %zu",
				    (unsigned long long)check.lessons, v->lessons.count);
		if (v->pack->manifest.is_part && (check.whole != whole->lessons || v->counts.units != whole->units))
			add_problem(v->problems, SATCHEL_DAMAGED, "index.json",
				"units: their whole counts differ from those of the manifest");
	}
	free(check.ids);
}

static void compare_counts(struct verify *v)
{
	const struct satchel_counts *has = &v->counts, *listed = &v->pack->manifest.counts,
				    *whole = &v->pack->manifest.whole;
	const struct {
		const char *name;
		uint64_t has, listed, whole;
	} rows[] = {
		{ "units", has->units, listed->units, whole->units },
		{ "lessons", has->lessons, listed->lessons, whole->lessons },
		{ "sections", has->sections, listed->sections, whole->sections },
		{ "questions", has->questions, listed->questions, whole->questions },
		{ "cards", has->cards, listed->cards, whole->cards },
		{ "glossary", has->glossary, listed->glossary, whole->glossary },
		{ "assets", has->assets, listed->assets, whole->assets },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (rows[i].has != rows[i].listed)
			add_problem(v->problems, SATCHEL_DAMAGED, "manifest.json",
				    "counts: %s is %llu, but the index has %llu", rows[i].name,
				    (unsigned long long)rows[i].listed, (unsigned long long)rows[i].has);
		if (rows[i].listed > rows[i].whole)
			add_problem(v->problems, SATCHEL_DAMAGED, "manifest.json", "whole: %s is less than in counts",
				    rows[i].name);
	}
}

static int by_digest(const void *a, const void *b)
{
	return memcmp(a, b, SATCHEL_DIGEST_SIZE);
}

static void check_content_root(struct verify *v)
{
	size_t count = 0;
	if (v->unread)
		return;
	uint8_t root[SATCHEL_DIGEST_SIZE];
	uint8_t *digests = malloc((v->lessons.count + v->files.count + 1) * SATCHEL_DIGEST_SIZE);
	if (!digests) {
		add_no_memory(v->problems);
		return;
	}
	for (size_t i = 0; i < v->lessons.count; i++)
		memcpy(digests + count++ * SATCHEL_DIGEST_SIZE, v->lessons.at[i].raw_sha256, SATCHEL_DIGEST_SIZE);
	for (size_t i = 0; i < v->files.count; i++)
		if (name_kind(v->files.at[i].entry.name) == NAME_ASSET)
			memcpy(digests + count++ * SATCHEL_DIGEST_SIZE, v->files.at[i].raw_sha256, SATCHEL_DIGEST_SIZE);
	qsort(digests, count, SATCHEL_DIGEST_SIZE, by_digest);
	sha256(root, digests, count * SATCHEL_DIGEST_SIZE);
	free(digests);
	if (memcmp(root, v->pack->manifest.content_root, sizeof(root)) != 0)
		add_problem(v->problems, SATCHEL_DAMAGED, "manifest.json",
			"the content root does not match the lessons and assets");
}

static void verify_lists(struct verify *v)
{
	walk(v, LIST_LESSONS, on_lesson_place);
	v->counts.lessons = v->lessons.count;
	/* Wrong order has been reported; lookups below need them sorted. */
	sort(v->lessons.at, v->lessons.count, sizeof(*v->lessons.at), by_name);
	size_t lesson_pages = v->pages.count;
	walk(v, LIST_FILES, on_file);
	sort(v->files.at, v->files.count, sizeof(*v->files.at), by_name);
	size_t file_pages = v->pages.count - lesson_pages;
	walk(v, LIST_ITEMS, on_item);
	sort(v->items, v->item_count, sizeof(*v->items), by_id);
	size_t item_pages = v->pages.count - lesson_pages - file_pages;
	v->order = calloc(v->lessons.count + 1, sizeof(*v->order));
	if (!v->order) {
		add_no_memory(v->problems);
		return;
	}
	walk(v, LIST_OUTLINE, on_outline);
	/* In the archive the outline's pages follow those of lessons, then those of items, then those of files. */
	struct known_entry *sorted = malloc((v->pages.count + 1) * sizeof(*sorted));
	if (!sorted) {
		add_no_memory(v->problems);
		return;
	}
	size_t from = lesson_pages + file_pages + item_pages, outline_pages = v->pages.count - from, to = 0;
	if (v->pages.count) {
		memcpy(sorted, v->pages.at, lesson_pages * sizeof(*sorted));
		to = lesson_pages;
		memcpy(sorted + to, v->pages.at + from, outline_pages * sizeof(*sorted));
		to += outline_pages;
		memcpy(sorted + to, v->pages.at + lesson_pages + file_pages, item_pages * sizeof(*sorted));
		memcpy(sorted + to + item_pages, v->pages.at + lesson_pages, file_pages * sizeof(*sorted));
	}
	free(v->pages.at);
	v->pages.at = sorted;
	v->pages.room = v->pages.count + 1;
}

static void use_cover(struct verify *v)
{
	const char *name = v->pack->manifest.cover.asset;
	struct known_entry *cover = name && name_kind(name) == NAME_ASSET ? known_find(&v->files, name) : NULL;
	if (cover)
		cover->used = true;
	else if (name)
		add_problem(v->problems, SATCHEL_DAMAGED, "manifest.json", "cover: the pack has no such asset");
}

static void verify_content(struct verify *v)
{
	verify_lists(v);
	for (size_t i = 0; i < v->lessons.count; i++)
		if (!v->lessons.at[i].used)
			add_problem(v->problems, SATCHEL_DAMAGED, v->lessons.at[i].entry.name, "not in the outline");
	for (size_t i = 0; i < v->item_count; i++)
		if (!v->items[i].found && v->items[i].lesson != SIZE_MAX && v->lessons.at[v->items[i].lesson].read)
			add_problem(v->problems, SATCHEL_DAMAGED, v->lessons.at[v->items[i].lesson].entry.name,
				"%s is missing, but listed in items of the index", v->items[i].id);
	use_cover(v);
	for (size_t i = 0; i < v->files.count; i++)
		verify_file(v, &v->files.at[i]);
	if (has_extra(v->pack, "search") != (known_find(&v->files, "extras/search.json") != NULL))
		add_problem(v->problems, SATCHEL_DAMAGED, "manifest.json",
			"extras: the name search and the file extras/search.json require each other");
	verify_units(v);
	compare_counts(v);
	check_content_root(v);
	sort(v->lessons.at, v->lessons.count, sizeof(*v->lessons.at), by_offset);
	verify_archive(v);
}

static enum satchel_status verify_input(const struct input *input, struct problems *problems,
					struct satchel_error *error)
{
	struct satchel pack = { .input = *input };
	struct verify v = { .pack = &pack, .problems = problems };
	struct zip_end end;
	if (load(&pack, problems) && pack.manifest.extras)
		verify_content(&v);
	else if (problems->first.status == SATCHEL_DAMAGED)
		(void)!zip_check_end(&pack.input, &end, problems);
	free(v.pages.at);
	free(v.lessons.at);
	free(v.files.at);
	free(v.items);
	free(v.order);
	unload(&pack);
	return problems_first(problems, error);
}

enum satchel_status satchel_verify(const char *path, satchel_problem *on_problem, void *context,
				   struct satchel_error *error)
{
	struct problems problems = { .report = on_problem, .context = context, .all = true };
	struct input input;
	return input_open_path(&input, path, &problems) ? verify_input(&input, &problems, error)
							 : problems_first(&problems, error);
}

enum satchel_status satchel_verify_fd(int fd, satchel_problem *on_problem, void *context, struct satchel_error *error)
{
	struct problems problems = { .report = on_problem, .context = context, .all = true };
	struct input input;
	return input_open_fd(&input, fd, &problems) ? verify_input(&input, &problems, error)
						     : problems_first(&problems, error);
}

enum satchel_status satchel_verify_memory(const void *bytes, size_t size, satchel_problem *on_problem, void *context,
					  struct satchel_error *error)
{
	struct problems problems = { .report = on_problem, .context = context, .all = true };
	const struct input input = { .memory = bytes, .fd = -1, .size = size };
	return verify_input(&input, &problems, error);
}

enum satchel_status satchel_verify_source(const struct satchel_source *source, satchel_problem *on_problem,
					  void *context, struct satchel_error *error)
{
	struct problems problems = { .report = on_problem, .context = context, .all = true };
	const struct input input = { .fd = -1, .source = *source, .size = source->size };
	return verify_input(&input, &problems, error);
}
