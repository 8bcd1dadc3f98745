#include "preview/live_internal.h"

#include "preview/snapshot.h"

#include <stdlib.h>
#include <time.h>

enum {
	BEAT = 15000, /* milliseconds between signs of life to the pages */
	SETTLE = 15,  /* for further changes of the same save */
	PAUSE = 80,   /* before a pass, which would delay the page */
	SETTLES_MAX = 10,
	ROOTS_MAX = 4,
	CHANGES_MAX = 16,
};

/* The paths that are watched, as copies; NULL where memory ran out. Returns their number. */
static size_t roots_of(struct live *live, char *roots[ROOTS_MAX])
{
	size_t count = 0;
	pthread_mutex_lock(&live->pass_lock);
	const struct preview_pass *pass = live->pass;
	roots[count++] = strdup(live->request.operand);
	if (live->request.config_path)
		roots[count++] = strdup(live->request.config_path);
	if (pass && pass->request.is_definition)
		roots[count++] = strdup(pass->content);
	if (pass && pass->checker.tree)
		roots[count++] = strdup(pass->checker.tree);
	pthread_mutex_unlock(&live->pass_lock);
	return count;
}

/* Takes a snapshot of what is watched, and watches it. */
static bool take_snapshot(struct live *live, struct snapshot *snapshot)
{
	char *roots[ROOTS_MAX];
	size_t count = roots_of(live, roots);
	bool good = true;
	for (size_t i = 0; i < count; i++) {
		good = good && roots[i];
		if (roots[i])
			watch_add(&live->watch, roots[i]);
	}
	*snapshot = (struct snapshot){ .count = 0 };
	file_list_init(&snapshot->files);
	good = good && snapshot_take(snapshot, (const char *const *)roots, count);
	for (size_t i = 0; i < count; i++)
		free(roots[i]);
	return good;
}

/* The files that changed. If there are many, only a pass is made, which is faster. */
struct changes {
	const char *paths[CHANGES_MAX];
	size_t count;
};

/* A snapshot_difference. */
static void note_change(void *context, const char *path, bool exists)
{
	struct changes *changes = context;
	if (exists && changes->count < CHANGES_MAX)
		changes->paths[changes->count++] = path;
}

/* Examines the files, and takes those that are not as before. */
static void look(struct live *live, struct snapshot *before)
{
	struct snapshot now;
	struct changes changes = { .count = 0 };
	if (!take_snapshot(live, &now)) {
		snapshot_release(&now);
		return;
	}
	size_t differences = snapshot_compare(before, &now, note_change, &changes);
	pthread_mutex_lock(&live->lock);
	uint64_t save = live->saves + 1;
	pthread_mutex_unlock(&live->lock);
	for (size_t i = 0; i < changes.count && differences <= CHANGES_MAX && !live->is_pack; i++)
		(void)live_take_lesson(live, changes.paths[i], save);
	if (differences) {
		pthread_mutex_lock(&live->lock);
		live->saves = save;
		pthread_cond_signal(&live->wanted);
		pthread_mutex_unlock(&live->lock);
	}
	snapshot_release(before);
	*before = now;
}

static double seconds(clockid_t clock)
{
	struct timespec time;
	clock_gettime(clock, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Takes the first snapshot. Files that were saved shortly before or during the first pass count as changed. */
static bool begin(struct live *live, struct snapshot *files)
{
	if (!take_snapshot(live, files))
		return false;
	for (size_t i = 0; i < files->count; i++)
		if ((double)files->stamps[i].changed.tv_sec >= live->began)
			files->stamps[i].size = -1;
	look(live, files);
	return true;
}

/* The thread that waits for saves. */
static void *watch_files(void *context)
{
	struct live *live = context;
	struct snapshot files;
	double beat = seconds(CLOCK_MONOTONIC);
	bool good = begin(live, &files);
	enum watch_event event;
	while (good && (event = watch_wait(&live->watch, BEAT)) != WATCH_WOKEN) {
		for (int i = 0; i < SETTLES_MAX && event == WATCH_CHANGE; i++)
			if (watch_wait(&live->watch, SETTLE) != WATCH_CHANGE)
				break;
		if (event == WATCH_CHANGE)
			look(live, &files);
		if (seconds(CLOCK_MONOTONIC) - beat >= BEAT / 1000) {
			beat = seconds(CLOCK_MONOTONIC);
			events_beat(&live->events);
		}
	}
	snapshot_release(&files);
	return NULL;
}

/* The thread that makes passes. */
static void *make_passes(void *context)
{
	static const struct timespec pause = { 0, PAUSE * 1000000L };
	struct live *live = context;
	pthread_mutex_lock(&live->lock);
	while (!atomic_load(&live->stop)) {
		if (live->passed == live->saves) {
			pthread_cond_wait(&live->wanted, &live->lock);
			continue;
		}
		pthread_mutex_unlock(&live->lock);
		nanosleep(&pause, NULL);
		(void)live_pass(live);
		pthread_mutex_lock(&live->lock);
	}
	pthread_mutex_unlock(&live->lock);
	return NULL;
}

enum result live_open(struct live *live, const struct pass_request *request, bool is_pack, bool polls, struct buf *why)
{
	*live = (struct live){ .request = *request, .is_pack = is_pack };
	live->began = seconds(CLOCK_REALTIME) - 1;
	live->request.good = &live->good;
	live->request.stop = &live->stop;
	buf_init(&live->problem, BUF_CAP);
	live->locked = pthread_mutex_init(&live->lock, NULL) == 0 && pthread_mutex_init(&live->pass_lock, NULL) == 0 &&
		       pthread_cond_init(&live->wanted, NULL) == 0;
	if (!live->locked || !events_init(&live->events))
		return RESULT_NO_MEMORY;
	enum result status = good_sources_init(&live->good, request->scratch, why);
	if (status != RESULT_OK)
		return status;
	live->keeps = true;
	if (!watch_init(&live->watch, polls)) {
		buf_format(why, "cannot watch files: %s", file_status_text(FILE_FAILED));
		return RESULT_FAILED;
	}
	live->watches = true;
	return live_pass(live);
}

bool live_start(struct live *live)
{
	live->watching = pthread_create(&live->watcher, NULL, watch_files, live) == 0;
	live->passing = live->watching && pthread_create(&live->passer, NULL, make_passes, live) == 0;
	return live->passing;
}

void live_stop(struct live *live)
{
	atomic_store(&live->stop, true);
	if (live->watches)
		watch_wake(&live->watch);
	if (live->locked) {
		pthread_mutex_lock(&live->lock);
		pthread_cond_broadcast(&live->wanted);
		pthread_mutex_unlock(&live->lock);
	}
	if (live->watching)
		pthread_join(live->watcher, NULL);
	if (live->passing)
		pthread_join(live->passer, NULL);
	live->watching = live->passing = false;
}

void live_release(struct live *live)
{
	live_stop(live);
	if (live->watches)
		watch_release(&live->watch);
	if (live->pass)
		pass_release(live->pass);
	free(live->pass);
	if (live->keeps)
		good_sources_release(&live->good);
	live_close_packs(live);
	live_free_lessons(live->lessons);
	live_free_assets(live->assets);
	all_findings_release(&live->findings);
	buf_release(&live->problem);
	events_release(&live->events);
	pthread_mutex_destroy(&live->lock);
	pthread_mutex_destroy(&live->pass_lock);
	pthread_cond_destroy(&live->wanted);
}
