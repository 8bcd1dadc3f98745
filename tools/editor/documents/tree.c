#include "editor/documents/tree.h"

#include "check/core/tree_root.h"

#include <errno.h>
#include <stdlib.h>

static void free_shown(struct tree_file *file)
{
	while (file) {
		struct tree_file *next = file->next;
		free(file->path);
		free(file->uri);
		buf_release(&file->published);
		free(file);
		file = next;
	}
}

void tree_clear(struct editor_tree *tree)
{
	while (tree->lessons) {
		struct mentions *next = tree->lessons->next;
		mentions_free(tree->lessons);
		tree->lessons = next;
	}
	map_clear(&tree->by_path);
}

static void free_tree(struct editor_tree *tree)
{
	tree_clear(tree);
	map_release(&tree->by_path);
	free_shown(tree->shown);
	map_release(&tree->shown_by_path);
	buf_release(&tree->trouble);
	buf_release(&tree->config);
	free(tree->root);
	free(tree);
}

void trees_release(struct trees *trees)
{
	while (trees->first) {
		struct editor_tree *next = trees->first->next;
		free_tree(trees->first);
		trees->first = next;
	}
}

void trees_drop(struct trees *trees, struct editor_tree *tree)
{
	struct editor_tree **link = &trees->first;
	while (*link != tree)
		link = &(*link)->next;
	*link = tree->next;
	free_tree(tree);
}

struct editor_tree *trees_of(struct trees *trees, const char *path)
{
	errno = 0;
	char *root = tree_root_existing(path, NULL);
	trees->failed = trees->failed || (!root && errno == ENOMEM);
	if (!root || !tree_root_climb(root)) {
		free(root);
		return NULL;
	}
	struct editor_tree *tree = trees->first;
	while (tree && strcmp(tree->root, root) != 0)
		tree = tree->next;
	if (tree) {
		free(root);
		return tree;
	}
	tree = calloc(1, sizeof(*tree));
	if (!tree) {
		trees->failed = true;
		free(root);
		return NULL;
	}
	tree->root = root;
	buf_init(&tree->trouble, BUF_CAP);
	buf_init(&tree->config, BUF_CAP);
	tree->changed = true;
	tree->next = trees->first;
	trees->first = tree;
	return tree;
}

void trees_mark_changed(struct trees *trees)
{
	for (struct editor_tree *tree = trees->first; tree; tree = tree->next)
		tree->changed = true, tree->read = false;
}

bool tree_take(struct editor_tree *tree, struct mentions *mentions)
{
	struct mentions *old = map_get(&tree->by_path, str_from(mentions->path));
	if (old) {
		/* The map has its path as a key. */
		struct mentions swapped = *old;
		*old = *mentions;
		old->path = swapped.path;
		old->next = swapped.next;
		swapped.path = mentions->path;
		*mentions = swapped;
		mentions_free(mentions);
		return true;
	}
	void **slot = map_put(&tree->by_path, str_from(mentions->path));
	if (!slot) {
		mentions_free(mentions);
		return false;
	}
	*slot = mentions;
	mentions->next = tree->lessons;
	tree->lessons = mentions;
	return true;
}

/* Of a document that is no lesson any more. */
static struct mentions *no_mentions(const char *path)
{
	struct mentions *mentions = calloc(1, sizeof(*mentions));
	if (mentions)
		mentions->path = strdup(path);
	if (mentions && mentions->path)
		return mentions;
	free(mentions);
	return NULL;
}

bool tree_refresh(struct editor_tree *tree, const struct documents *documents)
{
	size_t len = strlen(tree->root);
	bool complete = true;
	for (const struct document *document = documents->first; document; document = document->next) {
		if (!document->is_file || strncmp(document->path, tree->root, len) != 0 || document->path[len] != '/')
			continue;
		bool starved = false, was_lesson = map_get(&tree->by_path, str_from(document->path));
		struct mentions *mentions =
			mentions_read_text(document->path, buf_view(&document->text.bytes), &starved);
		if (!mentions && was_lesson && !starved)
			mentions = no_mentions(document->path);
		bool taken = mentions ? tree_take(tree, mentions) : !was_lesson;
		complete = complete && taken && !starved;
	}
	return complete;
}

const struct id_mention *mentions_at(const struct mentions *mentions, size_t offset)
{
	for (const struct id_mention *mention = mentions ? mentions->first : NULL; mention; mention = mention->next)
		if (mention->span.start <= offset && offset <= mention->span.end)
			return mention;
	return NULL;
}

const struct id_mention *tree_mention_at(const struct editor_tree *tree, const char *path, size_t offset)
{
	return mentions_at(map_get(&tree->by_path, str_from(path)), offset);
}
