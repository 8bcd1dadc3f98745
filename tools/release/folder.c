#include "release/folder.h"

#include "base/file.h"
#include "base/path.h"
#include "reader/digest.h"
#include "release/leftovers.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_CAP = 64 * 1024, CHUNK = 64 * 1024 };

/* The destination of the release: the existing folder with links resolved, else the path without trailing slashes. */
static enum result find_destination(struct release_folder *folder, const char *path, struct buf *why)
{
	struct stat info;
	char *real = realpath(path, NULL);
	if (real) {
		path_shown(&folder->destination, real, NULL);
		free(real);
	} else if (errno == ENOENT && lstat(path, &info) != 0 && *path) {
		size_t len = strlen(path);
		while (len > 1 && path[len - 1] == '/')
			len--;
		buf_add(&folder->destination, path, len);
	} else {
		if (errno == ENOENT && *path)
			buf_format(why, "cannot write '%s': broken symbolic link", path);
		return why->len > 0 ? RESULT_FAILED : file_result(FILE_FAILED, "write", path, why);
	}
	if (buf_failed(&folder->destination))
		return RESULT_NO_MEMORY;
	const char *name = path_name(folder->destination.at);
	if (*name && strcmp(name, ".") != 0 && strcmp(name, "..") != 0)
		return RESULT_OK;
	buf_format(why, "cannot write '%s': a folder with that name cannot be replaced", path);
	return RESULT_FAILED;
}

/* Private until it is complete if it replaces a release, which may be private too. */
static enum result make_temporary(struct release_folder *folder, struct buf *why)
{
	enum { TRIES = 100 };
	unsigned noise = 0;
	bool made = false;
	for (int i = 0; i < TRIES && !made; i++) {
		if (getentropy(&noise, sizeof(noise)) != 0)
			break;
		buf_clear(&folder->temporary);
		leftover_name(&folder->temporary, folder->destination.at, LEFTOVER_TEMPORARY, noise);
		if (buf_failed(&folder->temporary))
			return RESULT_NO_MEMORY;
		made = mkdir(folder->temporary.at, folder->present.there ? 0700 : 0777) == 0;
		if (!made && errno != EEXIST)
			break;
	}
	leftover_name(&folder->old, folder->destination.at, LEFTOVER_OLD, noise);
	if (buf_failed(&folder->old))
		return RESULT_NO_MEMORY;
	if (made && (folder->lock = leftover_lock(folder->temporary.at)) >= 0)
		return RESULT_OK;
	enum result status = file_result(FILE_FAILED, "make", buf_cstr(&folder->temporary), why);
	if (!made)
		buf_clear(&folder->temporary);
	return status;
}

enum result release_folder_open(struct release_folder *folder, const char *path, struct buf *why)
{
	*folder = (struct release_folder){ .lock = -1 };
	buf_init(&folder->destination, PATH_CAP);
	buf_init(&folder->temporary, PATH_CAP);
	buf_init(&folder->old, PATH_CAP);
	enum result status = find_destination(folder, path, why);
	if (status == RESULT_OK)
		status = leftovers_restore(folder->destination.at, why);
	if (status == RESULT_OK)
		status = present_read(&folder->present, folder->destination.at, why);
	if (status == RESULT_OK)
		status = leftovers_clear(folder->destination.at, why);
	return status == RESULT_OK ? make_temporary(folder, why) : status;
}

void release_folder_drop(struct release_folder *folder)
{
	/* What can't be removed is left to the next run. */
	if (folder->temporary.len > 0)
		(void)!tree_remove(folder->temporary.at);
	if (folder->lock >= 0)
		close(folder->lock);
	buf_release(&folder->destination);
	buf_release(&folder->temporary);
	buf_release(&folder->old);
}

/* The path of a file in the folder; NULL if memory ran out. */
static const char *path_in(const struct release_folder *folder, const char *name, struct buf *path)
{
	buf_init(path, PATH_CAP);
	buf_format(path, "%s/%s", buf_cstr(&folder->temporary), name);
	return buf_failed(path) ? NULL : path->at;
}

enum result release_folder_make(struct release_folder *folder, const char *name, struct buf *why)
{
	struct buf path;
	enum result status = path_in(folder, name, &path) ? RESULT_OK : RESULT_NO_MEMORY;
	char *rest = status == RESULT_OK ? path.at + folder->temporary.len + 1 : NULL;
	while (rest && status == RESULT_OK) {
		char *slash = strchr(rest, '/');
		if (slash)
			*slash = '\0';
		if ((mkdir(path.at, 0777) != 0 && errno != EEXIST) || !file_sync_folder(path.at))
			status = file_result(FILE_FAILED, "make", path.at, why);
		if (slash)
			*slash = '/';
		rest = slash ? slash + 1 : NULL;
	}
	buf_release(&path);
	return status;
}

