/* The state of a preview that is served, and the threads that keep it up to date.
 *
 * One thread waits until a file is saved. It checks and compiles the lessons that changed, each as if alone, and
 * announces them, so that they are on the page at once. Another then checks the whole tree again (see preview/pass.h),
 * and announces the findings and the new pack.
 *
 * Events, as JSON:
 *
 *         lesson     {"id","newer"}  was saved: see live_findings and, if it is newer than the pack, live_lesson
 *         findings   {}              of the whole tree: see live_state
 *         pack       {"pack"}        the address of a new pack
 *         again      {}              some events were lost */
#ifndef PREVIEW_LIVE_H
#define PREVIEW_LIVE_H

#include "preview/events.h"
#include "preview/findings.h"
#include "preview/pass.h"
#include "preview/watch.h"

enum { PACKS_KEPT = 8 };

/* A version of the pack. */
struct live_pack {
	int file; /* -1: there is none */
	uint64_t size;
	unsigned number; /* from 1 */
	uint64_t digest;
};

struct live_lesson;
struct live_asset;

struct live {
	struct pass_request request; /* whose stop and callbacks are ours */
	bool is_pack;		     /* the operand is a pack, without lessons to check */
	struct good_sources good;
	struct events events;
	atomic_bool stop;
	struct file_watch watch;
	pthread_t watcher, passer;
	bool watching, passing;	     /* these threads were started */
	bool locked, keeps, watches; /* what was initialised: the locks, good, watch */
	double began;		     /* when the first pass began, in seconds since 1970 */

	pthread_mutex_t pass_lock; /* held while pass is used or replaced */
	struct preview_pass *pass; /* the last that was complete */

	pthread_mutex_t lock; /* protects everything below */
	pthread_cond_t wanted;
	uint64_t saves;			    /* how often files were saved */
	uint64_t passed;		    /* how many of them the last pass has seen */
	struct live_pack packs[PACKS_KEPT]; /* by number modulo PACKS_KEPT */
	unsigned pack_count;
	struct live_lesson *lessons; /* those that are newer than the pack */
	struct live_asset *assets;   /* of such lessons, now or before */
	struct all_findings findings;
	struct buf problem; /* why the last pass gave nothing, as text; or "" */
};

/* Makes the first pass, without threads. RESULT_REFUSED: live->problem says what is wrong. Release it whatever the
 * result. */
enum result live_open(struct live *live, const struct pass_request *request, bool is_pack, bool polls,
		      struct buf *why) MUST_CHECK;
/* Starts the threads. False if that is impossible. */
bool live_start(struct live *live) MUST_CHECK;
/* Ends them. */
void live_stop(struct live *live);
void live_release(struct live *live);

/* For the server; from any thread. They append to out, which records failure, and return false if there is nothing. */

/* {"pack","problem","lessons","changed"}: the summary of findings, and the ids of lessons newer than the pack. */
void live_state(struct live *live, struct buf *out);
/* The JSON of a lesson that is newer than the pack. */
bool live_lesson(struct live *live, struct str id, struct buf *out);
/* The findings of a lesson. */
void live_findings(struct live *live, struct str id, struct buf *out);
/* The path of a file that such a lesson shows, by its name in packs. */
bool live_asset_path(struct live *live, struct str name, struct buf *out);
/* A copy of the descriptor of a pack, which the caller closes, or -1. number 0 is the newest. */
int live_pack_file(struct live *live, unsigned number, struct live_pack *pack);
/* Appends the address of the newest pack. */
void live_pack_address(struct live *live, struct buf *out);

#endif
