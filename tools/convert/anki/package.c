#include "convert/anki/package.h"

#include "convert/anki/unpack.h"

#include <utf8proc.h>

static enum result refuse(struct buf *why, const char *reason)
{
	buf_text(why, reason);
	return RESULT_REFUSED;
}

static bool has_entry(const struct package *package, const char *name)
{
	return zip_name_locate(package->zip, name, 0) >= 0;
}

enum result package_open(struct package *package, struct import *import, const char *path, struct buf *why)
{
	int code;
	*package = (struct package){ .import = import, .media_left = PACKAGE_MEDIA_MAX };
	map_init(&package->by_name);
	package->zip = zip_open(path, ZIP_RDONLY, &code);
	if (!package->zip) {
		zip_error_t error;
		zip_error_init_with_code(&error, code);
		buf_format(why, "not a readable ZIP archive: %s", zip_error_strerror(&error));
		zip_error_fini(&error);
		return code == ZIP_ER_MEMORY ? RESULT_NO_MEMORY : code == ZIP_ER_OPEN ? RESULT_FAILED : RESULT_REFUSED;
	}
	if (zip_get_num_entries(package->zip, 0) > PACKAGE_ENTRIES_MAX)
		return refuse(why, "the archive has more than 200,000 entries");
	package->latest = has_entry(package, "collection.anki21b");
	return RESULT_OK;
}

void package_close(struct package *package)
{
	if (package->zip)
		zip_discard(package->zip);
	map_release(&package->by_name);
}

enum result package_collection(struct package *package, struct buf *out, struct buf *why)
{
	static const char *const names[] = { "collection.anki21b", "collection.anki21", "collection.anki2" };
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (has_entry(package, names[i])) {
			enum result result =
				unpack_entry(package->zip, names[i], package->latest, PACKAGE_COLLECTION_MAX, out, why);
			return result == RESULT_FAILED ? RESULT_REFUSED : result;
		}
	return refuse(why, "it has no collection.anki2, collection.anki21 or collection.anki21b");
}

/* The name in the form in which all are compared; STR_NONE if memory ran out. Invalid UTF-8 stays as it is. */
static struct str normal_name(struct arena *arena, struct str name)
{
	utf8proc_uint8_t *composed;
	utf8proc_ssize_t len = utf8proc_map((const utf8proc_uint8_t *)name.at, (utf8proc_ssize_t)name.len, &composed,
					    UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	if (len == UTF8PROC_ERROR_NOMEM)
		return STR_NONE;
	if (len < 0)
		return arena_str(arena, name);
	struct str copy = arena_str(arena, (struct str){ (const char *)composed, (size_t)len });
	free(composed);
	return copy;
}

static void add_medium(struct package *package, struct str name, struct str entry)
{
	struct arena *arena = &package->import->arena;
	struct package_medium *medium = arena_alloc(arena, sizeof(*medium));
	struct str key = normal_name(arena, name);
	void **slot = medium && key.at ? map_put(&package->by_name, key) : NULL;
	if (!slot) {
		arena->failed = true;
		return;
	}
	*medium = (struct package_medium){ .name = make_str(arena, name), .entry = entry, .next = package->media };
	package->media = medium;
	if (!*slot)
		*slot = medium;
}

void package_list_media(struct package *package, struct ledger_item *item)
{
	struct import *import = package->import;
	struct buf list, why;
	buf_init(&list, BUF_CAP);
	buf_init(&why, BUF_CAP);
	bool good = !has_entry(package, "media");
	if (!good)
		good = unpack_entry(package->zip, "media", package->latest, PACKAGE_LIST_MAX, &list, &why) ==
			       RESULT_OK &&
		       unpack_media_list(buf_view(&list), package->latest, &import->arena, package, add_medium);
	if (!good)
		ledger_change(&import->ledger, item, STR("list of media"), "it is damaged, so its files have no names",
			      "left out");
	import->arena.failed = import->arena.failed || buf_failed(&list);
	buf_release(&list);
	buf_release(&why);
}

void package_report_unused(struct package *package)
{
	struct ledger *ledger = &package->import->ledger;
	for (struct package_medium *medium = package->media; medium; medium = medium->next)
		if (!medium->used)
			ledger_leave_out(ledger, ledger_read(ledger, LEDGER_OTHER, medium->name, 0),
					 "no card that was imported shows or plays this file");
}

static struct package_medium *find_medium(struct package *package, struct str name)
{
	struct str normal = normal_name(&package->import->arena, name);
	return normal.at ? map_get(&package->by_name, normal) : NULL;
}

/* Reads a medium into memory that lives as long as the import. */
static enum result load(struct package *package, struct package_medium *medium, struct buf *why)
{
	size_t cap = package->media_left < PACKAGE_MEDIUM_MAX ? package->media_left : PACKAGE_MEDIUM_MAX;
	struct buf bytes;
	zip_stat_t stat;
	buf_init(&bytes, BUF_CAP);
	char name[32];
	memcpy(name, medium->entry.at, medium->entry.len);
	name[medium->entry.len] = '\0';
	bool known = zip_stat(package->zip, name, 0, &stat) == 0 && stat.valid & ZIP_STAT_SIZE;
	if (known && stat.size > cap && stat.size <= PACKAGE_MEDIUM_MAX) {
		buf_release(&bytes);
		return refuse(why, "all files that the cards use are larger than 1 GiB together");
	}
	enum result result = unpack_entry(package->zip, name, package->latest, cap, &bytes, why);
	if (result == RESULT_OK) {
		medium->bytes = arena_str(&package->import->arena, buf_view(&bytes));
		package->media_left -= bytes.len;
		result = medium->bytes.at ? RESULT_OK : RESULT_NO_MEMORY;
	}
	buf_release(&bytes);
	return result == RESULT_FAILED ? RESULT_REFUSED : result;
}

enum result package_find(void *context, struct str name, struct str *bytes, struct buf *why)
{
	struct package *package = context;
	struct package_medium *medium = name.len ? find_medium(package, name) : NULL;
	if (!medium)
		return refuse(why, "the package has no such file");
	medium->used = true;
	enum result result = medium->bytes.at ? RESULT_OK : load(package, medium, why);
	*bytes = medium->bytes;
	return result;
}
