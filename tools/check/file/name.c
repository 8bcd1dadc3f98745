#include "check/file/name.h"

#include "base/ascii.h"
#include "base/path.h"
#include "check/media/picture.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <utf8proc.h>

/* A file or folder. */
struct named_file {
	struct str real; /* its real path, except that a link at its end is not resolved */
	struct str name; /* last component */
	struct str path; /* displayed path */
	bool is_folder;
	bool checked;
};

void file_names_init(struct file_names *names, struct report *report)
{
	*names = (struct file_names){ .report = report };
	arena_init(&names->arena);
	map_init(&names->roots);
	map_init(&names->shown);
	map_init(&names->folders);
	map_init(&names->names);
	buf_init(&names->key, BUF_CAP);
	buf_init(&names->scratch, BUF_CAP);
}

void file_names_release(struct file_names *names)
{
	map_release(&names->roots);
	map_release(&names->shown);
	map_release(&names->folders);
	map_release(&names->names);
	buf_release(&names->key);
	buf_release(&names->scratch);
	arena_release(&names->arena);
}

/* Looks up key, and copies it if it is new. NULL if memory ran out. */
static void **put_copy(struct file_names *names, struct map *map, struct str key)
{
	void **slot = NULL;
	struct str copy = map_get(map, key) ? key : arena_str(&names->arena, key);
	if (copy.at)
		slot = map_put(map, copy);
	names->failed = names->failed || !slot;
	return slot;
}

/* The real path of a folder; NULL if it has none. */
static const char *real_folder(struct file_names *names, struct str folder)
{
	static const char none[] = "";
	void **slot = put_copy(names, &names->shown, folder);
	if (slot && !*slot) {
		errno = 0;
		char *real = picture_real_folder(folder);
		const char *copy = real ? arena_copy(&names->arena, real, strlen(real)) : none;
		names->failed = names->failed || !copy || (!real && errno == ENOMEM);
		free(real);
		*slot = (void *)(uintptr_t)(copy ? copy : none);
	}
	return slot && **(const char **)slot ? *slot : NULL;
}

void file_names_add_root(struct file_names *names, struct str root)
{
	const char *real = real_folder(names, root);
	void **slot = real ? map_put(&names->roots, str_from(real)) : NULL;
	if (slot)
		*slot = names;
	names->failed = names->failed || (real && !slot);
}

static const char *kind_of(const struct named_file *entry)
{
	return entry->is_folder ? "folder" : "file";
}

/* A copy of the entry's path that lives as long as the report; NULL if memory ran out. */
static const char *path_to_report(struct file_names *names, const struct named_file *entry)
{
	const char *path = arena_copy(&names->report->arena, entry->path.at, entry->path.len);
	names->failed = names->failed || !path;
	return path;
}

static void report_name(struct file_names *names, const struct named_file *entry, const char *fault, const char *remedy)
{
	struct report *report = names->report;
	const char *path = path_to_report(names, entry);
	if (!path)
		return;
	struct diagnostic *d =
		report_add_at(report, RULE_FILE_RESERVED_NAME, path, (struct location){ 0 }, STR_NONE, STR_NONE,
			      "%s name \"%.*s\" %s", kind_of(entry), STR_ARG(entry->name), fault);
	report_help(report, d, "rename it: %s", remedy);
}

