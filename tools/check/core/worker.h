/* The inside of a run: what all its threads share, and one thread's part of it. run.c makes and ends it; worker.c
 * reads one lesson after another and applies the rules to each. */
#ifndef CHECK_CORE_WORKER_H
#define CHECK_CORE_WORKER_H

#include "check/core/check.h"
#include "check/custom/custom.h"
#include "check/core/rules.h"
#include "check/spelling/spelling.h"
#include "check/core/suppress.h"
#include "lesson/reader.h"

#include <pthread.h>
#include <stdatomic.h>

/* A file that could not be read; told when all is done, in order. */
struct unread {
	size_t number;
	enum file_status status;
	int error; /* errno */
};

/* The families whose rules walk a whole lesson: where none of them is on, the walk is spared. */
enum family { FAMILY_QUESTION, FAMILY_CARD, FAMILY_TEXT, FAMILY_MEDICAL, FAMILY_MEDIA, FAMILY_COUNT };

struct worker {
	bool wanted[FAMILY_COUNT];
	struct reader *reader;	       /* of lessons */
	struct reader *context_reader; /* of context: does not validate */
	struct report report;
	struct report context_report; /* whose findings nobody wants */
	struct buf bytes;
	struct lesson_check check;
	struct suppressions suppressions;
	struct shown_files shown;
	struct unread *unread;
	size_t unread_count;
	bool failed; /* memory ran out */
};

/* Files are numbered: first the context, then the lessons, each by path. */
struct run {
	const struct check_request *request;
	struct lesson_schema *schema;
	struct custom_set *custom; /* or NULL */
	struct speller *speller;   /* or NULL */
	struct retired retired;
	struct worker *workers;
	struct index_part *parts;
	const char **paths; /* as they are shown */
	size_t count;
	size_t context_count;
	unsigned worker_count;
	struct buf in; /* standard input, kept to the end for excerpts */
	atomic_size_t done;
	size_t told; /* guarded by telling */
	pthread_mutex_t telling;
};

/* The path that file number is read from. */
const char *run_file_path(const struct run *run, size_t number);

/* False where memory ran out; worker_release is called for it all the same. */
bool worker_init(struct worker *worker, struct run *run, struct index_part *part) MUST_CHECK;
void worker_release(struct worker *worker);
/* A pool_work, whose context is the run. */
void worker_work(void *context, unsigned worker_number, size_t number);

#endif
