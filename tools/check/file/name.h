/* Names of files and folders that not every system supports: two in a folder that differ only in case or Unicode normal
 * form, and names that Windows reserves or forbids. Only names below the root of a tree are judged. */
#ifndef CHECK_FILE_NAME_H
#define CHECK_FILE_NAME_H

#include "base/buf.h"
#include "base/map.h"
#include "report/report.h"

struct file_names {
	struct report *report;
	struct arena arena;
	struct map roots;   /* real paths of the trees to judge */
	struct map shown;   /* displayed path of a folder to its real path */
	struct map folders; /* real paths of folders whose own names were judged */
	struct map names;   /* real folder and folded name to the first entry with that name */
	struct buf key, scratch;
	bool failed; /* memory ran out */
};

void file_names_init(struct file_names *names, struct report *report);
void file_names_release(struct file_names *names);
/* Also judges the folders below that root; call it before file_names_add. The root is borrowed. */
void file_names_add_root(struct file_names *names, struct str root);
/* Judges the file at path, which is borrowed. Findings are only reported on checked files, so add those first. */
void file_names_add(struct file_names *names, const char *path, bool checked);

/* Appends the name in normal form C, and case-folded if ignore_case is set; unchanged if it is not UTF-8. */
void file_name_fold(struct buf *out, struct str name, bool ignore_case);
/* Whether both names are equal after that. Failure is recorded in scratch. */
bool file_names_equal(struct buf *scratch, struct str a, struct str b, bool ignore_case);

#endif
