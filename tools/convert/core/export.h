/* What exporters share. An exporter is given the lessons of a tree or pack one after the other, in order, and writes a
 * file or a folder. What it cannot express is in the ledger.
 *
 * Links have labels as text; what the edition of a pack does not contain is missing. */
#ifndef CONVERT_CORE_EXPORT_H
#define CONVERT_CORE_EXPORT_H

#include "base/arena.h"
#include "base/file.h"
#include "base/file_list.h"
#include "convert/core/ledger.h"
#include "lesson/lesson.h"
#include "reader/satchel.h"

struct export
{
	struct ledger ledger;
	struct str title;   /* of the pack, or the name of the tree's folder */
	struct str id;	    /* of the pack, or made of the title */
	struct str unit;    /* the title of the unit, or the folder in the tree, of the current lesson; or "" */
	struct buf *out;    /* the content of the file; ignored for a folder */
	const char *folder; /* that is written; NULL for a file */
	/* Reads a file that the current lesson shows or plays into bytes, which is cleared first. */
	enum result (*read_file)(void *context, struct str path, struct buf *bytes, struct buf *why);
	void *context; /* of read_file */
	/* The release since which learners' progress on an item counts; 0 if it was never reset, or that is unknown. */
	uint64_t (*since)(void *context, struct str id);
	void *context_of_since;
	/* When the pack was released, in seconds since 1970: the same for the same release, later for the next one.
	 * 0 if that is unknown. */
	int64_t moment;
};

/* One format. begin sets *state, which is NULL at first; end writes what is left and is called only if all went well;
 * release frees the state in any case. */
struct exporter {
	const char *name; /* as on the command line */
	const char *about;
	bool folder; /* it writes a folder instead of a file */
	enum result (*begin)(struct export *export, void **state, struct buf *why);
	/* The lesson is valid until the next call. */
	enum result (*lesson)(void *state, const struct lesson *lesson, struct buf *why);
	enum result (*end)(void *state, struct buf *why);
	void (*release)(void *state);
};

void export_init(struct export *export, struct buf *out);
void export_release(struct export *export);
/* Writes a file of the folder that is exported; name may contain folders. */
enum result export_write(const struct export *export, struct str name, struct str bytes, struct buf *why) MUST_CHECK;

/* What a format has beside questions and cards. */
struct export_text {
	const char *why; /* it has no more, as in the ledger */
	bool summary, language, review, sources, cards;
};

/* For formats that have only items: gives item, that of the lesson, a row for each thing that the lesson says of itself
 * and the format does not have, and leaves out its sections and glossary, and what else the format does not have. */
void export_leave_out_text(struct export *export, const struct lesson *lesson, struct ledger_item *item,
			   const struct export_text *has);

/* Each gives all lessons to the exporter. Sets title, id and unit. */
/* export_tree.c: lessons without errors, in a tree; roots has, for each, the folder that must contain its files. */
enum result export_tree(struct export *export, const struct exporter *exporter, const struct file_list *files,
			const char *const *roots, struct buf *why) MUST_CHECK;
/* export_pack.c */
enum result export_pack(struct export *export, const struct exporter *exporter, const struct satchel *pack,
			struct buf *why) MUST_CHECK;

#endif
