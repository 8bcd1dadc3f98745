#include "check/core/config.h"

#include "base/path.h"
#include "check/core/tree_root.h"

#include <stdio.h>
#include <stdlib.h>

void config_init(struct config *config)
{
	*config = (struct config){ .path = NULL };
	arena_init(&config->arena);
	map_init(&config->tags_by_name);
	rule_settings_default(&config->settings);
}

void config_release(struct config *config)
{
	arena_release(&config->arena);
	map_release(&config->tags_by_name);
	config_init(config);
}

struct custom_rule *config_custom(const struct config *config, struct str name)
{
	for (struct custom_rule *rule = config ? config->custom : NULL; rule; rule = rule->next)
		if (str_is(name, rule->name))
			return rule;
	return NULL;
}

/* The rest of path after its first slash, or NULL. */
static const char *after_folder(const char *path)
{
	const char *slash = strchr(path, '/');
	return slash ? slash + 1 : NULL;
}

/* Whether the glob names a folder, so that everything below it matches: it ends in a slash or in a name without
 * wildcards. */
static bool names_folder(const char *start, const char *end)
{
	const char *name = end;
	while (name > start && name[-1] != '/')
		name--;
	return !memchr(name, '*', (size_t)(end - name)) && !memchr(name, '?', (size_t)(end - name));
}

bool path_matches(const char *glob, const char *path)
{
	/* If the rest does not match, the last star takes one more character. Backtracking never returns to an earlier
	 * star of the same kind, so the time is at most the product of the lengths. */
	const char *star = NULL, *star_path = NULL, *deep = NULL, *deep_path = NULL;
	const char *start = glob;
	bool folders = false; /* the last ** is followed by a slash */
	for (;;) {
		if (glob[0] == '*' && glob[1] == '*') {
			glob += 2;
			folders = *glob == '/';
			glob += folders;
			if (*glob == '\0')
				return true;
			deep = glob;
			deep_path = path;
			star = NULL;
			continue;
		}
		if (*glob == '*') {
			star = ++glob;
			star_path = path;
			continue;
		}
		bool between = *path == '/' || (glob > start && glob[-1] == '/');
		if (*glob == '\0' && (*path == '\0' || (between && names_folder(start, glob))))
			return true;
		if (*path && (*glob == *path || (*glob == '?' && *path != '/'))) {
			glob++;
			path++;
			if (*path && ((unsigned char)*path & 0xc0) == 0x80 && glob[-1] == '?')
				while (((unsigned char)*path & 0xc0) == 0x80)
					path++;
			continue;
		}
		if (star && *star_path && *star_path != '/') {
			path = ++star_path;
			glob = star;
		} else if (deep && (deep_path = folders	     ? after_folder(deep_path)
						: *deep_path ? deep_path + 1
							     : NULL)) {
			path = deep_path;
			glob = deep;
			star = NULL;
		} else {
			return false;
		}
	}
}

bool config_relative(const struct config *config, const char *path, struct buf *out)
{
	struct buf folder;
	struct str name = path_folder(path);
	buf_init(&folder, BUF_CAP);
	buf_str(&folder, name);
	const char *new_folders = "";
	char *real = buf_failed(&folder) ? NULL : tree_root_existing(buf_cstr(&folder), &new_folders);
	struct str root = config->root;
	/* "/" already ends with a slash. */
	size_t len = root.len && root.at[root.len - 1] == '/' ? root.len - 1 : root.len;
	bool below = real && root.at && strncmp(real, root.at, len) == 0 && (real[len] == '/' || real[len] == '\0');
	if (below) {
		const char *rest = real[len] == '/' ? real + len + 1 : real + len;
		buf_format(out, "%s%s%s%s%s", rest, *rest ? "/" : "", new_folders, *new_folders ? "/" : "",
			   path_name(path));
	}
	free(real);
	buf_release(&folder);
	return below && !buf_failed(out);
}

bool config_ignores(const struct config *config, const char *path)
{
	if (!config->ignored)
		return false;
	struct buf relative;
	buf_init(&relative, BUF_CAP);
	bool found = false;
	if (config_relative(config, path, &relative))
		for (const struct path_pattern *p = config->ignored; p && !found; p = p->next)
			found = path_matches(p->glob, buf_cstr(&relative));
	buf_release(&relative);
	return found;
}

bool config_has_tag(const struct config *config, struct str tag)
{
	char scheme[128];
	const char *colon = memchr(tag.at, ':', tag.len);
	if (!config->tags || map_get(&config->tags_by_name, tag))
		return true;
	if (!colon || (size_t)(colon - tag.at) > sizeof(scheme) - sizeof(":*"))
		return false;
	int len = snprintf(scheme, sizeof(scheme), "%.*s:*", (int)(colon - tag.at), tag.at);
	return map_get(&config->tags_by_name, (struct str){ scheme, (size_t)len });
}
