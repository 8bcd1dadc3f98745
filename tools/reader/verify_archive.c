#include "reader/verify.h"

#include <stdlib.h>
#include <string.h>

/* A pass over the central directory, in parallel with the entries in their required order. */
struct archive {
	struct verify *v;
	uint64_t next; /* where the next entry must begin */
	unsigned char *directory;
	size_t size, at; /* of the directory, and the current position in it */
	uint64_t count;  /* entries so far */
	bool lost;       /* the start of the next record is unknown */
};

/* Reports what is at from instead of the expected entry. */
static void report_unexpected_entry(struct archive *a, uint64_t from)
{
	const struct input *input = &a->v->pack->input;
	struct problems *problems = a->v->problems;
	unsigned char header[ZIP_LOCAL_SIZE];
	struct zip_entry local = { 0 };
	char name[SATCHEL_NAME_MAX + 1];
	if (!input_has(input, from, ZIP_LOCAL_SIZE) ||
	    !input_read(input, from, header, ZIP_LOCAL_SIZE, "", problems) || !zip_is_local(header))
		return;
	zip_get_local(header, &local);
	size_t len = local.name_size;
	if (len >= sizeof(name) || !input_has(input, from + ZIP_LOCAL_SIZE, len) ||
	    !input_read(input, from + ZIP_LOCAL_SIZE, name, len, "", problems))
		return;
	name[len] = '\0';
	if (strlen(name) == len && is_sayable(name))
		add_problem(problems, SATCHEL_DAMAGED, name,
			"its offset %llu does not follow from the index and the order of entries",
			(unsigned long long)from);
}

static void check_record(struct archive *a, const struct satchel_entry *entry)
{
	const struct input *input = &a->v->pack->input;
	unsigned char header[ZIP_LOCAL_SIZE];
	struct zip_entry local = { 0 };
	size_t size = ZIP_CENTRAL_SIZE + strlen(entry->name);
	if (a->lost)
		return;
	if (a->size - a->at < size) {
		add_problem(a->v->problems, SATCHEL_DAMAGED, entry->name,
			    "central directory: it ends before or within its record");
		a->lost = true;
		return;
	}
	const unsigned char *record = a->directory + a->at;
	/* If the file ends before the local header, that has been reported. */
	bool has_local = input_has(input, entry->offset, ZIP_LOCAL_SIZE) &&
			 input_read(input, entry->offset, header, ZIP_LOCAL_SIZE, entry->name, a->v->problems);
	if (has_local)
		zip_get_local(header, &local);
	zip_check_central(record, entry, has_local ? &local.crc : NULL, a->v->problems);
	a->lost = !zip_is_central(record);
	a->at += size;
}

static void check_entry(struct archive *a, const struct satchel_entry *entry)
{
	if (entry->offset != a->next) {
		add_problem(a->v->problems, SATCHEL_DAMAGED, entry->name,
			"its offset is %llu, but the previous entry ends at %llu: gap, overlap or wrong order",
			(unsigned long long)entry->offset, (unsigned long long)a->next);
		if (entry->offset > a->next)
			report_unexpected_entry(a, a->next);
	}
	a->next = zip_entry_end(entry);
	a->count++;
	check_record(a, entry);
}

static void check_pages(struct archive *a)
{
	const struct known_list *pages = &a->v->pages;
	for (size_t i = 0; i < pages->count; i++) {
		const struct satchel_entry *page = &pages->at[i].entry;
		if (strtoul(page->name + strlen("index/"), NULL, 10) != i)
			add_problem(a->v->problems, SATCHEL_DAMAGED, page->name, "index/%zu.json was expected here", i);
		check_entry(a, page);
	}
}

static void check_entries(struct archive *a)
{
	struct verify *v = a->v;
	for (size_t i = 0; i < HEAD_SIZE; i++)
		if (*v->pack->head[i].name)
			check_entry(a, &v->pack->head[i]);
	uint64_t index_end = a->next;
	check_pages(a);
	if (a->next != index_end + v->pack->body)
		add_problem(v->problems, SATCHEL_DAMAGED, "index.json",
			    "body is %llu, but the pages take up %llu bytes", (unsigned long long)v->pack->body,
			    (unsigned long long)(a->next - index_end));
	for (size_t i = 0; i < v->lessons.count; i++)
		check_entry(a, &v->lessons.at[i].entry);
	for (size_t i = 0; i < v->files.count; i++)
		check_entry(a, &v->files.at[i].entry);
}

/* Reads what is between the last entry and the end record. */
static bool read_directory(struct archive *a, uint64_t start)
{
	const struct input *input = &a->v->pack->input;
	uint64_t room = input->size < ZIP_END_SIZE ? 0 : input->size - ZIP_END_SIZE;
	uint64_t most = (uint64_t)SATCHEL_ENTRIES_MAX * ZIP_CENTRAL_MAX;
	if (start > room)
		return add_problem(a->v->problems, SATCHEL_DAMAGED, "", "the file ends before its entries do");
	a->size = (size_t)(room - start < most ? room - start : most);
	a->directory = malloc(a->size + 1);
	if (!a->directory)
		return add_no_memory(a->v->problems);
	return input_read(input, start, a->directory, a->size, "", a->v->problems);
}

static void check_start(struct archive *a, uint64_t start)
{
	if (a->next == start)
		return;
	add_problem(a->v->problems, SATCHEL_DAMAGED, "",
		"end record: the offset of the central directory is %llu, but the last entry ends at %llu",
		(unsigned long long)start, (unsigned long long)a->next);
	if (start > a->next)
		report_unexpected_entry(a, a->next);
}

void verify_archive(struct verify *v)
{
	struct archive a = { .v = v };
	struct zip_end end;
	bool has_end = zip_check_end(&v->pack->input, &end, v->problems);
	a.lost = !has_end || !read_directory(&a, end.start);
	check_entries(&a);
	if (has_end)
		check_start(&a, end.start);
	if (!a.lost && a.at != a.size)
		add_problem(v->problems, SATCHEL_DAMAGED, "",
			"central directory: %zu bytes follow the last record", a.size - a.at);
	if (a.count > SATCHEL_ENTRIES_MAX)
		add_problem(v->problems, SATCHEL_DAMAGED, "", "there are more than %d entries", SATCHEL_ENTRIES_MAX);
	else if (has_end && a.count != end.count)
		add_problem(v->problems, SATCHEL_DAMAGED, "",
			"end record: the number of entries is %lu, but the central directory should have %llu",
			(unsigned long)end.count, (unsigned long long)a.count);
	free(a.directory);
}
