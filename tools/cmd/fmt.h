/* satchel-fmt: several threads format files; results are reported in order. */
#ifndef CMD_FMT_H
#define CMD_FMT_H

#include "cmd/check_program.h"
#include "lesson/new_ids.h"
#include "format/format.h"
#include "lesson/reader.h"

/* The result for a file. */
enum outcome {
	AS_BEFORE, /* already formatted */
	CHANGED,   /* written, or to be shown */
	WANTS_IDS, /* must wait for its turn */
	REFUSED,   /* not a valid lesson: see the report */
	PASSED_OVER, /* another file in a given folder, such as a pack definition */
	UNREAD,
	UNWRITTEN,
	UNFAITHFUL,
	NO_MEMORY,
};

/* A file, formatted by one of the threads, and reported in its turn. */
struct job {
	enum outcome outcome;
	enum file_status why; /* for UNREAD and UNWRITTEN */
	int error;	      /* its errno */
	struct buf shown;     /* output */
};

/* One per thread. */
struct fmt_worker {
	struct reader *reader;
	struct report report; /* of the mistakes in files that cannot be formatted */
	struct buf bytes, out;
	struct buf renewed; /* the content with new ids */
};

/* Maximum number of files whose output is kept until they are reported. */
enum { JOBS_AT_ONCE = 256 };

struct fmt {
	struct check_program check_program;
	bool check, diff;
	bool renew; /* --new-ids */
	struct new_ids ids;
	bool ids_known; /* those of the tree have been recorded */
	struct lesson_schema *schema;
	struct fmt_worker *workers;
	unsigned worker_count;
	struct job jobs[JOBS_AT_ONCE];
	size_t first; /* index of the first file in jobs */
	struct buf in;
	enum file_status in_status;
	int in_error;
	size_t changed, refused, passed_over;
};

/* A format_new_id for threads: ids are generated in the order of the files, so that a seed gives reproducible ids. */
bool fmt_wait_for_id(void *context, const char *prefix, char id[FORMAT_ID_SIZE]);
/* fmt_file.c: reads and formats the file, with ids from new_id; leaves output in the job. */
enum outcome fmt_file(struct fmt *fmt, struct fmt_worker *worker, const char *path, format_new_id *new_id,
		      struct job *job) MUST_CHECK;

/* fmt_new_ids.c: writes bytes, the content of the lesson, with new ids for the lesson and its questions, cards and
 * entries, and updates links to them. False if new_id returned false, or memory ran out. */
bool fmt_new_ids(struct fmt *fmt, const struct lesson *lesson, const char *path, struct str bytes,
		 format_new_id *new_id, struct buf *out) MUST_CHECK;

#endif
