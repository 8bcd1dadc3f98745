/* One file under --fix: what was checked, what it has become, and whether it may be written. */
#ifndef CHECK_FIX_FILE_H
#define CHECK_FIX_FILE_H

#include "check/run/checker.h"
#include "report/report.h"

#include <sys/stat.h>

struct fix_file {
	unsigned char digest[32]; /* of the bytes that were checked */
	bool checked;             /* digest is set */
	bool unsafe;              /* unsafe fixes are made too */
	bool read;                /* the two below are set, and current is what is checked */
	bool left_alone;          /* no edit is to be made: why has been told */
	struct buf original, current;
	struct stat info;         /* of the file when original was read */
	struct arena memory;      /* of errors */
	struct known_error *errors; /* before the first edit */
	bool errors_known;
	size_t fixed;             /* findings mended so far */
	int edited;               /* the last round that changed it */
	struct fix_rule *late;    /* whose fixes are still made when all should be done */
	struct fix_rule *barred;  /* whose fixes called for others without end: none of them is made */
};

/* A rule by name, in the file's memory. */
struct fix_rule {
	const char *name;
	struct fix_rule *next;
};

void fix_file_init(struct fix_file *file, bool unsafe);
void fix_file_release(struct fix_file *file);
/* Forgets the bytes: from here on the file itself is read again. */
void fix_file_close(struct fix_file *file);

/* Notes which bytes were checked. */
void fix_file_note(struct fix_file *file, struct str bytes);
/* Reads the file, if that has not been done. False where it can't be or may not be mended, which is told. */
bool fix_file_open(struct fix_file *file, struct checker *checker, const char *path) MUST_CHECK;
/* Takes standard input for the file. False where that failed, which is told. */
bool fix_file_read(struct fix_file *file, struct checker *checker) MUST_CHECK;

/* Keeps the errors among the findings of the file, from first to end, if they are the first that are known. False where
 * memory ran out. */
bool fix_file_keep_errors(struct fix_file *file, const struct diagnostic *first, const struct diagnostic *end) MUST_CHECK;
/* If the findings hold an error that was not there before the edits, undoes all of them, reports it, and leaves the file
 * alone from then on. Unless done is set, an error that the next round fixes does not count. */
void fix_file_take_back(struct fix_file *file, struct checker *checker, const struct diagnostic *first,
			const struct diagnostic *end, bool done);

/* Notes that a fix of the rule is late. False where memory ran out. */
bool fix_file_note_late(struct fix_file *file, const char *rule) MUST_CHECK;
/* Bars the rules that were late, says so, and goes back to the bytes before all edits. False where none was late, or
 * memory ran out. */
bool fix_file_bar_late(struct fix_file *file, const struct checker *checker, const char *path);
/* Whether the finding has a fix that is to be made. */
bool fix_file_may_fix(const struct fix_file *file, const struct diagnostic *d);

bool fix_file_is_changed(const struct fix_file *file);
/* Writes the file, if it still is what it was when it was read. False where it is not written, which is told. */
bool fix_file_write(struct fix_file *file, struct checker *checker, const char *path) MUST_CHECK;

#endif
