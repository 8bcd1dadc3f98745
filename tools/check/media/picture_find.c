#include "base/path.h"
#include "check/media/picture.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>

/* Whether s starts with a URL scheme. */
static bool has_scheme(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.at[i];
		if (c == ':')
			return i > 0;
		if (!isalpha(c) && (i == 0 || (!isdigit(c) && c != '+' && c != '-' && c != '.')))
			return false;
	}
	return false;
}

static int hex(struct str s, size_t i)
{
	if (i >= s.len || !isxdigit((unsigned char)s.at[i]))
		return -1;
	char c = s.at[i];
	return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}

/* Appends src with escapes decoded. */
static enum picture_status decode(struct buf *out, struct str src)
{
	for (size_t i = 0; i < src.len; i++) {
		char c = src.at[i];
		if (c == '%') {
			int high = hex(src, i + 1), low = hex(src, i + 2);
			if (high < 0 || low < 0)
				return PICTURE_ESCAPE;
			c = (char)(high * 16 + low);
			i += 2;
		}
		if (c == '\0')
			return PICTURE_ZERO;
		buf_char(out, c);
	}
	return buf_failed(out) ? PICTURE_NO_MEMORY : PICTURE_FOUND;
}

bool picture_lies_in(const char *path, const char *folder)
{
	size_t len = strlen(folder);
	while (len && folder[len - 1] == '/')
		len--;
	return strncmp(path, folder, len) == 0 && (path[len] == '/' || path[len] == '\0');
}

/* The depth of path below root; both are real, and path is below root. */
static long depth_below(const char *path, const char *root)
{
	long depth = 0;
	for (const char *p = path + strlen(root); *p; p++)
		depth += *p == '/' && p[1] != '\0';
	return strcmp(root, "/") == 0 && path[1] ? depth + 1 : depth;
}

/* Whether a relative path ever leads above a root that is depth levels up. */
static bool climbs_out(const char *path, long depth)
{
	while (*path) {
		size_t len = strcspn(path, "/");
		if (len == 2 && path[0] == '.' && path[1] == '.')
			depth--;
		else if (len && !(len == 1 && path[0] == '.'))
			depth++;
		if (depth < 0)
			return true;
		path += len;
		path += *path == '/';
	}
	return false;
}

void picture_folder_init(struct picture_folder *last)
{
	*last = (struct picture_folder){ .root = 0 };
	buf_init(&last->path, PATH_MAX);
}

void picture_folder_release(struct picture_folder *last)
{
	buf_release(&last->path);
}

/* The length of the beginning of path that is known to be straight: that of its folder if it is the last one, or of
 * root. */
static size_t known_length(const struct picture_folder *last, const struct buf *path, struct str root)
{
	bool same = last && last->path.len > root.len && last->root == root.len && path->len > last->path.len &&
		    memcmp(path->at, last->path.at, last->path.len) == 0;
	return same ? last->path.len : root.len + 1;
}

static void note_folder(struct picture_folder *last, const struct buf *path, struct str root)
{
	buf_clear(&last->path);
	buf_add(&last->path, path->at, (size_t)((const char *)memrchr(path->at, '/', path->len) + 1 - path->at));
	last->root = root.len;
}

/* Whether path leads straight from root to a regular file, without links and "..": then it is inside, without resolving
 * real paths. True for nearly all pictures. */
static bool goes_straight(const struct buf *path, struct str root, struct picture_folder *last)
{
	char step[PATH_MAX];
	struct stat info = { .st_mode = 0 };
	if (!root.len || path->len <= root.len || path->len >= sizeof(step) ||
	    memcmp(path->at, root.at, root.len) != 0 || path->at[root.len] != '/')
		return false;
	memcpy(step, path->at, path->len + 1);
	for (char *start = step + known_length(last, path, root), *end; start; start = end ? end + 1 : NULL) {
		end = strchr(start, '/');
		if (end)
			*end = '\0';
		if (!*start || strcmp(start, ".") == 0 || strcmp(start, "..") == 0 || lstat(step, &info) != 0 ||
		    (end && !S_ISDIR(info.st_mode)))
			return false;
		if (end)
			*end = '/';
	}
	if (S_ISREG(info.st_mode) && last)
		note_folder(last, path, root);
	return S_ISREG(info.st_mode);
}

char *picture_real_folder(struct str folder)
{
	char *path = strndup(folder.len ? folder.at : ".", folder.len ? folder.len : 1);
	char *real = path ? realpath(path, NULL) : NULL;
	free(path);
	return real;
}

static enum picture_status look_at(const char *path, const char *root)
{
	char *real = realpath(path, NULL);
	if (!real)
		return errno == ENOMEM ? PICTURE_NO_MEMORY : PICTURE_MISSING;
	struct stat info;
	enum picture_status status = PICTURE_FOUND;
	if (!picture_lies_in(real, root))
		status = PICTURE_LINK_OUTSIDE;
	else if (stat(real, &info) != 0)
		status = PICTURE_MISSING;
	else if (S_ISDIR(info.st_mode))
		status = PICTURE_FOLDER;
	else if (!S_ISREG(info.st_mode))
		status = PICTURE_NOT_PLAIN;
	free(real);
	return status;
}

enum picture_status picture_find(struct str src, struct str folder, struct str root, struct picture_folder *last,
				 struct buf *path)
{
	buf_clear(path);
	if (has_scheme(src))
		return PICTURE_ADDRESS;
	if (folder.len && !str_is(folder, ".")) {
		buf_str(path, folder);
		if (folder.at[folder.len - 1] != '/')
			buf_char(path, '/');
	}
	size_t start = path->len;
	enum picture_status status = decode(path, src);
	if (status != PICTURE_FOUND)
		return status;
	const char *relative = buf_cstr(path) + start;
	if (relative[0] == '/')
		return PICTURE_ABSOLUTE;
	if (strchr(relative, '\\'))
		return PICTURE_BACKSLASH;
	if (goes_straight(path, root, last))
		return PICTURE_FOUND;
	char *real = picture_real_folder(folder), *real_root = picture_real_folder(root.at ? root : folder);
	if (!real || !real_root)
		/* The folder given for standard input may not exist. */
		status = errno == ENOMEM	   ? PICTURE_NO_MEMORY
			 : climbs_out(relative, 0) ? PICTURE_OUTSIDE
						   : PICTURE_MISSING;
	else if (!picture_lies_in(real, real_root) || climbs_out(relative, depth_below(real, real_root)))
		status = PICTURE_OUTSIDE;
	else
		status = look_at(buf_cstr(path), real_root);
	free(real);
	free(real_root);
	return status;
}
