/* What exporters share. An exporter is given the lessons of a tree or pack one after the other, in order, and
 * writes one file. What it cannot express is in the ledger.
 *
 * Links have resolved labels; parts that the edition does not contain are missing. */
#ifndef CONVERT_CORE_EXPORT_H
#define CONVERT_CORE_EXPORT_H

#include "base/file.h"
#include "convert/core/ledger.h"
#include "lesson/lesson.h"

struct export
{
	struct ledger ledger;
	struct str title;	  /* of the pack, or of the tree's folder */
	struct str id;		  /* of the pack; else made of the title */
	struct str unit;	  /* that the current lesson belongs to; or "" */
	struct file_writer *file; /* the output, opened; the caller commits it if all goes well */
	/* Reads a file that the current lesson shows or plays into out, which is cleared first. */
	enum result (*read_file)(void *context, struct str path, struct buf *out, struct buf *why);
	/* How often learners had to start an item afresh, up to this release; 0 if never, or if it is unknown. */
	unsigned (*resets)(void *context, struct str id);
	void *context;
};

/* One format. state is what begin returns in *state, freed by end, which is called in any case, with good false after a
 * failure. */
struct exporter {
	enum result (*begin)(struct export *export, void **state, struct buf *why);
	enum result (*lesson)(void *state, const struct lesson *lesson, struct buf *why);
	enum result (*end)(void *state, bool good, struct buf *why);
};

#endif
