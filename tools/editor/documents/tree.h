/* The trees of open documents and workspace folders: what the client shows of their other lessons, and the ids of all
 * lessons, with the references to them. */
#ifndef EDITOR_TREE_H
#define EDITOR_TREE_H

#include "base/arena.h"
#include "check/reference/ids.h"
#include "editor/documents/document.h"

/* An id, or a reference to one. */
struct id_mention {
	struct str key;	   /* the id; within a lesson only: lesson#id */
	struct span span;  /* of the id in the file, without the lesson's in front of it */
	enum id_kind kind; /* of what it is the id; of references to an id of the tree: KIND_LESSON */
	bool defines;
	struct span whole; /* of the element, if it defines the id */
	struct str title;  /* of what it defines: its first words; at is NULL if it has none */
	struct id_mention *next;
};

/* What a lesson mentions. */
struct mentions {
	char *path;	   /* real and absolute; owned */
	void *memory;	   /* of all mentions and texts, in one piece, because trees have many lessons; owned */
	struct str lesson; /* its id, or STR_NONE */
	struct id_mention *first;
	struct mentions *next;
};

/* What the client shows of a lesson that is not open. */
struct tree_file {
	char *path;
	char *uri; /* as the client writes it */
	struct buf published;
	bool seen; /* scratch */
	struct tree_file *next;
};

struct editor_tree {
	char *root;   /* real path */
	bool changed; /* since all of its lessons were checked */
	bool read;    /* since files were changed by others */
	struct buf trouble; /* why its lessons could not be read; empty if they were */
	struct buf config;  /* the last text of satchel.xml without mistakes; empty if none is known */
	struct mentions *lessons;
	struct map by_path; /* of lessons */
	struct tree_file *shown;
	struct map shown_by_path;
	struct editor_tree *next;
};

struct trees {
	struct editor_tree *first;
	bool failed; /* memory ran out in trees_of */
};

void trees_release(struct trees *trees);
/* The tree of the file or folder at path, which is added if it is new; NULL if it is in none, or memory ran out. */
struct editor_tree *trees_of(struct trees *trees, const char *path);
/* Files may have changed. */
void trees_mark_changed(struct trees *trees);
/* Removes and frees one. */
void trees_drop(struct trees *trees, struct editor_tree *tree);

/* Collects what the lesson mentions; NULL if memory ran out. */
struct mentions *mentions_read(const char *path, const struct lesson *lesson) MUST_CHECK;
void mentions_free(struct mentions *mentions);
/* The same of a text, which need not be valid. NULL also if it is no lesson; *starved is set only if memory ran out. */
struct mentions *mentions_read_text(const char *path, struct str bytes, bool *starved) MUST_CHECK;
/* Replaces the mentions of the lesson at mentions->path, and owns them. False if memory ran out. */
bool tree_take(struct editor_tree *tree, struct mentions *mentions) MUST_CHECK;
void tree_clear(struct editor_tree *tree);
/* Reads the mentions of open documents again. False if memory ran out. */
bool tree_refresh(struct editor_tree *tree, const struct documents *documents) MUST_CHECK;
/* The mention at an offset of the lesson; NULL if there is none. mentions may be NULL. */
const struct id_mention *mentions_at(const struct mentions *mentions, size_t offset);
/* The same of the lesson at path. */
const struct id_mention *tree_mention_at(const struct editor_tree *tree, const char *path, size_t offset);

#endif
