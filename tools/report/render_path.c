#include "report/render_parts.h"

#include "base/path.h"

#include <stdlib.h>
#include <unistd.h>

/* Whether path is folder or below it; *rest becomes the part after the folder and its slash. */
static bool is_below(const char *path, const char *folder, const char **rest)
{
	size_t len = folder ? strlen(folder) : 0;
	if (!len || strncmp(path, folder, len) != 0)
		return false;
	/* Only the root ends with a slash. */
	*rest = path + len + (folder[len - 1] != '/');
	return folder[len - 1] == '/' || path[len] == '/';
}

/* Shortens folder, an absolute path, to the top of its Git work tree; false if there is none. */
static bool climb_to_top(struct buf *folder)
{
	while (folder->len) {
		size_t len = folder->len;
		buf_text(folder, strcmp(buf_cstr(folder), "/") == 0 ? ".git" : "/.git");
		bool is_top = !buf_failed(folder) && access(buf_cstr(folder), F_OK) == 0;
		buf_cut(folder, len);
		if (is_top || buf_failed(folder))
			return is_top;
		struct str upper = path_folder(buf_cstr(folder));
		if (upper.len == folder->len)
			return false;
		buf_cut(folder, upper.len);
	}
	return false;
}

void render_paths_init(struct render_paths *paths)
{
	*paths = (struct render_paths){ .here = getcwd(NULL, 0) };
	buf_init(&paths->top, BUF_CAP);
	buf_init(&paths->own_top, BUF_CAP);
	buf_init(&paths->real, BUF_CAP);
	buf_init(&paths->written, BUF_CAP);
	if (!paths->here)
		return;
	buf_text(&paths->top, paths->here);
	if (!climb_to_top(&paths->top))
		buf_clear(&paths->top);
}

void render_paths_release(struct render_paths *paths)
{
	free(paths->here);
	buf_release(&paths->top);
	buf_release(&paths->own_top);
	buf_release(&paths->real);
	buf_release(&paths->written);
}

/* Resolves symbolic links. The path displayed for standard input may not exist, but its folder does. */
static void resolve(struct render_paths *paths, const char *path)
{
	buf_clear(&paths->real);
	char *real = realpath(path, NULL);
	if (real) {
		buf_text(&paths->real, real);
		free(real);
		return;
	}
	buf_str(&paths->real, path_folder(path));
	real = buf_failed(&paths->real) ? NULL : realpath(buf_cstr(&paths->real), NULL);
	buf_clear(&paths->real);
	if (real)
		buf_format(&paths->real, "%s/%s", strcmp(real, "/") == 0 ? "" : real, path_name(path));
	else
		buf_str(&paths->real, buf_view(&paths->written));
	free(real);
}

static const char *look_up(struct render_paths *paths, const char *path)
{
	const char *rest;
	buf_clear(&paths->written);
	path_absolute(&paths->written, paths->here, path);
	resolve(paths, path);
	const char *real = buf_cstr(&paths->real), *written = buf_cstr(&paths->written), *top = buf_cstr(&paths->top);
	if (paths->top.len && (is_below(real, top, &rest) || is_below(written, top, &rest)))
		return rest;
	buf_clear(&paths->own_top);
	buf_str(&paths->own_top, path_folder(real));
	if (real[0] == '/' && climb_to_top(&paths->own_top) && is_below(real, buf_cstr(&paths->own_top), &rest))
		return rest;
	return is_below(real, paths->here, &rest) || is_below(written, paths->here, &rest) ? rest : real;
}

const char *render_path(struct render_paths *paths, const char *path)
{
	if (path != paths->last_path) {
		paths->last = look_up(paths, path);
		paths->last_path = path;
	}
	return paths->last;
}

bool render_paths_failed(const struct render_paths *paths)
{
	return buf_failed(&paths->top) || buf_failed(&paths->own_top) || buf_failed(&paths->real) ||
	       buf_failed(&paths->written);
}
