#include "pack/content_folder.h"

#include "base/path.h"

#include <sys/stat.h>

enum { PATH_CAP = 64 * 1024 };

/* Appends path without NAME/.. and ., as far as that is possible without reading the file system. */
static void collapse(struct buf *out, const char *path)
{
	size_t start = out->len;
	if (*path == '/')
		buf_char(out, '/');
	size_t base = out->len;
	while (*path) {
		size_t len = strcspn(path, "/");
		struct str step = { path, len };
		size_t slash = out->len;
		while (slash > base && out->at[slash - 1] != '/')
			slash--;
		struct str last = { buf_cstr(out) + slash, out->len - slash };
		if (str_is(step, "..") && last.len > 0 && !str_is(last, "..")) {
			buf_cut(out, slash > base ? slash - 1 : base);
		} else if (len > 0 && !str_is(step, ".")) {
			if (out->len > base)
				buf_char(out, '/');
			buf_str(out, step);
		}
		path += len;
		path += *path == '/';
	}
	if (out->len == start)
		buf_char(out, '.');
}

/* The shorter path is easier to read, but is another folder if there is a link on the way. */
static bool tidy(struct buf *path)
{
	struct buf shorter;
	struct stat one, other;
	buf_init(&shorter, PATH_CAP);
	collapse(&shorter, buf_cstr(path));
	if (!buf_failed(&shorter) && stat(buf_cstr(path), &one) == 0 && stat(buf_cstr(&shorter), &other) == 0 &&
	    one.st_dev == other.st_dev && one.st_ino == other.st_ino) {
		buf_clear(path);
		buf_str(path, buf_view(&shorter));
	}
	buf_release(&shorter);
	return !buf_failed(path);
}

bool content_folder(struct buf *path, const char *definition, struct str folder)
{
	struct str beside = path_folder(definition);
	if (!str_is(beside, ".")) {
		buf_str(path, beside);
		buf_char(path, '/');
	}
	buf_str(path, folder);
	return !buf_failed(path) && tidy(path);
}