static enum result take_down(struct release_folder *folder, const char *name, struct sha256_state *state,
			     char digest[DIGEST_HEX_SIZE], struct buf *why)
{
	uint8_t bytes[DIGEST_SIZE];
	char hex[DIGEST_HEX_SIZE];
	sha256_end(state, bytes);
	digest_hex(hex, bytes);
	if (digest)
		memcpy(digest, hex, sizeof(hex));
	if (checksums_add(&folder->checksums, name, hex))
		return RESULT_OK;
	buf_format(why, "cannot write '%s': too many files for a release", name);
	return RESULT_FAILED;
}

enum result release_folder_write(struct release_folder *folder, const char *name, struct str bytes, struct buf *why)
{
	struct buf path;
	struct sha256_state state;
	enum result result = RESULT_NO_MEMORY;
	if (!path_in(folder, name, &path))
		goto out;
	result = file_result(file_write(path.at, bytes), "write", path.at, why);
	if (result != RESULT_OK)
		goto out;
	sha256_begin(&state);
	sha256_add(&state, bytes.at, bytes.len);
	result = take_down(folder, name, &state, NULL, why);
out:
	buf_release(&path);
	return result;
}

/* Reads a file, updating the digest and copying to another file unless that is NULL. FILE_OK, or FILE_FAILED and
 * errno. */
static enum file_status pour(const char *path, struct sha256_state *state, FILE *to)
{
	uint8_t chunk[CHUNK];
	FILE *from = fopen(path, "rbe");
	if (!from)
		return FILE_FAILED;
	sha256_begin(state);
	for (size_t got; (got = fread(chunk, 1, sizeof(chunk), from)) > 0;) {
		sha256_add(state, chunk, got);
		if (to)
			fwrite(chunk, 1, got, to);
	}
	enum file_status status = ferror(from) ? FILE_FAILED : FILE_OK;
	int why = errno;
	fclose(from);
	errno = why;
	return status;
}

enum result release_folder_take(struct release_folder *folder, const char *name, char digest[DIGEST_HEX_SIZE],
				struct buf *why)
{
	struct buf path;
	struct sha256_state state;
	enum result result = RESULT_NO_MEMORY;
	if (path_in(folder, name, &path))
		result = pour(path.at, &state, NULL) == FILE_OK ? take_down(folder, name, &state, digest, why)
								: file_result(FILE_FAILED, "read", path.at, why);
	buf_release(&path);
	return result;
}

/* Copies a file to path, and computes its digest. */
static enum result copy_file(const char *from, const char *path, struct sha256_state *state, struct buf *why)
{
	struct file_writer writer = { .stream = NULL };
	enum result result = file_result(file_writer_open(&writer, path), "write", path, why);
	if (result == RESULT_OK)
		result = file_result(pour(from, state, writer.stream), "read", from, why);
	if (result == RESULT_OK)
		result = file_result(file_writer_commit(&writer), "write", path, why);
	file_writer_drop(&writer);
	return result;
}

enum result release_folder_copy(struct release_folder *folder, const char *from, const char *name, struct buf *why)
{
	struct buf source, target;
	struct sha256_state state;
	enum result result = RESULT_NO_MEMORY;
	const char *source_path = path_in(folder, from, &source), *path = path_in(folder, name, &target);
	if (source_path && path)
		result = copy_file(source_path, path, &state, why);
	if (result == RESULT_OK)
		result = take_down(folder, name, &state, NULL, why);
	buf_release(&source);
	buf_release(&target);
	return result;
}

enum result release_folder_inherit(struct release_folder *folder, const char *name, struct buf *why)
{
	struct buf source, target;
	struct sha256_state state;
	enum result result = RESULT_NO_MEMORY;
	buf_init(&source, PATH_CAP);
	buf_format(&source, "%s/%s", buf_cstr(&folder->destination), name);
	const char *path = path_in(folder, name, &target);
	if (path && !buf_failed(&source))
		result = link(source.at, path) == 0 ? RESULT_OK : copy_file(source.at, path, &state, why);
	buf_release(&source);
	buf_release(&target);
	return result;
}
