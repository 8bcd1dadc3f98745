#include "editor/documents/folders.h"

#include "base/path.h"
#include "check/core/config.h"
#include "check/core/tree_root.h"
#include "editor/documents/diagnostics.h"
#include "editor/protocol/uri.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>

/* How deep below a folder trees are searched before one of their lessons is open. */
enum { TREES_DEEP = 3 };

static void free_folder(struct folder *folder)
{
	free(folder->uri);
	free(folder->path);
	free(folder);
}

void folders_release(struct folder *first)
{
	while (first) {
		struct folder *next = first->next;
		free_folder(first);
		first = next;
	}
}

/* Adds the trees below the folder at path, to which names are appended. */
static void find_trees(struct language_server *server, struct buf *path, unsigned depth)
{
	struct stat info;
	size_t len = path->len;
	buf_text(path, "/" CONFIG_NAME);
	bool is_tree = !buf_failed(path) && lstat(buf_cstr(path), &info) == 0;
	buf_cut(path, len);
	if (is_tree)
		(void)trees_of(&server->trees, buf_cstr(path));
	DIR *files = is_tree || !depth || buf_failed(path) ? NULL : opendir(buf_cstr(path));
	for (struct dirent *file; files && (file = readdir(files)) != NULL;) {
		if (*file->d_name == '.' || strcmp(file->d_name, "node_modules") == 0 ||
		    fstatat(dirfd(files), file->d_name, &info, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISDIR(info.st_mode))
			continue;
		buf_format(path, "/%s", file->d_name);
		find_trees(server, path, depth - 1);
		buf_cut(path, len);
	}
	if (files)
		closedir(files);
}

static void add_trees(struct language_server *server, const struct folder *folder)
{
	struct buf below;
	if (trees_of(&server->trees, folder->path))
		return;
	buf_init(&below, BUF_CAP);
	buf_text(&below, folder->path);
	find_trees(server, &below, TREES_DEEP);
	buf_release(&below);
}

static void add_folder(struct language_server *server, struct str uri, const char *path)
{
	struct folder *folder = calloc(1, sizeof(*folder));
	server->starved = server->starved || !folder;
	if (!folder)
		return;
	while (uri.len && uri.at[uri.len - 1] == '/')
		uri.len--;
	folder->uri = strndup(uri.at, uri.len);
	folder->path = realpath(path, NULL);
	server->starved = server->starved || !folder->uri;
	if (!folder->uri || !folder->path) {
		free_folder(folder);
		return;
	}
	folder->next = server->folders;
	server->folders = folder;
	add_trees(server, folder);
}

static struct folder **find_folder(struct language_server *server, struct str uri)
{
	struct folder **link = &server->folders;
	while (uri.len && uri.at[uri.len - 1] == '/')
		uri.len--;
	while (*link && !str_is(uri, (*link)->uri))
		link = &(*link)->next;
	return link;
}

static void add_uri(struct language_server *server, struct str uri)
{
	struct buf path;
	buf_init(&path, BUF_CAP);
	if (uri_path(uri, &path) && !buf_failed(&path) && !*find_folder(server, uri))
		add_folder(server, uri, buf_cstr(&path));
	server->starved = server->starved || buf_failed(&path);
	buf_release(&path);
}

void folders_add(struct language_server *server, struct json_walk folders)
{
	struct buf uri;
	buf_init(&uri, BUF_CAP);
	bool more = walk_kind(&folders) == '[' && walk_array(&folders);
	for (; more && walk_element(&folders); walk_skip(&folders)) {
		if (params_text(folders, "uri", &uri))
			add_uri(server, buf_view(&uri));
		server->starved = server->starved || buf_failed(&uri);
	}
	buf_release(&uri);
}

void folders_start(struct language_server *server, struct json_walk params)
{
	struct json_walk folders;
	struct buf path, uri;
	buf_init(&path, BUF_CAP);
	buf_init(&uri, BUF_CAP);
	if (params_find(params, "workspaceFolders", &folders) && walk_kind(&folders) == '[') {
		folders_add(server, folders);
	} else if (params_text(params, "rootUri", &uri)) {
		add_uri(server, buf_view(&uri));
	} else if (params_text(params, "rootPath", &path)) {
		uri_of_path(buf_view(&path), &uri);
		add_uri(server, buf_view(&uri));
	}
	server->starved = server->starved || buf_failed(&path) || buf_failed(&uri);
	buf_release(&path);
	buf_release(&uri);
}

/* Whether a folder, or an open document, needs the tree. */
static bool is_needed(const struct language_server *server, const struct editor_tree *tree)
{
	for (const struct folder *folder = server->folders; folder; folder = folder->next)
		if (path_is_below(tree->root, folder->path) || path_is_below(folder->path, tree->root))
			return true;
	for (const struct document *document = server->documents.first; document; document = document->next)
		if (document->is_file && path_is_below(document->path, tree->root))
			return true;
	return false;
}

void folders_remove(struct language_server *server, struct json_walk folders)
{
	struct buf uri;
	buf_init(&uri, BUF_CAP);
	bool more = walk_kind(&folders) == '[' && walk_array(&folders);
	for (; more && walk_element(&folders); walk_skip(&folders)) {
		struct folder **link = params_text(folders, "uri", &uri) ? find_folder(server, buf_view(&uri)) : NULL;
		struct folder *folder = link ? *link : NULL;
		if (!folder)
			continue;
		*link = folder->next;
		free_folder(folder);
	}
	buf_release(&uri);
	for (struct editor_tree *tree = server->trees.first, *next; tree; tree = next) {
		next = tree->next;
		if (!is_needed(server, tree))
			diagnostics_drop_tree(server, tree);
	}
}

void folders_refresh(struct language_server *server)
{
	for (struct editor_tree *tree = server->trees.first, *next; tree; tree = next) {
		char *root = strdup(tree->root);
		bool gone = root && (!tree_root_climb(root) || strcmp(root, tree->root) != 0);
		free(root);
		next = tree->next;
		if (gone)
			diagnostics_drop_tree(server, tree);
	}
	for (const struct folder *folder = server->folders; folder; folder = folder->next)
		add_trees(server, folder);
}

void folders_uri(const struct language_server *server, const char *path, struct buf *uri)
{
	const struct document *document = documents_find_path(&server->documents, path);
	if (document) {
		buf_text(uri, document->uri);
		return;
	}
	const struct folder *folder = server->folders;
	while (folder && !path_is_below(path, folder->path))
		folder = folder->next;
	if (!folder) {
		uri_of_path(str_from(path), uri);
		return;
	}
	buf_text(uri, folder->uri);
	uri_escape(str_from(path + (strcmp(folder->path, "/") == 0 ? 0 : strlen(folder->path))), uri);
}
