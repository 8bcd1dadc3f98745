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

static enum release_status fail(const char *what, const char *path, enum file_status status, struct buf *why)
{
	if (status == FILE_NO_MEMORY)
		return RELEASE_NO_MEMORY;
	buf_format(why, "cannot %s '%s': %s", what, path, file_status_text(status));
	return RELEASE_FAILED;
}

/* The destination of the release: the existing folder with links resolved, else the path without trailing slashes. */
static enum release_status find_destination(struct release_folder *folder, const char *path, struct buf *why)
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
		return why->len > 0 ? RELEASE_FAILED : fail("write", path, FILE_FAILED, why);
	}
	if (buf_failed(&folder->destination))
		return RELEASE_NO_MEMORY;
	const char *name = path_name(folder->destination.at);
	if (*name && strcmp(name, ".") != 0 && strcmp(name, "..") != 0)
		return RELEASE_OK;
	buf_format(why, "cannot write '%s': a folder with that name cannot be replaced", path);
	return RELEASE_FAILED;
}

/* Private until it is complete if it replaces a release, which may be private too. */
static enum release_status make_temporary(struct release_folder *folder, struct buf *why)
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
			return RELEASE_NO_MEMORY;
		made = mkdir(folder->temporary.at, folder->present.there ? 0700 : 0777) == 0;
		if (!made && errno != EEXIST)
			break;
	}
	leftover_name(&folder->old, folder->destination.at, LEFTOVER_OLD, noise);
	if (buf_failed(&folder->old))
		return RELEASE_NO_MEMORY;
	if (made && (folder->lock = leftover_lock(folder->temporary.at)) >= 0)
		return RELEASE_OK;
	enum release_status status = fail("make", buf_cstr(&folder->temporary), FILE_FAILED, why);
	if (!made)
		buf_clear(&folder->temporary);
	return status;
}

enum release_status release_folder_open(struct release_folder *folder, const char *path, struct buf *why)
{
	*folder = (struct release_folder){ .lock = -1 };
	buf_init(&folder->destination, PATH_CAP);
	buf_init(&folder->temporary, PATH_CAP);
	buf_init(&folder->old, PATH_CAP);
	enum release_status status = find_destination(folder, path, why);
	if (status == RELEASE_OK)
		status = leftovers_restore(folder->destination.at, why);
	if (status == RELEASE_OK)
		status = present_read(&folder->present, folder->destination.at, why);
	if (status == RELEASE_OK)
		status = leftovers_clear(folder->destination.at, why);
	return status == RELEASE_OK ? make_temporary(folder, why) : status;
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

enum release_status release_folder_make(struct release_folder *folder, const char *name, struct buf *why)
{
	struct buf path;
	enum release_status status = path_in(folder, name, &path) ? RELEASE_OK : RELEASE_NO_MEMORY;
	char *rest = status == RELEASE_OK ? path.at + folder->temporary.len + 1 : NULL;
	while (rest && status == RELEASE_OK) {
		char *slash = strchr(rest, '/');
		if (slash)
			*slash = '\0';
		if ((mkdir(path.at, 0777) != 0 && errno != EEXIST) || !file_sync_folder(path.at))
			status = fail("make", path.at, FILE_FAILED, why);
		if (slash)
			*slash = '/';
		rest = slash ? slash + 1 : NULL;
	}
	buf_release(&path);
	return status;
}

static enum release_status take_down(struct release_folder *folder, const char *name, struct sha256_state *state,
				     char digest[DIGEST_HEX_SIZE], struct buf *why)
{
	uint8_t bytes[DIGEST_SIZE];
	char hex[DIGEST_HEX_SIZE];
	sha256_end(state, bytes);
	digest_hex(hex, bytes);
	if (digest)
		memcpy(digest, hex, sizeof(hex));
	if (checksums_add(&folder->checksums, name, hex))
		return RELEASE_OK;
	buf_format(why, "cannot write '%s': too many files for a release", name);
	return RELEASE_FAILED;
}

enum release_status release_folder_write(struct release_folder *folder, const char *name, struct str bytes,
					 struct buf *why)
{
	struct buf path;
	struct file_writer writer;
	struct sha256_state state;
	enum release_status result = RELEASE_NO_MEMORY;
	if (!path_in(folder, name, &path))
		goto out;
	enum file_status status = file_writer_open(&writer, path.at);
	if (status == FILE_OK) {
		fwrite(bytes.at, 1, bytes.len, writer.stream);
		status = file_writer_commit(&writer);
	}
	if (status != FILE_OK) {
		result = fail("write", path.at, status, why);
		goto out;
	}
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

enum release_status release_folder_take(struct release_folder *folder, const char *name, char digest[DIGEST_HEX_SIZE],
					struct buf *why)
{
	struct buf path;
	struct sha256_state state;
	enum release_status result = RELEASE_NO_MEMORY;
	if (path_in(folder, name, &path))
		result = pour(path.at, &state, NULL) == FILE_OK ? take_down(folder, name, &state, digest, why)
								: fail("read", path.at, FILE_FAILED, why);
	buf_release(&path);
	return result;
}

/* Copies a file to path, and computes its digest. */
static enum release_status copy_file(const char *from, const char *path, struct sha256_state *state, struct buf *why)
{
	struct file_writer writer = { .stream = NULL };
	enum release_status result = RELEASE_OK;
	enum file_status status = file_writer_open(&writer, path);
	if (status == FILE_OK && pour(from, state, writer.stream) != FILE_OK) {
		result = fail("read", from, FILE_FAILED, why);
	} else {
		if (status == FILE_OK)
			status = file_writer_commit(&writer);
		if (status != FILE_OK)
			result = fail("write", path, status, why);
	}
	file_writer_drop(&writer);
	return result;
}

enum release_status release_folder_copy(struct release_folder *folder, const char *from, const char *name,
					struct buf *why)
{
	struct buf source, target;
	struct sha256_state state;
	enum release_status result = RELEASE_NO_MEMORY;
	const char *source_path = path_in(folder, from, &source), *path = path_in(folder, name, &target);
	if (source_path && path)
		result = copy_file(source_path, path, &state, why);
	if (result == RELEASE_OK)
		result = take_down(folder, name, &state, NULL, why);
	buf_release(&source);
	buf_release(&target);
	return result;
}

enum release_status release_folder_inherit(struct release_folder *folder, const char *name, struct buf *why)
{
	struct buf source, target;
	struct sha256_state state;
	enum release_status result = RELEASE_NO_MEMORY;
	buf_init(&source, PATH_CAP);
	buf_format(&source, "%s/%s", buf_cstr(&folder->destination), name);
	const char *path = path_in(folder, name, &target);
	if (path && !buf_failed(&source))
		result = link(source.at, path) == 0 ? RELEASE_OK : copy_file(source.at, path, &state, why);
	buf_release(&source);
	buf_release(&target);
	return result;
}
