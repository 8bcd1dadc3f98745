#include "release/present.h"

#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <sys/stat.h>

enum { SUMS_SIZE_MAX = 1024 * 1024 };

/* Which names a release folder may contain; latest is the release's record. */
typedef bool is_own(const struct release_latest *latest, const char *name);

static bool is_own_file(const struct release_latest *latest, const char *name)
{
	static const char *const names[] = {
		"latest.json",	      "latest.json.minisig", "SHA256SUMS",
		"SHA256SUMS.minisig", "CHANGELOG.md",	     "progress.json",
	};
	size_t len = strlen(latest->id);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	for (size_t i = 0; i < latest->edition_count; i++)
		if (strcmp(name, latest->editions[i].url) == 0)
			return true;
	return strncmp(name, latest->id, len) == 0 && strcmp(name + len, ".lock") == 0;
}

static bool is_layout_file(const struct release_latest *latest, const char *name)
{
	(void)latest;
	return strcmp(name, "oci-layout") == 0 || strcmp(name, "index.json") == 0;
}

static bool is_blob(const struct release_latest *latest, const char *name)
{
	(void)latest;
	return strlen(name) == DIGEST_HEX_SIZE - 1 && strspn(name, "0123456789abcdef") == DIGEST_HEX_SIZE - 1;
}

static bool no_file(const struct release_latest *latest, const char *name)
{
	(void)latest;
	(void)name;
	return false;
}

/* The folders of a release, with the files and the subfolder that each may contain. */
static const struct level {
	is_own *is_own;
	const char *folder; /* or NULL */
} levels[] = { { is_own_file, "oci" }, { is_layout_file, "blobs" }, { no_file, "sha256" }, { is_blob, NULL } };

/* The folders of the player, whose files are only known by SHA256SUMS. */
static const struct level player_level = { no_file, NULL };

/* What a folder of a release may contain. */
struct expected {
	const struct release_latest *latest; /* NULL: nothing, because it is no release */
	struct str sums;		     /* its SHA256SUMS, "" if there is none */
	size_t root;			     /* the length of the path of its folder, with the slash */
};

/* Whether SHA256SUMS names the file or, if it is a folder, a file below it. */
static bool is_listed(const struct expected *expected, const char *name, bool is_folder)
{
	size_t len = strlen(name);
	for (struct str rest = expected->sums; rest.len > 0;) {
		const char *end = memchr(rest.at, '\n', rest.len);
		struct str line = { rest.at, end ? (size_t)(end - rest.at) : rest.len };
		if (line.len > DIGEST_HEX_SIZE + 1 + len) {
			const char *at = line.at + DIGEST_HEX_SIZE + 1;
			if (memcmp(at, name, len) == 0 && is_folder && at[len] == '/')
				return true;
		} else if (line.len == DIGEST_HEX_SIZE + 1 + len && !is_folder &&
			   memcmp(line.at + DIGEST_HEX_SIZE + 1, name, len) == 0) {
			return true;
		}
		rest = (struct str){ line.at + line.len + (end != NULL), rest.len - line.len - (end != NULL) };
	}
	return false;
}

/* Appends the path of the first thing in the folder that a release does not create. path is unchanged afterwards. */
static void find_foreign(const struct expected *expected, struct buf *path, const struct level *level,
			 struct buf *found)
{
	const struct release_latest *latest = expected->latest;
	DIR *folder = opendir(buf_cstr(path));
	size_t len = path->len;
	for (struct dirent *entry; folder && found->len == 0 && (entry = readdir(folder));) {
		struct stat info;
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		buf_format(path, "/%s", entry->d_name);
		if (buf_failed(path) || lstat(buf_cstr(path), &info) != 0)
			info.st_mode = 0;
		const char *name = buf_failed(path) ? "" : path->at + expected->root;
		if (latest && level->folder && S_ISDIR(info.st_mode) && strcmp(entry->d_name, level->folder) == 0)
			find_foreign(expected, path, level + 1, found);
		else if (latest && S_ISDIR(info.st_mode) && is_listed(expected, name, true))
			find_foreign(expected, path, &player_level, found);
		else if (!latest || !S_ISREG(info.st_mode) ||
			 (!level->is_own(latest, entry->d_name) && !is_listed(expected, name, false)))
			buf_str(found, buf_view(path));
		buf_cut(path, len);
	}
	if (!folder && found->len == 0)
		buf_str(found, buf_view(path));
	if (folder)
		closedir(folder);
}

static enum result refuse(const char *path, const char *reason, struct buf *why)
{
	buf_format(why, "cannot write '%s': %s", path, reason);
	return RESULT_FAILED;
}

static enum result read_latest(struct present *present, const char *path, struct buf *why)
{
	struct buf name, text;
	enum result status = RESULT_NO_MEMORY;
	buf_init(&name, 64 * 1024);
	buf_init(&text, LATEST_SIZE_MAX * 2);
	buf_format(&name, "%s/latest.json", path);
	if (buf_failed(&name))
		goto out;
	enum file_status got = file_read(name.at, LATEST_SIZE_MAX, &text);
	status = RESULT_OK;
	present->is_release = got == FILE_OK && release_latest_read(&present->latest, buf_view(&text));
	if (got == FILE_NO_MEMORY)
		status = RESULT_NO_MEMORY;
	else if (got != FILE_OK && !(got == FILE_FAILED && errno == ENOENT))
		status = refuse(name.at, file_status_text(got), why);
	else if (!present->is_release && got == FILE_OK)
		status = refuse(path, "not a release: invalid latest.json", why);
out:
	buf_release(&name);
	buf_release(&text);
	return status;
}

