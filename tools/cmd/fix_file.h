/* One file under --fix: what was checked, what it has become, and whether it may be written. */
#ifndef CMD_FIX_FILE_H
#define CMD_FIX_FILE_H

#include "cmd/checker.h"
#include "report/report.h"

#include <sys/stat.h>

struct fix_file {
	unsigned char digest[32]; /* of the bytes that were checked */
	bool checked;             /* digest is set */
	bool read;                /* the two below are set, and current is what is checked */
	bool left_alone;          /* no edit is to be made: why has been told */
	struct buf original, current;
	struct stat info;         /* of the file when original was read */
	struct arena memory;      /* of errors */
	struct form_error *errors; /* of form, before the first edit */
	bool errors_known;
	size_t fixed;             /* findings mended so far */
};

void fix_file_init(struct fix_file *file);
void fix_file_release(struct fix_file *file);
/* Forgets the bytes: from here on the file itself is read again. */
void fix_file_close(struct fix_file *file);

/* Notes which bytes were checked. */
void fix_file_note(struct fix_file *file, struct str bytes);
/* Reads the file, if that has not been done. False where it can't be or may not be mended, which is told. */
bool fix_file_open(struct fix_file *file, struct checker *checker, const char *path) MUST_CHECK;
/* Takes standard input for the file. False where that failed, which is told. */
bool fix_file_read(struct fix_file *file, struct checker *checker) MUST_CHECK;

/* Keeps the errors of form among the findings of the file, from first to end, if they are the first that are known.
 * False where memory ran out. */
bool fix_file_keep_errors(struct fix_file *file, const struct diagnostic *first, const struct diagnostic *end) MUST_CHECK;
/* Where the findings hold an error of form that was not there before the edits, undoes all of them, tells it, and
 * leaves the file alone from then on. */
void fix_file_take_back(struct fix_file *file, struct checker *checker, const struct diagnostic *first,
			const struct diagnostic *end);

bool fix_file_is_changed(const struct fix_file *file);
/* Writes the file, if it still is what it was when it was read. False where it is not written, which is told. */
bool fix_file_write(struct fix_file *file, struct checker *checker, const char *path) MUST_CHECK;

#endif
