#include "convert/core/archive.h"
#include "convert/core/encoding.h"

#include "base/file.h"

#include <zip.h>

static enum result refuse(struct buf *why, const char *reason)
{
	buf_text(why, reason);
	return RESULT_REFUSED;
}

enum result archive_open(struct foreign_archive *archive, const char *path, struct buf *why)
{
	int code;
	*archive = (struct foreign_archive){ .left = ARCHIVE_ALL_MAX };
	zip_t *zip = archive->zip = zip_open(path, ZIP_RDONLY, &code);
	if (!zip) {
		zip_error_t error;
		zip_error_init_with_code(&error, code);
		buf_format(why, "not a readable ZIP archive: %s", zip_error_strerror(&error));
		zip_error_fini(&error);
		return code == ZIP_ER_MEMORY ? RESULT_NO_MEMORY : code == ZIP_ER_OPEN ? RESULT_FAILED : RESULT_REFUSED;
	}
	zip_int64_t count = zip_get_num_entries(zip, 0);
	if (count > ARCHIVE_ENTRIES_MAX)
		return refuse(why, "the archive has too many files");
	archive->count = count > 0 ? (size_t)count : 0;
	return RESULT_OK;
}

void archive_open_folder(struct foreign_archive *archive, const char *folder)
{
	*archive = (struct foreign_archive){ .folder = folder, .left = ARCHIVE_ALL_MAX };
}

void archive_close(struct foreign_archive *archive)
{
	if (archive->zip)
		zip_discard(archive->zip);
	archive->zip = NULL;
}

struct str archive_name(const struct foreign_archive *archive, size_t index)
{
	const char *name = zip_get_name(archive->zip, index, 0);
	return str_from(name ? name : "");
}

/* Appends a path to the one that is in out already. */
static bool add_path(struct buf *out, struct str path)
{
	for (size_t i = 0; i < path.len;) {
		size_t start = i;
		while (i < path.len && path.at[i] != '/')
			i++;
		struct str part = { path.at + start, i - start };
		i++;
		if (!part.len || str_is(part, "."))
			continue;
		if (str_is(part, "..")) {
			if (!out->len)
				return false;
			size_t cut = out->len;
			while (cut && out->at[cut - 1] != '/')
				cut--;
			buf_cut(out, cut ? cut - 1 : 0);
			continue;
		}
		if (out->len)
			buf_char(out, '/');
		buf_str(out, part);
	}
	return true;
}

bool archive_path(struct buf *out, struct str folder, struct str name)
{
	struct buf plain;
	buf_init(&plain, BUF_CAP);
	path_of_address(name, &plain);
	for (size_t i = 0; i < plain.len; i++)
		plain.at[i] = plain.at[i] == '\\' ? '/' : plain.at[i];
	struct str path = buf_view(&plain);
	bool good = path.len && path.at[0] != '/' && !memmem(path.at, path.len, "://", 3) && add_path(out, folder) &&
		    add_path(out, path) && out->len;
	out->failed = out->failed || buf_failed(&plain);
	buf_release(&plain);
	return good;
}

static enum result read_file(const struct foreign_archive *archive, struct str path, size_t cap, struct buf *out,
			     struct buf *why)
{
	struct buf full;
	buf_init(&full, BUF_CAP);
	buf_format(&full, "%s/%.*s", archive->folder, STR_ARG(path));
	enum file_status status = buf_failed(&full) ? FILE_NO_MEMORY : file_read(buf_cstr(&full), cap, out);
	if (status != FILE_OK && status != FILE_NO_MEMORY)
		buf_format(why, "it cannot be read: %s", file_status_text(status));
	buf_release(&full);
	return status == FILE_OK ? RESULT_OK : status == FILE_NO_MEMORY ? RESULT_NO_MEMORY : RESULT_REFUSED;
}

/* The entry with that name, regardless of case if no other has it. */
static zip_int64_t locate(zip_t *zip, struct str path, struct buf *name)
{
	buf_str(name, path);
	zip_int64_t index = buf_failed(name) ? -1 : zip_name_locate(zip, buf_cstr(name), 0);
	return index >= 0 || buf_failed(name) ? index : zip_name_locate(zip, buf_cstr(name), ZIP_FL_NOCASE);
}

static enum result read_entry(struct foreign_archive *archive, zip_uint64_t index, size_t cap, struct buf *out,
			      struct buf *why)
{
	zip_stat_t stat;
	if (zip_stat_index(archive->zip, index, 0, &stat) != 0)
		return refuse(why, "its entry in the archive is damaged");
	if (stat.size > cap)
		return refuse(why, "it is too large");
	if (stat.size > ARCHIVE_RATIO_FROM && stat.size / ARCHIVE_RATIO_MAX > stat.comp_size)
		return refuse(why, "it is compressed so much that it may be a bomb");
	zip_file_t *file = zip_fopen_index(archive->zip, index, 0);
	if (!file)
		return refuse(why, "it is encrypted, or its entry in the archive is damaged");
	char *room = buf_reserve(out, (size_t)stat.size + 1);
	zip_int64_t len = room ? zip_fread(file, room, stat.size + 1) : 0;
	zip_fclose(file);
	if (!room)
		return RESULT_NO_MEMORY;
	if (len < 0 || (zip_uint64_t)len != stat.size)
		return refuse(why, "its entry in the archive is damaged");
	buf_grew(out, (size_t)len);
	return RESULT_OK;
}

enum result archive_read(struct foreign_archive *archive, struct str path, struct buf *out, struct buf *why)
{
	size_t cap = archive->left < ARCHIVE_FILE_MAX ? (size_t)archive->left : ARCHIVE_FILE_MAX;
	buf_clear(out);
	enum result result = RESULT_REFUSED;
	if (archive->folder) {
		result = read_file(archive, path, cap, out, why);
	} else {
		struct buf name;
		buf_init(&name, BUF_CAP);
		zip_int64_t index = locate(archive->zip, path, &name);
		bool failed = buf_failed(&name);
		buf_release(&name);
		if (failed)
			return RESULT_NO_MEMORY;
		if (index < 0)
			return refuse(why, "the package has no such file");
		result = read_entry(archive, (zip_uint64_t)index, cap, out, why);
	}
	archive->left -= result == RESULT_OK ? out->len : 0;
	return result;
}
