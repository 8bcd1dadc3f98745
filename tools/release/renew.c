#include "release/renew.h"

#include "base/file.h"
#include "fetch/latest.h"
#include "release/signed.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

/* Files that are rewritten. */
static bool is_renewed(const char *name)
{
	static const char *const names[] = { "latest.json", "latest.json.minisig", "SHA256SUMS", "SHA256SUMS.minisig" };
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

static enum result refuse(const struct release_folder *folder, const char *name, const char *reason, struct buf *why)
{
	buf_format(why, "error: %s/%s: %s", buf_cstr(&folder->destination), name, reason);
	return RESULT_REFUSED;
}

/* Takes over all files of the folder name, or of all folders if it is "". Records checksums of those that the web
 * server serves, which are not those of the OCI layout. */
static enum result inherit(struct release_folder *folder, const char *name, struct buf *why)
{
	struct buf path, inner;
	enum result status = RESULT_OK;
	buf_init(&path, 64 * 1024);
	buf_init(&inner, 64 * 1024);
	buf_format(&path, "%s/%s", buf_cstr(&folder->destination), name);
	DIR *open = buf_failed(&path) ? NULL : opendir(path.at);
	if (!open)
		status = file_result(FILE_FAILED, "read", buf_cstr(&path), why);
	for (struct dirent *entry; status == RESULT_OK && (entry = readdir(open));) {
		struct stat info;
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		buf_clear(&inner);
		buf_format(&inner, "%s%s%s", name, *name ? "/" : "", entry->d_name);
		if (buf_failed(&inner))
			status = RESULT_NO_MEMORY;
		else if (fstatat(dirfd(open), entry->d_name, &info, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(info.st_mode))
			status = inherit(folder, inner.at, why);
		else if (!*name && is_renewed(entry->d_name))
			continue;
		else {
			if (*name)
				status = release_folder_make(folder, name, why);
			if (status == RESULT_OK)
				status = release_folder_inherit(folder, inner.at, why);
			if (status == RESULT_OK && !str_starts(buf_view(&inner), "oci/"))
				status = release_folder_take(folder, inner.at, NULL, why);
		}
	}
	if (open)
		closedir(open);
	buf_release(&path);
	buf_release(&inner);
	return status;
}

static const struct checksum *find(const struct checksums *checksums, struct str name)
{
	for (size_t i = 0; i < checksums->count; i++)
		if (str_is(name, checksums->all[i].name))
			return &checksums->all[i];
	return NULL;
}

/* Checks a line of SHA256SUMS: digest, two spaces, name. Ignores the OCI layout, which is copied elsewhere. */
static enum result check_line(const struct release_folder *folder, struct str line, size_t *present, struct buf *why)
{
	const size_t digits = DIGEST_HEX_SIZE - 1;
	if (line.len < digits + 3 || memcmp(line.at + digits, "  ", 2) != 0)
		return refuse(folder, "SHA256SUMS", "invalid line", why);
	struct str name = { line.at + digits + 2, line.len - digits - 2 };
	char text[CHECKSUM_NAME_MAX + 1];
	snprintf(text, sizeof(text), "%.*s", (int)(name.len < CHECKSUM_NAME_MAX ? name.len : CHECKSUM_NAME_MAX),
		 name.at);
	if (is_renewed(text) || str_starts(name, "oci/"))
		return RESULT_OK;
	const struct checksum *own = find(&folder->checksums, name);
	if (!own)
		return refuse(folder, text, "missing, but named in SHA256SUMS", why);
	if (memcmp(own->digest, line.at, digits) != 0)
		return refuse(folder, text, "does not match SHA256SUMS", why);
	++*present;
	return RESULT_OK;
}

static enum result check_sums(const struct release_folder *folder, const struct secret_key *key, const char *as_latest,
			      struct buf *why)
{
	char comment[SATCHEL_COMMENT_MAX + 1];
	struct buf text;
	size_t present = 0;
	buf_init(&text, SIGNED_SIZE_MAX + 64);
	enum result status =
		signed_read(buf_cstr(&folder->destination), key, "sums", "SHA256SUMS", &text, comment, why);
	/* "sums" and "latest" must be followed by the same release. */
	if (status == RESULT_OK && strcmp(comment + strlen("sums"), as_latest + strlen("latest")) != 0)
		status = refuse(folder, "SHA256SUMS", "belongs to another release than latest.json", why);
	for (struct str rest = buf_view(&text); status == RESULT_OK && rest.len > 0;) {
		const char *end = memchr(rest.at, '\n', rest.len);
		size_t len = end ? (size_t)(end - rest.at) : rest.len, gone = len + (end != NULL);
		status = check_line(folder, (struct str){ rest.at, len }, &present, why);
		rest = (struct str){ rest.at + gone, rest.len - gone };
	}
	if (status == RESULT_OK && present != folder->checksums.count)
		status = refuse(folder, "SHA256SUMS", "does not name all files in the folder", why);
	buf_release(&text);
	return status;
}

static enum result check_packs(const struct release_folder *folder, const struct secret_key *key,
			       const struct release_latest *latest, struct buf *why)
{
	const struct satchel_key public = signed_public_key(key);
	enum result status = RESULT_OK;
	for (size_t i = 0; status == RESULT_OK && i < latest->edition_count; i++) {
		const struct release_edition *edition = &latest->editions[i];
		const struct checksum *sum = find(&folder->checksums, str_from(edition->url));
		struct release_edition measured;
		struct satchel_error error;
		struct buf path;
		buf_init(&path, 64 * 1024);
		buf_format(&path, "%s/%s", buf_cstr(&folder->destination), edition->url);
		if (!sum || strcmp(sum->digest, edition->sha256) != 0)
			status = refuse(folder, edition->url, "not the pack named in latest.json", why);
		else if (satchel_verify(buf_cstr(&path), NULL, NULL, &error) != SATCHEL_OK)
			status = refuse(folder, edition->url, error.message, why);
		else
			status = release_latest_measure(latest, &measured, buf_cstr(&path), &public, why);
		if (status == RESULT_OK && (measured.size != edition->size || measured.head != edition->head ||
					    strcmp(measured.edition, edition->edition) != 0 ||
					    strcmp(measured.content_root, edition->content_root) != 0))
			status = refuse(folder, edition->url, "does not match latest.json", why);
		buf_release(&path);
	}
	return status;
}

/* Reads the record; its title is valid as long as read. Rewriting it must reproduce the text, so that only the expiry
 * date changes. */
static enum result read_record(const struct release_folder *folder, const struct buf *text, const char *comment,
			       struct latest *read, struct release_latest *latest, struct buf *why)
{
	struct buf again;
	enum result status = RESULT_OK;
	buf_init(&again, SIGNED_SIZE_MAX);
	if (latest_read(read, buf_view(text), why) != FETCH_OK ||
	    latest_check_comment(read, comment, why) != FETCH_OK || !release_latest_read(latest, buf_view(text))) {
		status = why->len > 0 ? RESULT_REFUSED : RESULT_NO_MEMORY;
	} else {
		latest->title = str_from(read->title);
		release_latest_write(latest, &again);
		if (buf_failed(&again))
			status = RESULT_NO_MEMORY;
		else if (!str_equal(buf_view(&again), buf_view(text)))
			status = refuse(folder, "latest.json", "not written by this program", why);
	}
	buf_release(&again);
	return status;
}

enum result release_renew(struct release_folder *folder, const struct secret_key *key, const char *today,
			  const char *expires, struct release_latest *latest, struct buf *why)
{
	char comment[SATCHEL_COMMENT_MAX + 1];
	struct latest read = { .text = NULL };
	struct buf text;
	if (!folder->present.is_release) {
		buf_format(why, "error: '%s' is not the folder of a release", buf_cstr(&folder->destination));
		return RESULT_REFUSED;
	}
	buf_init(&text, SIGNED_SIZE_MAX + 64);
	enum result status =
		signed_read(buf_cstr(&folder->destination), key, "latest", "latest.json", &text, comment, why);
	if (status == RESULT_OK)
		status = read_record(folder, &text, comment, &read, latest, why);
	if (status == RESULT_OK && strcmp(today, latest->date) < 0) {
		buf_format(why, "error: today is %s, before the date of the release, %s: set the clock of this machine",
			   today, latest->date);
		status = RESULT_REFUSED;
	}
	if (status == RESULT_OK)
		status = inherit(folder, "", why);
	if (status == RESULT_OK)
		status = check_sums(folder, key, comment, why);
	if (status == RESULT_OK)
		status = check_packs(folder, key, latest, why);
	if (status == RESULT_OK) {
		memcpy(latest->expires, expires, DATE_SIZE);
		status = signed_write_latest(folder, key, latest, why);
	}
	if (status == RESULT_OK)
		status = signed_write_checksums(folder, key, latest, why);
	if (status == RESULT_OK)
		status = release_folder_commit(folder, why);
	latest->title = STR_NONE;
	latest_release(&read);
	buf_release(&text);
	return status;
}
