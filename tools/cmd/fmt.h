/* satchel-fmt: several threads format files; results are reported in order. */
#ifndef CMD_FMT_H
#define CMD_FMT_H

#include "cmd/check_program.h"
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

/* For threads: ids are generated in the order of the files, so that a seed gives reproducible ids. */
new_id_maker fmt_wait_for_id;
/* fmt_file.c: reads and formats the file, with ids from new_id; leaves output in the job. */
enum outcome fmt_file(struct fmt *fmt, struct fmt_worker *worker, const char *path, new_id_maker *new_id,
		      struct job *job) MUST_CHECK;

#endif
