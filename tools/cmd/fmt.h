/* satchel-fmt: files are laid out by several threads, and told of one after another. */
#ifndef CMD_FMT_H
#define CMD_FMT_H

#include "cmd/check_program.h"
#include "lesson/new_ids.h"
#include "format/format.h"
#include "lesson/reader.h"

/* What became of a file. */
enum outcome {
	AS_BEFORE, /* laid out already */
	CHANGED,   /* written, or to be shown */
	WANTS_IDS, /* to be laid out when it is its turn */
	REFUSED,   /* no lesson, which the report says */
	PASSED_OVER, /* a pack definition, say, in a folder that is named */
	UNREAD,
	UNWRITTEN,
	UNFAITHFUL,
	NO_MEMORY,
};

/* A file, laid out by one of the threads; told of in its turn. */
struct job {
	enum outcome outcome;
	enum file_status why; /* of UNREAD and UNWRITTEN */
	int error;	      /* the errno of that */
	struct buf shown;     /* what goes to the output */
};

/* One per thread. */
struct fmt_worker {
	struct reader *reader;
	struct report report; /* of what is wrong with the files that can't be laid out */
	struct buf bytes, out;
	struct buf renewed; /* the bytes with new ids */
};

/* Files that are laid out before they are told of: what they show is kept until then. */
enum { JOBS_AT_ONCE = 256 };

struct fmt {
	struct check_program check_program;
	bool check, diff;
	bool renew; /* --new-ids */
	struct new_ids ids;
	bool ids_known; /* those of the tree have been noted */
	struct lesson_schema *schema;
	struct fmt_worker *workers;
	unsigned worker_count;
	struct job jobs[JOBS_AT_ONCE];
	size_t first; /* the number of the file that jobs begins with */
	struct buf in;
	enum file_status in_status;
	int in_error;
	size_t changed, refused, passed_over;
};

/* A format_new_id of the threads: ids are drawn in the order of the files, so that a seed gives the same. */
bool fmt_wait_for_id(void *context, const char *prefix, char id[FORMAT_ID_SIZE]);
/* fmt_file.c: reads the file and lays it out, with ids from new_id; what is to be shown of it is left in the job. */
enum outcome fmt_file(struct fmt *fmt, struct fmt_worker *worker, const char *path, format_new_id *new_id,
		      struct job *job) MUST_CHECK;

/* fmt_new_ids.c: writes bytes, which are those of the lesson, with new ids for the lesson and its questions, cards and
 * entries, and for the links in it that lead to them. False if new_id returned false, or memory ran out. */
bool fmt_new_ids(struct fmt *fmt, const struct lesson *lesson, const char *path, struct str bytes,
		 format_new_id *new_id, struct buf *out) MUST_CHECK;

#endif
