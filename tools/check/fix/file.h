/* A file under --fix: its original and current content, and whether it may be written. */
#ifndef CHECK_FIX_FILE_H
#define CHECK_FIX_FILE_H

#include "check/run/checker.h"
#include "report/report.h"

#include <sys/stat.h>

struct fix_file {
	unsigned char digest[32]; /* of the content that was checked */
	bool checked;             /* digest is set */
	bool unsafe;              /* also apply unsafe fixes */
	bool read;                /* original and current are set, and current is what is checked */
	bool unchanged_for_good;          /* no edits may be made; the reason has been reported */
	struct buf original, current;
	struct stat info;         /* of the file when original was read */
	struct arena memory;      /* owns errors */
	struct known_error *errors; /* before the first edit */
	bool errors_known;
	size_t fixed;             /* findings fixed so far */
	int edited;               /* the last round that changed it */
	struct fix_rule *late;    /* rules that still make fixes in the last rounds */
	struct fix_rule *barred;  /* rules whose fixes are endless: none of them is made */
};

/* A rule by name, in the file's memory. */
struct fix_rule {
	const char *name;
	struct fix_rule *next;
};

void fix_file_init(struct fix_file *file, bool unsafe);
void fix_file_release(struct fix_file *file);
/* Frees the content: from now on the file itself is read again. */
void fix_file_close(struct fix_file *file);

/* Records which content was checked. */
void fix_file_note(struct fix_file *file, struct str bytes);
/* Reads the file unless it has been read. False if it cannot be read or must not be fixed, which is reported. */
bool fix_file_open(struct fix_file *file, struct checker *checker, const char *path) MUST_CHECK;
/* Uses standard input as the file. False on failure, which is reported. */
bool fix_file_read(struct fix_file *file, struct checker *checker) MUST_CHECK;

/* Records the errors among the findings of the file, from first to end, if none are recorded yet. False if memory ran
 * out. */
bool fix_file_keep_errors(struct fix_file *file, const struct diagnostic *first,
			  const struct diagnostic *end) MUST_CHECK;
/* If the findings contain an error that was not there before the edits, undoes all edits, reports it, and leaves the
 * file unchanged from then on. Unless done is set, errors that the next round fixes do not count. */
void fix_file_take_back(struct fix_file *file, struct checker *checker, const struct diagnostic *first,
			const struct diagnostic *end, bool done);

/* Records that a fix of the rule is late. False if memory ran out. */
bool fix_file_note_late(struct fix_file *file, const char *rule) MUST_CHECK;
/* Bars the late rules, reports that, and restores the original content. False if none was late, or memory ran out. */
bool fix_file_bar_late(struct fix_file *file, const struct checker *checker, const char *path);
/* Whether the finding has a fix that may be applied. */
bool fix_file_may_fix(const struct fix_file *file, const struct diagnostic *d);

bool fix_file_is_changed(const struct fix_file *file);
/* Writes the file unless it changed since it was read. False if it was not written, which is reported. */
bool fix_file_write(struct fix_file *file, struct checker *checker, const char *path) MUST_CHECK;

#endif
