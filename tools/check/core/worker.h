/* Internals of a run: the state shared by all threads, and that of each thread. run.c sets up and ends the run;
 * worker.c reads lessons and applies the rules. */
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

/* A file that could not be read. Reported at the end, in order. */
struct unread {
	size_t number;
	enum file_status status;
	int error; /* errno */
};

/* Families whose rules traverse the whole lesson; the traversal is skipped if none of their rules is on. */
enum family { FAMILY_QUESTION, FAMILY_CARD, FAMILY_TEXT, FAMILY_MEDICAL, FAMILY_MEDIA, FAMILY_COUNT };

struct worker {
	const struct run *run;
	struct reader *reader;	       /* for lessons */
	struct reader *context_reader; /* for context, without validation */
	struct report report;
	struct report context_report; /* discarded */
	struct buf bytes;
	struct lesson_check check;
	struct suppressions suppressions;
	struct shown_files shown;
	struct unread *unread;
	size_t unread_count;
	bool failed; /* memory ran out */
};

/* Files are numbered: first the context, then the lessons, each sorted by path. */
struct run {
	const struct check_request *request;
	bool wanted[FAMILY_COUNT];
	struct lesson_schema *schema;
	struct custom_set *custom; /* or NULL */
	struct speller *speller;   /* or NULL */
	struct lexicon *lexicon;   /* NULL if no rule needs it */
	struct text_forms *forms;  /* NULL if the words of texts are not judged */
	struct synonyms *synonyms; /* NULL if questions are not judged */
	struct retired retired;
	struct worker *workers;
	struct index_part *parts;
	const char **paths; /* displayed */
	size_t count;
	size_t context_count;
	unsigned worker_count;
	struct buf in; /* standard input, kept until the end for excerpts */
	atomic_size_t done;
	atomic_bool stopped;
	size_t reported; /* guarded by progress_lock */
	pthread_mutex_t progress_lock;
};

/* The path from which a file is read, by number. */
const char *run_file_path(const struct run *run, size_t number);

/* False if memory ran out; call worker_release even then. */
bool worker_init(struct worker *worker, struct run *run, struct index_part *part) MUST_CHECK;
void worker_release(struct worker *worker);
/* A pool_work; context is the run. */
void worker_work(void *context, unsigned worker_number, size_t number);

#endif