/* Whether the part of a name before its first dot is a device name. */
static bool is_device(struct str name)
{
	static const char *const devices[] = { "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$" };
	static const char *const ports[] = { "COM", "LPT" };
	/* Windows treats these superscripts as digits. */
	static const char *const digits[] = { "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "¹", "²", "³" };
	const char *dot = memchr(name.at, '.', name.len);
	struct str stem = { name.at, dot ? (size_t)(dot - name.at) : name.len };
	while (stem.len && stem.at[stem.len - 1] == ' ')
		stem.len--;
	for (size_t i = 0; i < sizeof(devices) / sizeof(devices[0]); i++)
		if (stem.len == strlen(devices[i]) && strncasecmp(stem.at, devices[i], stem.len) == 0)
			return true;
	bool port = false, digit = false;
	for (size_t i = 0; stem.len > 3 && i < sizeof(ports) / sizeof(ports[0]); i++)
		port = port || strncasecmp(stem.at, ports[i], 3) == 0;
	for (size_t i = 0; port && i < sizeof(digits) / sizeof(digits[0]); i++)
		digit = digit || str_is((struct str){ stem.at + 3, stem.len - 3 }, digits[i]);
	return digit;
}

/* The first character that Windows forbids; -1 if there is none. */
static int forbidden_character(struct str name)
{
	for (size_t i = 0; i < name.len; i++) {
		unsigned char c = (unsigned char)name.at[i];
		if (c < ' ' || strchr("<>:\"|?*\\", c))
			return c;
	}
	return -1;
}

/* Reports only the first problem, because a new name solves all of them. */
static void judge_name(struct file_names *names, const struct named_file *entry)
{
	struct str name = entry->name;
	const char last = name.len ? name.at[name.len - 1] : 'x';
	int character = forbidden_character(name);
	char fault[64];
	if (is_device(name)) {
		report_name(
			names, entry, "is reserved by Windows for a device",
			"Windows can't create a file or folder of this name, whatever its extension and letter case");
	} else if (character >= 0) {
		snprintf(fault, sizeof(fault),
			 character < ' ' ? "has the control character U+%04X" : "has the character %c",
			 (unsigned)character);
		report_name(names, entry, fault, "Windows does not allow this character in names");
	} else if (last == '.' || last == ' ') {
		report_name(names, entry, last == '.' ? "ends with a dot" : "ends with a space",
			    "Windows drops dots and spaces at the end of names");
	}
}

/* Whether both are the same file, as on a case-insensitive system. A link differs from its target. */
static bool same_file(const struct named_file *a, const struct named_file *b)
{
	struct stat one, other;
	return lstat(a->real.at, &one) == 0 && lstat(b->real.at, &other) == 0 && one.st_dev == other.st_dev &&
	       one.st_ino == other.st_ino;
}

void file_name_fold(struct buf *out, struct str name, bool ignore_case)
{
	size_t start = out->len, i = 0;
	for (; i < name.len && (unsigned char)name.at[i] < 0x80; i++)
		buf_char(out, ignore_case ? ascii_lower(name.at[i]) : name.at[i]);
	if (i == name.len) /* as most names */
		return;
	buf_cut(out, start);
	utf8proc_uint8_t *folded = NULL;
	utf8proc_ssize_t len = utf8proc_map(
		(const utf8proc_uint8_t *)name.at, (utf8proc_ssize_t)name.len, &folded,
		(utf8proc_option_t)(UTF8PROC_STABLE | UTF8PROC_COMPOSE | (ignore_case ? UTF8PROC_CASEFOLD : 0)));
	if (len == UTF8PROC_ERROR_NOMEM)
		out->failed = true;
	else
		buf_str(out, len < 0 ? name : (struct str){ (const char *)folded, (size_t)len });
	free(folded);
}

bool file_names_equal(struct buf *scratch, struct str a, struct str b, bool ignore_case)
{
	buf_cut(scratch, 0);
	file_name_fold(scratch, a, ignore_case);
	size_t len = scratch->len;
	file_name_fold(scratch, b, ignore_case);
	return !buf_failed(scratch) && scratch->len == 2 * len && memcmp(scratch->at, scratch->at + len, len) == 0;
}

static void report_pair(struct file_names *names, const struct named_file *entry, const struct named_file *first,
			struct str folded)
{
	struct report *report = names->report;
	const char *path = path_to_report(names, entry), *other = path_to_report(names, first);
	if (!path || !other)
		return;
	bool look_same = file_names_equal(&names->scratch, entry->name, first->name, false);
	struct diagnostic *d =
		report_add_at(report, RULE_FILE_COLLIDING_NAME, path, (struct location){ 0 }, STR_NONE, STR_NONE,
			      "%s name \"%.*s\" differs from \"%.*s\" only in %s", kind_of(entry), STR_ARG(entry->name),
			      STR_ARG(first->name), look_same ? "Unicode normal form" : "letter case");
	if (!look_same)
		report_help(report, d, "rename one of them: on Windows and macOS, a folder can't contain both");
	else
		report_help(report, d,
			    "rename one of them: they look the same, and on macOS a folder can't contain both");
	report_other(report, d, &(struct other_side){ .path = other, .same = folded });
	names->failed = names->failed || buf_failed(&names->scratch);
}

static void add_entry(struct file_names *names, const struct named_file *entry)
{
	size_t start = entry->real.len - entry->name.len;
	buf_clear(&names->key);
	buf_str(&names->key, (struct str){ entry->real.at, start });
	file_name_fold(&names->key, entry->name, true);
	names->failed = names->failed || buf_failed(&names->key);
	void **slot = names->failed ? NULL : put_copy(names, &names->names, buf_view(&names->key));
	if (!slot)
		return;
	const struct named_file *first = *slot;
	if (first && str_equal(first->name, entry->name))
		return;
	if (entry->checked)
		judge_name(names, entry);
	if (!first) {
		struct named_file *copy = arena_alloc(&names->arena, sizeof(*copy));
		names->failed = names->failed || !copy;
		if (copy)
			*copy = *entry;
		*slot = copy ? copy : (void *)names;
		return;
	}
	struct str folded = { names->key.at + start, names->key.len - start };
	if ((entry->checked || first->checked) && !same_file(entry, first))
		report_pair(names, entry->checked ? entry : first, entry->checked ? first : entry, folded);
}

static bool is_below_root(const struct file_names *names, const char *real)
{
	for (size_t i = 0; i < names->roots.room; i++) {
		const struct map_slot *slot = &names->roots.slots[i];
		if (slot->value && strlen(real) > slot->len && picture_lies_in(real, slot->key))
			return true;
	}
	return false;
}

/* Judges the names of the folder and its ancestors once. shown is its displayed path, cut where its components differ
 * from those of the real path. */
static void add_folders(struct file_names *names, const char *real, struct str shown, bool checked)
{
	while (!names->failed && !map_get(&names->folders, str_from(real)) && is_below_root(names, real)) {
		const char *path = arena_copy(&names->arena, shown.at, shown.len);
		names->failed = names->failed || !path;
		if (!path)
			return;
		if (strcmp(path_name(path), path_name(real)) != 0)
			path = real;
		void **slot = map_put(&names->folders, str_from(real));
		struct str above = path_folder(real);
		const char *next = slot ? arena_copy(&names->arena, above.at, above.len) : NULL;
		names->failed = names->failed || !next;
		if (slot)
			*slot = names;
		if (!next)
			return;
		add_entry(names, &(struct named_file){ str_from(real), str_from(path_name(real)), str_from(path), true,
						       checked });
		real = next;
		shown = path_folder(path);
	}
}

void file_names_add(struct file_names *names, const char *path, bool checked)
{
	const char *folder = real_folder(names, path_folder(path));
	if (!folder || names->failed)
		return;
	add_folders(names, folder, path_folder(path), checked);
	struct buf real;
	buf_init(&real, BUF_CAP);
	buf_format(&real, "%s/%s", folder, path_name(path));
	struct str copy = arena_str(&names->arena, buf_view(&real));
	names->failed = names->failed || buf_failed(&real) || !copy.at;
	buf_release(&real);
	if (!names->failed)
		add_entry(names,
			  &(struct named_file){ copy, str_from(path_name(path)), str_from(path), false, checked });
}
