#include "compare/loaded.h"

#include "base/pool.h"
#include "lesson/deletion.h"

#include <stdio.h>
#include <stdlib.h>

struct load_job {
	const struct side *side;
	size_t lesson;
	struct record **to;
};

struct load_work {
	struct load_job *jobs;
	size_t count;
	struct arena *arenas; /* one per worker */
	struct buf *whys;     /* one per worker */
};

/* A pool_work. */
static void run(void *context, unsigned worker, size_t index)
{
	struct load_work *work = context;
	const struct load_job *job = &work->jobs[index];
	*job->to = side_records(job->side, job->lesson, RECORD_DIGESTS, &work->arenas[worker], &work->whys[worker]);
}

static void add_jobs(struct load_work *work, struct comparison *comparison, const struct pairs *pairs,
		     struct loaded *before, struct loaded *after)
{
	for (size_t i = 0; i < comparison->after->lesson_count; i++) {
		const struct pair *pair = &pairs->lessons[i];
		if (pair->before != PAIR_NONE && pair->same)
			continue;
		work->jobs[work->count++] = (struct load_job){ comparison->after, i, &after->of[i] };
		if (pair->before != PAIR_NONE)
			work->jobs[work->count++] =
				(struct load_job){ comparison->before, pair->before, &before->of[pair->before] };
	}
	for (size_t i = 0; i < comparison->before->lesson_count; i++)
		if (!pairs->kept_lessons[i])
			work->jobs[work->count++] = (struct load_job){ comparison->before, i, &before->of[i] };
}

static int by_id(const void *a, const void *b)
{
	return strcmp((*(const struct record *const *)a)->id, (*(const struct record *const *)b)->id);
}

static int has_id(const void *id, const void *record)
{
	return strcmp(id, (*(const struct record *const *)record)->id);
}

static bool sort(struct loaded *loaded, size_t lessons)
{
	size_t count = 0;
	for (size_t i = 0; i < lessons; i++)
		for (const struct record *record = loaded->of[i]; record; record = record->next)
			count++;
	loaded->by_id = malloc((count + 1) * sizeof(const struct record *));
	if (!loaded->by_id)
		return false;
	for (size_t i = 0; i < lessons; i++)
		for (const struct record *record = loaded->of[i]; record; record = record->next)
			loaded->by_id[loaded->count++] = record;
	qsort(loaded->by_id, count, sizeof(const struct record *), by_id);
	return true;
}

static enum result run_all(struct load_work *work, struct comparison *comparison, unsigned workers)
{
	bool good = true, read = true;
	for (unsigned i = 0; i < workers; i++) {
		arena_init(&work->arenas[i]);
		buf_init(&work->whys[i], BUF_CAP);
	}
	pool_run(workers, work->count, run, work);
	for (unsigned i = 0; i < workers; i++) {
		good = good && !arena_failed(&work->arenas[i]) && !buf_failed(&work->whys[i]);
		read = read && work->whys[i].len == 0;
		buf_str(&comparison->why, buf_view(&work->whys[i]));
		buf_release(&work->whys[i]);
		arena_absorb(&comparison->arena, &work->arenas[i]);
	}
	for (size_t i = 0; i < work->count; i++)
		good = good && (*work->jobs[i].to || !read);
	return !good ? RESULT_NO_MEMORY : read ? RESULT_OK : RESULT_FAILED;
}

enum result loaded_read(struct comparison *comparison, const struct pairs *pairs, unsigned jobs, struct loaded *before,
			struct loaded *after)
{
	size_t old_count = comparison->before->lesson_count, new_count = comparison->after->lesson_count;
	unsigned workers = jobs ? jobs : pool_processors();
	struct load_work work = { .jobs = malloc((old_count + new_count + 1) * sizeof(*work.jobs)),
			     .arenas = calloc(workers, sizeof(*work.arenas)),
			     .whys = calloc(workers, sizeof(*work.whys)) };
	*before = (struct loaded){ .of = calloc(old_count + 1, sizeof(struct record *)) };
	*after = (struct loaded){ .of = calloc(new_count + 1, sizeof(struct record *)) };
	enum result status = RESULT_NO_MEMORY;
	if (work.jobs && work.arenas && work.whys && before->of && after->of) {
		add_jobs(&work, comparison, pairs, before, after);
		status = run_all(&work, comparison, workers);
	}
	if (status == RESULT_OK && (!sort(before, old_count) || !sort(after, new_count)))
		status = RESULT_NO_MEMORY;
	free(work.jobs);
	free(work.arenas);
	free(work.whys);
	return status;
}

void loaded_release(struct loaded *loaded)
{
	free(loaded->of);
	free(loaded->by_id);
}

/* The first record whose id starts with prefix, or NULL. */
static const struct record *first_with(const struct loaded *loaded, const char *prefix, size_t len)
{
	size_t low = 0, high = loaded->count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (strncmp(loaded->by_id[middle]->id, prefix, len) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < loaded->count && strncmp(loaded->by_id[low]->id, prefix, len) == 0 ? loaded->by_id[low] : NULL;
}

/* The cloze of a deletion, or the first deletion of a cloze. */
static const struct record *find_other_form(const struct loaded *loaded, struct str id)
{
	struct str base = deletion_base(id);
	char text[DELETION_ID_SIZE];
	snprintf(text, sizeof(text), base.len < id.len ? "%.*s" : "%.*s.", STR_ARG(base));
	return base.len < id.len ? loaded_find(loaded, text) : first_with(loaded, text, strlen(text));
}

const struct record *loaded_partner(const struct loaded *loaded, const struct loaded *own, const struct record *record)
{
	const struct record *found = loaded_find(loaded, record->id);
	if (found || record->kind != RECORD_CARD)
		return found;
	found = find_other_form(loaded, str_from(record->id));
	bool mutual = found && found->kind == RECORD_CARD && !loaded_find(own, found->id) &&
		      find_other_form(own, str_from(found->id)) == record;
	return mutual ? found : NULL;
}

const struct record *loaded_find(const struct loaded *loaded, const char *id)
{
	if (loaded->count == 0)
		return NULL;
	const struct record **found = bsearch(id, loaded->by_id, loaded->count, sizeof(const struct record *), has_id);
	return found ? *found : NULL;
}
