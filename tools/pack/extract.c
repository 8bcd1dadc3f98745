#include "pack/extract.h"

#include "base/array.h"
#include "base/file.h"
#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TEMPORARY_MAX = SATCHEL_NAME_MAX + 16 };

/* A file being written. */
struct file {
	struct satchel_entry entry;
	bool written; /* under its temporary name */
	bool renamed;
	bool made_folder; /* its folder was created */
};

struct extraction {
	const struct extract_request *request;
	const struct satchel *pack;
	int folder; /* a descriptor */
	struct file *files;
	size_t count, room;
	struct satchel_error error;
	struct buf *why;
};

static bool add_file(void *context, const struct satchel_entry *entry)
{
	struct extraction *x = context;
	for (size_t i = 0; x->request->name_count > 0 && i < x->count; i++)
		if (strcmp(x->files[i].entry.name, entry->name) == 0)
			return true; /* given twice */
	struct file *more = array_grow(x->files, x->count, &x->room, sizeof(*more));
	if (!more) {
		x->error = (struct satchel_error){ .status = SATCHEL_NO_MEMORY, .message = "out of memory" };
		return false;
	}
	x->files = more;
	x->files[x->count++] = (struct file){ .entry = *entry };
	return true;
}

/* All entries, or those given by name. */
static enum satchel_status choose(struct extraction *x)
{
	const struct extract_request *request = x->request;
	struct satchel_entry entry;
	enum satchel_status status = SATCHEL_OK;
	x->error.status = SATCHEL_OK;
	if (request->name_count == 0) {
		status = satchel_list_entries(x->pack, add_file, x, &x->error);
	} else {
		for (size_t i = 0; status == SATCHEL_OK && i < request->name_count; i++) {
			status = satchel_find_entry(x->pack, request->names[i], &entry, &x->error);
			if (status == SATCHEL_OK && !add_file(x, &entry))
				status = SATCHEL_NO_MEMORY;
		}
	}
	return status;
}

/* Opens the folder of the file, and creates it if necessary. -1, with errno, on failure. */
static int open_folder(const struct extraction *x, struct file *file)
{
	const char *name = file->entry.name;
	char folder[SATCHEL_NAME_MAX + 1];
	const char *slash = strchr(name, '/');
	if (!slash)
		return fcntl(x->folder, F_DUPFD_CLOEXEC, 0);
	size_t len = (size_t)(slash - name);
	memcpy(folder, name, len);
	folder[len] = '\0';
	if (mkdirat(x->folder, folder, 0777) == 0)
		file->made_folder = true;
	else if (errno != EEXIST)
		return -1;
	return openat(x->folder, folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

static void temporary_name(char name[TEMPORARY_MAX], const struct satchel_entry *entry)
{
	snprintf(name, TEMPORARY_MAX, ".%s.part", path_name(entry->name));
}

static enum satchel_status fail(const struct extraction *x, const char *name, int error)
{
	const char *reason = error == EEXIST   ? "the file exists; --force overwrites it"
			     : error == ELOOP || error == ENOTDIR ? "a symbolic link or a file is in the way"
			     : error == EISDIR ? "a folder is in the way"
					       : file_error_text(error);
	buf_format(x->why, "cannot write '%s/%s': %s", x->request->folder, name, reason);
	return SATCHEL_UNREADABLE;
}

/* Writes the entry's bytes under a temporary name. */
static enum satchel_status write_file(struct extraction *x, struct file *file)
{
	struct satchel_bytes bytes;
	struct stat there;
	char temporary[TEMPORARY_MAX];
	const char *name = path_name(file->entry.name);
	if (satchel_read_entry(x->pack, &file->entry, &bytes, &x->error) != SATCHEL_OK)
		return x->error.status;
	int folder = open_folder(x, file), error = folder < 0 ? errno : 0, fd = -1;
	temporary_name(temporary, &file->entry);
	if (!error && fstatat(folder, name, &there, AT_SYMLINK_NOFOLLOW) == 0)
		error = S_ISDIR(there.st_mode) ? EISDIR : x->request->force ? 0 : EEXIST;
	if (!error) {
		/* Replace what a killed run left. */
		unlinkat(folder, temporary, 0);
		fd = openat(folder, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
		file->written = fd >= 0;
		if (fd < 0 || !file_write_at(fd, 0, bytes.at, bytes.size))
			error = errno;
	}
	if (fd >= 0 && close(fd) != 0 && !error)
		error = errno;
	if (folder >= 0)
		close(folder);
	satchel_bytes_free(&bytes);
	return error ? fail(x, file->entry.name, error) : SATCHEL_OK;
}

/* Renames the file. Without --force, does not overwrite a file that was created meanwhile. */
static enum satchel_status rename_file(struct extraction *x, struct file *file)
{
	char temporary[TEMPORARY_MAX];
	int folder = open_folder(x, file), error = folder < 0 ? errno : 0;
	temporary_name(temporary, &file->entry);
	if (!error && !x->request->force) {
		if (linkat(folder, temporary, folder, path_name(file->entry.name), 0) != 0)
			error = errno;
		else
			unlinkat(folder, temporary, 0);
	} else if (!error && renameat(folder, temporary, folder, path_name(file->entry.name)) != 0) {
		error = errno;
	}
	if (folder >= 0)
		close(folder);
	file->renamed = !error;
	return error ? fail(x, file->entry.name, error) : SATCHEL_OK;
}

/* Removes temporary files, and new files in new locations. */
static void take_back(struct extraction *x)
{
	char temporary[TEMPORARY_MAX];
	for (size_t i = 0; i < x->count; i++) {
		struct file *file = &x->files[i];
		int folder = file->written ? open_folder(x, file) : -1;
		if (folder < 0)
			continue;
		temporary_name(temporary, &file->entry);
		if (!file->renamed)
			unlinkat(folder, temporary, 0);
		else if (!x->request->force)
			unlinkat(folder, path_name(file->entry.name), 0);
		close(folder);
	}
	for (size_t i = 0; i < x->count; i++) {
		char *slash = x->files[i].made_folder ? strchr(x->files[i].entry.name, '/') : NULL;
		if (!slash)
			continue;
		*slash = '\0';
		unlinkat(x->folder, x->files[i].entry.name, AT_REMOVEDIR); /* if it is empty */
		*slash = '/';
	}
}

static enum satchel_status extract_all(struct extraction *x)
{
	enum satchel_status status = SATCHEL_OK;
	for (size_t i = 0; status == SATCHEL_OK && i < x->count; i++)
		status = write_file(x, &x->files[i]);
	for (size_t i = 0; status == SATCHEL_OK && i < x->count; i++)
		status = rename_file(x, &x->files[i]);
	if (status != SATCHEL_OK)
		take_back(x);
	return status;
}

enum satchel_status extract_entries(const struct satchel *pack, const struct extract_request *request,
				    struct satchel_error *error, struct buf *why)
{
	struct extraction x = { .request = request, .pack = pack, .why = why };
	enum satchel_status status = choose(&x);
	if (status == SATCHEL_OK)
		status = x.error.status;
	if (status == SATCHEL_OK) {
		x.folder = open(request->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		if (x.folder < 0) {
			buf_format(why, "cannot open the folder '%s': %s", request->folder,
				   file_error_text(errno));
			status = SATCHEL_UNREADABLE;
		} else {
			status = extract_all(&x);
			close(x.folder);
		}
	}
	*error = x.error;
	free(x.files);
	return status;
}