/* Reads SHA256SUMS, unless there is none. Whether it is right is not checked: only names in it are used. */
static bool read_sums(const char *path, struct buf *sums)
{
	struct buf name;
	buf_init(&name, 64 * 1024);
	buf_format(&name, "%s/SHA256SUMS", path);
	bool good = !buf_failed(&name) && file_read(name.at, SUMS_SIZE_MAX, sums) != FILE_NO_MEMORY;
	buf_release(&name);
	return good;
}

static enum result check_files(const struct present *present, const char *path, struct buf *why)
{
	struct buf at, foreign, sums;
	enum result status = RESULT_OK;
	buf_init(&at, 64 * 1024);
	buf_init(&foreign, 64 * 1024);
	buf_init(&sums, 2 * SUMS_SIZE_MAX);
	buf_text(&at, path);
	bool read = !present->is_release || read_sums(path, &sums);
	const struct expected expected = { present->is_release ? &present->latest : NULL, buf_view(&sums), at.len + 1 };
	if (read)
		find_foreign(&expected, &at, levels, &foreign);
	if (!read || buf_failed(&at) || buf_failed(&foreign)) {
		status = RESULT_NO_MEMORY;
	} else if (foreign.len > 0) {
		buf_format(why,
			   present->is_release ? "cannot write '%s': '%s' is not a file of a release; move it away"
					       : "cannot write '%s': not a release, and contains '%s'",
			   path, foreign.at);
		status = RESULT_FAILED;
	}
	buf_release(&at);
	buf_release(&foreign);
	buf_release(&sums);
	return status;
}

enum result present_read(struct present *present, const char *path, struct buf *why)
{
	struct stat info;
	*present = (struct present){ .there = stat(path, &info) == 0 };
	if (!present->there)
		return RESULT_OK;
	if (!S_ISDIR(info.st_mode))
		return refuse(path, "not a folder", why);
	enum result status = read_latest(present, path, why);
	return status == RESULT_OK ? check_files(present, path, why) : status;
}

static const struct release_edition *find_edition(const struct release_latest *latest, const char *edition)
{
	for (size_t i = 0; i < latest->edition_count; i++)
		if (strcmp(latest->editions[i].edition, edition) == 0)
			return &latest->editions[i];
	return NULL;
}

/* Whether one has the packs of the other, byte for byte. */
static bool same_packs(const struct release_latest *one, const struct release_latest *other)
{
	bool same = one->edition_count == other->edition_count && strcmp(one->version, other->version) == 0;
	for (size_t i = 0; same && i < one->edition_count; i++) {
		const struct release_edition *twin = find_edition(other, one->editions[i].edition);
		same = twin && strcmp(twin->sha256, one->editions[i].sha256) == 0;
	}
	return same;
}

enum result present_remains(const struct present *present, const char *path, struct buf *why)
{
	struct present now;
	enum result status = present_read(&now, path, why);
	if (status != RESULT_OK)
		return status;
	bool same = now.there == present->there && now.is_release == present->is_release;
	if (same && now.is_release)
		same = strcmp(now.latest.id, present->latest.id) == 0 &&
		       now.latest.release == present->latest.release && same_packs(&now.latest, &present->latest);
	if (same)
		return RESULT_OK;
	return refuse(path, "it changed while this program ran", why);
}

enum result present_allows(const struct present *present, const struct release_latest *next, const char *path,
			   struct buf *why)
{
	const struct release_latest *old = &present->latest;
	if (!present->is_release)
		return RESULT_OK;
	if (strcmp(old->id, next->id) != 0) {
		buf_format(why, "cannot write '%s': it contains a release of the pack \"%s\", not \"%s\"", path,
			   old->id, next->id);
		return RESULT_FAILED;
	}
	enum result status =
		old->release < next->release ? release_latest_follows(next, old->date, old->release, why) : RESULT_OK;
	if (status != RESULT_OK)
		return status;
	bool same_version = strcmp(old->version, next->version) == 0;
	if (old->release < next->release ? !same_version : old->release == next->release && same_packs(old, next))
		return RESULT_OK;
	/* Caches, mirrors and interrupted downloads identify packs by name. */
	if (old->release < next->release) {
		buf_format(why,
			   "error: '%s' already has version %s, as release %" PRIu64
			   ", and released files never change; increase the version in the definition too",
			   path, old->version, old->release);
		return RESULT_REFUSED;
	}
	if (old->release > next->release) {
		buf_format(why,
			   "error: '%s' has release %" PRIu64 ", and this would be %" PRIu64
			   ": release numbers only increase",
			   path, old->release, next->release);
		return RESULT_REFUSED;
	}
	buf_format(why,
		   "error: '%s' has release %" PRIu64
		   " with other content; increase release and version in the definition",
		   path, old->release);
	if (strcmp(old->date, next->date) != 0)
		buf_format(why, ", or give --date %s if only the date differs", old->date);
	return RESULT_REFUSED;
}
