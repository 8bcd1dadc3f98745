/* The folder that an import writes: a new one, or that of an earlier import, which it updates.
 *
 * A new folder is written beside its destination and renamed once it is complete. In an old one, files are replaced
 * once all of them are ready. Lessons are in the canonical layout; those that do not change are not touched.
 *
 * An update changes only what the source changed since the last import. What authors edited, moved to another lesson of
 * the folder, or removed stays so; if the source changed it too, that is a conflict, which the ledger reports. Items
 * that are no longer in the source are kept and reported. */
#ifndef CONVERT_CORE_IMPORT_FOLDER_H
#define CONVERT_CORE_IMPORT_FOLDER_H

#include "convert/core/import.h"
#include "convert/core/import_map.h"
#include "convert/core/import_parts.h"
#include "convert/core/new_folder.h"

struct import_edit;

/* Where new parts of a group go: after the last one, or after the group before it. */
struct import_end {
	uint32_t offset; /* 0: not known yet */
	bool inside;	 /* the group has parts */
};

/* The file of a lesson: one in the folder, or one that was made. */
struct import_target {
	struct str name;  /* in the folder */
	struct buf bytes; /* laid out */
	struct import_pieces pieces;
	struct import_lesson *lesson; /* one that was made; else NULL */
	struct buf merged;	      /* the new content; "" if it does not change */
	/* For import_merge.c: the changes, in order of offsets, and where containers for new parts were opened. */
	struct import_edit *edits, *last_edit;
	uint32_t opened[PART_SOURCE + 1];
	struct import_end ends[PART_SOURCE + 1];
	struct import_target *next;
};

struct import_folder {
	const char *path;
	const char *work; /* where it is written: path, or a temporary folder */
	struct new_folder fresh;
	bool is_new;
	bool in_tree; /* some folder above it has a satchel.xml */
	struct arena arena;
	struct import_map map;
	struct import_target *targets, **end; /* the files in the folder */
	struct import_target *made;	      /* by import_check */
	struct lesson_schema *schema;
	struct reader *reader;
	size_t written; /* number of lessons */
	bool begun;	/* some lessons of an old folder have been replaced */
};

/* Reads what is in the folder at path, which is borrowed, and records the ids of its tree in import, so that no new one
 * repeats them. RESULT_REFUSED: it has files that no import made, or damaged ones. Call import_folder_release whatever
 * the result. */
enum result import_folder_open(struct import_folder *folder, const char *path, struct new_ids *ids,
			       struct buf *why) MUST_CHECK;
void import_folder_release(struct import_folder *folder);

/* Completes the lessons of the import, leaves out what is invalid, and writes all; no new folder if no lesson is left.
 * If it fails, no lesson is changed, unless begun is set: then the next import updates the others. */
enum result import_folder_save(struct import_folder *folder, struct import *import, struct buf *why) MUST_CHECK;

/* import_check.c: lays out the lessons that were made, and leaves out parts with errors until none is left. */
enum result import_check(struct import_folder *folder, struct import *import, struct buf *why) MUST_CHECK;
/* Completes a lesson and lays it out in out, which is cleared first. */
enum result import_lay_out(struct import *import, struct import_lesson *lesson, struct buf *out,
			   struct buf *why) MUST_CHECK;
/* RESULT_REFUSED: no program would read a lesson of so many bytes. */
enum result import_size_check(const struct buf *bytes, struct str name, struct buf *why) MUST_CHECK;
/* import_unshown.c: reports files of the sources that were read now which no lesson shows or plays after the update. */
void import_report_unshown(const struct import_folder *folder, struct import *import, const struct map *sources);
/* import_merge.c: sets merged in the targets that change, including new ones. */
enum result import_merge(struct import_folder *folder, struct import *import, struct buf *why) MUST_CHECK;

#endif
