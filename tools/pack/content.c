#include "pack/content.h"

#include "base/path.h"

#include <stdlib.h>
#include <sys/stat.h>

enum { PATH_CAP = 64 * 1024 };

void content_init(struct content *content)
{
	buf_init(&content->path, PATH_CAP);
	buf_init(&content->root, PATH_CAP);
	file_list_init(&content->lessons);
	file_list_init(&content->context);
}

void content_release(struct content *content)
{
	buf_release(&content->path);
	buf_release(&content->root);
	file_list_release(&content->lessons);
	file_list_release(&content->context);
}

/* Appends path with each NAME/.. and each . taken out, as far as that can be told from the text. */
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

/* The shorter path is better to read, but means another folder where a link is on the way. */
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

static bool holds_settings(const char *folder)
{
	struct buf name;
	struct stat info;
	buf_init(&name, PATH_CAP);
	buf_format(&name, "%s/satchel.xml", folder);
	bool there = !buf_failed(&name) && stat(buf_cstr(&name), &info) == 0 && S_ISREG(info.st_mode);
	buf_release(&name);
	return there;
}

/* Sets root where a folder above, or the content folder itself, is marked as the root of a tree. */
static bool find_root(struct content *content)
{
	char *real = realpath(buf_cstr(&content->path), NULL);
	bool found = false;
	while (real && *real && !(found = holds_settings(real))) {
		char *slash = strrchr(real, '/');
		*slash = '\0';
	}
	buf_text(&content->root, found ? real : buf_cstr(&content->path));
	free(real);
	return found;
}

/* Files of a content tree that are no lessons. */
static bool is_lesson(void *context, const char *path)
{
	const char *name = path_name(path);
	(void)context;
	return strcmp(name, "satchel.xml") != 0 && strcmp(name, "retired.xml") != 0;
}

static bool is_other_lesson(void *inside, const char *path)
{
	return is_lesson(NULL, path) && !str_starts(str_from(path), inside);
}

static void ignore_error(void *context, const char *path, enum file_status status)
{
	/* Another subject's file may be unreadable; only a link to it would miss it, and is told. */
	(void)context, (void)path, (void)status;
}

static bool find_context(struct content *content)
{
	char *real = realpath(buf_cstr(&content->path), NULL);
	struct buf inside;
	bool good = true;
	buf_init(&inside, PATH_CAP);
	buf_format(&inside, "%s/", real ? real : "");
	if (real && strcmp(real, buf_cstr(&content->root)) != 0) {
		good = !buf_failed(&inside) &&
		       file_list_add(&content->context, buf_cstr(&content->root), ".xml", is_other_lesson, ignore_error,
				     inside.at);
		file_list_finish(&content->context);
	}
	buf_release(&inside);
	free(real);
	return good;
}

bool content_find(struct content *content, const char *definition, struct str folder, file_error_handler *on_error,
		  void *context)
{
	struct str beside = path_folder(definition);
	if (!str_is(beside, ".")) {
		buf_str(&content->path, beside);
		buf_char(&content->path, '/');
	}
	buf_str(&content->path, folder);
	if (buf_failed(&content->path) || !tidy(&content->path))
		return false;
	if (!file_list_add(&content->lessons, buf_cstr(&content->path), ".xml", is_lesson, on_error, context))
		return false;
	file_list_finish(&content->lessons);
	return (!find_root(content) || find_context(content)) && !buf_failed(&content->root);
}
