#include "convert/core/files.h"

#include "base/file.h"
#include "base/path.h"

enum { FILE_MAX = 256 * 1024 * 1024 };

/* Whether the name is relative, and leads to no folder above but at its start, at most up times. */
static bool is_within(struct str name, unsigned up)
{
	bool start = true;
	if (!name.len || name.at[0] == '/' || memchr(name.at, '\0', name.len))
		return false;
	while (name.len) {
		const char *slash = memchr(name.at, '/', name.len);
		struct str part = { name.at, slash ? (size_t)(slash - name.at) : name.len };
		size_t used = part.len + (slash != NULL);
		name = (struct str){ name.at + used, name.len - used };
		if (!str_is(part, ".."))
			start = start && str_is(part, ".");
		else if (!start || up-- == 0)
			return false;
	}
	return true;
}

enum result files_find_beside(void *context, struct str name, struct str *bytes, struct buf *why)
{
	const struct files_beside *beside = context;
	if (!is_within(name, beside->up)) {
		buf_text(why, "its path leads to another folder");
		return RESULT_REFUSED;
	}
	struct buf path, content;
	buf_init(&path, BUF_CAP);
	buf_init(&content, BUF_CAP);
	buf_format(&path, "%.*s/%.*s", STR_ARG(path_folder(beside->path)), STR_ARG(name));
	enum file_status status = file_read(buf_cstr(&path), FILE_MAX, &content);
	enum result result = RESULT_OK;
	if (buf_failed(&path) || status == FILE_NO_MEMORY) {
		result = RESULT_NO_MEMORY;
	} else if (status != FILE_OK) {
		buf_format(why, "it cannot be read: %s", file_status_text(status));
		result = RESULT_REFUSED;
	} else {
		*bytes = arena_str(beside->arena, buf_view(&content));
	}
	buf_release(&path);
	buf_release(&content);
	return result;
}
