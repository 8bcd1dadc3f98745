#include "check/check.h"

#include "base/path.h"
#include "base/pool.h"
#include "check/custom.h"
#include "check/rules.h"
#include "check/spelling.h"
#include "check/suppress.h"
#include "lesson/reader.h"

#include <errno.h>
#include <pthread.h>
#include <sodium.h>
#include <stdatomic.h>
#include <stdlib.h>

enum { BYTES_KEPT = 4 * 1024 * 1024 }; /* a read buffer that has grown beyond is given back */

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

static void find_wanted(struct worker *worker, const struct rule_settings *settings)
{
	static const char *const names[FAMILY_COUNT] = { "question/", "card/", "text/", "medical/", "media/" };
	for (unsigned id = 0; id < RULE_COUNT; id++)
		for (unsigned family = 0; family < FAMILY_COUNT; family++)
			if (settings->severity[id] != SEVERITY_OFF &&
			    rule_selector_matches(str_from(names[family]), rule_get((enum rule_id)id)))
				worker->wanted[family] = true;
}

static bool run_wants(const struct worker *worker, enum family family)
{
	return worker->wanted[family];
}

static bool worker_init(struct worker *worker, struct run *run, struct index_part *part)
{
	const struct check_request *request = run->request;
	*worker = (struct worker){ .reader = NULL };
	find_wanted(worker, request->settings);
	report_init(&worker->report, request->settings);
	report_init(&worker->context_report, request->settings);
	buf_init(&worker->bytes, BUF_CAP);
	suppressions_init(&worker->suppressions);
	shown_files_init(&worker->shown);
	struct lesson_check *check = &worker->check;
	check->index = part;
	if (request->pictures && report_wants(&worker->report, RULE_MEDIA_UNUSED_PICTURE))
		check->shown = &worker->shown;
	own_ids_init(&check->ids);
	buf_init(&check->text, BUF_CAP);
	buf_init(&check->folded, BUF_CAP);
	buf_init(&check->other, BUF_CAP);
	map_init(&check->seen);
	media_cache_init(&check->media);
	arena_init(&check->memory);
	prose_init(&check->prose);
	check->config = request->config;
	check->today = request->today;
	if (run->custom)
		check->custom = custom_worker_new(run->custom);
	if (run->speller)
		check->spelling = spelling_worker_new(run->speller);
	check->retired = &run->retired;
	worker->reader = reader_new(run->schema);
	if (run->context_count)
		worker->context_reader = reader_new(NULL);
	return worker->reader && (worker->context_reader || !run->context_count) && (check->custom || !run->custom) &&
	       (check->spelling || !run->speller);
}

static void worker_release(struct worker *worker)
{
	if (worker->reader)
		reader_free(worker->reader);
	if (worker->context_reader)
		reader_free(worker->context_reader);
	report_release(&worker->report);
	report_release(&worker->context_report);
	buf_release(&worker->bytes);
	suppressions_release(&worker->suppressions);
	shown_files_release(&worker->shown);
	own_ids_release(&worker->check.ids);
	buf_release(&worker->check.text);
	buf_release(&worker->check.folded);
	buf_release(&worker->check.other);
	map_release(&worker->check.seen);
	media_cache_release(&worker->check.media);
	arena_release(&worker->check.memory);
	prose_release(&worker->check.prose);
	custom_worker_free(worker->check.custom);
	spelling_worker_free(worker->check.spelling);
	free(worker->unread);
}

static void note_unread(struct worker *worker, size_t number, enum file_status status, int error)
{
	struct unread *unread = realloc(worker->unread, (worker->unread_count + 1) * sizeof(*unread));
	if (!unread) {
		worker->failed = true;
		return;
	}
	worker->unread = unread;
	unread[worker->unread_count++] = (struct unread){ number, status, error };
}

/* The rules, on a lesson that was read. */
static void judge(struct worker *worker, const struct lesson *lesson, struct source *source, size_t number,
		  struct str root, bool context)
{
	struct lesson_check *check = &worker->check;
	check->report = context ? &worker->context_report : &worker->report;
	check->source = source;
	check->lesson = lesson;
	check->root = root;
	if (!own_ids_gather(&check->ids, lesson)) {
		worker->failed = true;
		return;
	}
	index_open_file(check->index, (uint32_t)number, source->lesson);
	if (check->index->failed) {
		worker->failed = true;
		return;
	}
	check_leave_ids(check);
	check_leave_prompts(check);
	check_leave_keys(check);
	spelling_note_glossary(check);
	if (!context) {
		check_identity(check);
		check_references(check);
		check_pictures(check);
		if (run_wants(worker, FAMILY_QUESTION)) {
			check_questions(check);
			check_flaws(check);
		}
		if (run_wants(worker, FAMILY_CARD))
			check_cards(check);
		if (run_wants(worker, FAMILY_TEXT))
			check_texts(check);
		if (run_wants(worker, FAMILY_MEDICAL))
			check_medical(check);
		if (run_wants(worker, FAMILY_MEDIA))
			check_media(check);
		check_freshness(check);
		check_custom(check);
		check_spelling(check);
	}
	worker->failed = worker->failed || check->failed || check->index->failed || check->report->failed;
}

static void read_context(struct worker *worker, struct source *source, size_t number)
{
	const struct lesson *lesson = NULL;
	enum reader_status status = reader_read(worker->context_reader, source, &worker->context_report, &lesson);
	worker->shown.unsure = worker->shown.unsure || worker->context_report.counts[SEVERITY_ERROR] > 0;
	if (status == READER_OK)
		judge(worker, lesson, source, number, STR_NONE, true);
	else if (status == READER_NO_MEMORY)
		worker->failed = true;
	report_release(&worker->context_report);
}

static void read_lesson(struct run *run, struct worker *worker, unsigned worker_number, struct source *source,
			size_t number, bool too_large)
{
	const struct check_request *request = run->request;
	struct report *report = &worker->report;
	size_t errors = report->counts[SEVERITY_ERROR];
	struct diagnostic **mark = report_mark(report);
	const struct lesson *lesson = NULL;
	enum reader_status status = READER_UNUSABLE;
	if (too_large) {
		struct diagnostic *d = report_add(report, RULE_XML_TOO_LARGE, (struct span){ 0, 0 }, STR_NONE,
						  "the file is larger than %d MiB", LESSON_SIZE_MAX / 1024 / 1024);
		report_help(report, d, "no lesson needs so much: split it, and keep pictures in files of their own");
	} else {
		status = reader_read(worker->reader, source, report, &lesson);
	}
	worker->shown.unsure = worker->shown.unsure || report->counts[SEVERITY_ERROR] > errors;
	struct str root = request->roots ? str_from(request->roots[number - run->context_count]) : request->root;
	if (status == READER_OK) {
		judge(worker, lesson, source, number, root, false);
		suppress_lesson(&worker->suppressions, report, mark, source, lesson, request->config);
	}
	report_close_source(report, source);
	worker->failed = worker->failed || status == READER_NO_MEMORY || report->failed || worker->suppressions.failed;
	bool usable = report->counts[SEVERITY_ERROR] == errors;
	if (status == READER_OK && !worker->failed && request->on_lesson &&
	    !request->on_lesson(request->context_of_calls, worker_number, number - run->context_count, lesson, source,
				usable))
		worker->failed = true;
}

static void tell_progress(struct run *run)
{
	const struct check_request *request = run->request;
	size_t done = atomic_fetch_add(&run->done, 1) + 1;
	if (!request->on_progress || (done < run->count && pthread_mutex_trylock(&run->telling) != 0))
		return;
	if (done == run->count)
		pthread_mutex_lock(&run->telling);
	if (done > run->told)
		request->on_progress(request->context_of_calls, done, run->count);
	run->told = done > run->told ? done : run->told;
	pthread_mutex_unlock(&run->telling);
}

static const char *file_path(const struct run *run, size_t number)
{
	const struct check_request *request = run->request;
	return number < run->context_count ? request->context->paths[number]
					   : request->lessons->paths[number - run->context_count];
}

static enum file_status read_bytes(struct run *run, struct worker *worker, size_t number, bool in, struct str *bytes)
{
	const struct check_request *request = run->request;
	struct buf *buf = in ? &run->in : &worker->bytes;
	bool given = number >= run->context_count && request->on_read &&
		     request->on_read(request->context_of_calls, number - run->context_count, bytes);
	if (given && !in)
		return FILE_OK;
	enum file_status status = FILE_OK;
	if (given) {
		/* Kept beyond the call, for excerpts. */
		buf_clear(buf);
		buf_str(buf, *bytes);
		status = buf_failed(buf) ? FILE_NO_MEMORY : FILE_OK;
	} else if (in) {
		status = file_read_stream(request->in, LESSON_SIZE_MAX, buf);
	} else {
		status = file_read(file_path(run, number), LESSON_SIZE_MAX, buf);
	}
	*bytes = buf_view(buf);
	return status;
}

static void work(void *context, unsigned worker_number, size_t number)
{
	struct run *run = context;
	struct worker *worker = &run->workers[worker_number];
	if (worker->failed)
		return;
	const char *path = file_path(run, number);
	bool in = path != run->paths[number] && strcmp(path, "-") == 0;
	struct str bytes = STR_NONE;
	errno = 0;
	enum file_status status = read_bytes(run, worker, number, in, &bytes);
	if (status == FILE_OK || status == FILE_TOO_LARGE) {
		struct source source;
		source_init(&source, run->paths[number], bytes);
		if (number >= run->context_count)
			read_lesson(run, worker, worker_number, &source, number, status == FILE_TOO_LARGE);
		else if (status == FILE_OK)
			read_context(worker, &source, number);
		else
			worker->shown.unsure = true;
		source_release(&source);
	} else if (status == FILE_NO_MEMORY) {
		worker->failed = true;
	} else {
		note_unread(worker, number, status, errno);
		worker->shown.unsure = true;
	}
	if (worker->bytes.room > BYTES_KEPT)
		buf_release(&worker->bytes);
	tell_progress(run);
}

static int by_number(const void *a, const void *b)
{
	const struct unread *x = a, *y = b;
	return (x->number > y->number) - (x->number < y->number);
}

/* Tells of all files that could not be read, by number; false where memory ran out. */
static bool tell_unread(struct run *run, size_t *count)
{
	*count = 0;
	for (unsigned i = 0; i < run->worker_count; i++)
		*count += run->workers[i].unread_count;
	if (*count == 0)
		return true;
	struct unread *all = malloc(*count * sizeof(*all));
	if (!all)
		return false;
	size_t filled = 0;
	for (unsigned i = 0; i < run->worker_count; i++)
		for (size_t j = 0; j < run->workers[i].unread_count; j++)
			all[filled++] = run->workers[i].unread[j];
	qsort(all, filled, sizeof(*all), by_number);
	for (size_t i = 0; i < filled; i++) {
		errno = all[i].error;
		run->request->on_error(run->request->context_of_calls, run->paths[all[i].number], all[i].status);
	}
	free(all);
	return true;
}

/* The lines of standard input can't be read again, and the file it is said to be may hold other ones. */
static void excerpts_of_stdin(struct run *run, struct report *report)
{
	struct source source;
	source_init(&source, "-", buf_view(&run->in));
	for (struct diagnostic *d = report->first; d; d = d->next) {
		if (d->excerpt.text.at || !d->place.line || d->path != run->request->stdin_path)
			continue;
		report_fetch_excerpt(report, &source, d);
	}
	source_release(&source);
}

static bool run_init(struct run *run, const struct check_request *request)
{
	run->context_count = request->context ? request->context->count : 0;
	run->count = run->context_count + request->lessons->count;
	run->worker_count = request->jobs ? request->jobs : pool_processors();
	if (run->worker_count > run->count)
		run->worker_count = run->count ? (unsigned)run->count : 1;
	run->workers = calloc(run->worker_count, sizeof(*run->workers));
	run->parts = calloc(run->worker_count, sizeof(*run->parts));
	run->paths = calloc(run->count ? run->count : 1, sizeof(*run->paths));
	run->schema = lesson_schema_new();
	if (!run->workers || !run->parts || !run->paths || !run->schema || run->count > UINT32_MAX || sodium_init() < 0)
		return false;
	for (size_t i = 0; i < run->count; i++) {
		const char *path = file_path(run, i);
		bool in = i >= run->context_count && strcmp(path, "-") == 0 && request->in && request->stdin_path;
		run->paths[i] = in ? request->stdin_path : path;
	}
	bool good = true;
	for (unsigned i = 0; i < run->worker_count; i++) {
		index_part_init(&run->parts[i]);
		good = worker_init(&run->workers[i], run, &run->parts[i]) && good;
	}
	return good;
}

static void run_release(struct run *run)
{
	for (unsigned i = 0; run->workers && run->parts && i < run->worker_count; i++) {
		worker_release(&run->workers[i]);
		index_part_release(&run->parts[i]);
	}
	free(run->workers);
	free(run->parts);
	free(run->paths);
	custom_free(run->custom);
	speller_free(run->speller);
	if (run->schema)
		lesson_schema_free(run->schema);
	buf_release(&run->in);
	retired_release(&run->retired);
	pthread_mutex_destroy(&run->telling);
}

/* What of satchel.xml needs all lessons: patterns that were given up on, and words that some glossary knows. */
static bool finish_config(struct run *run, struct report *report)
{
	unsigned count = run->worker_count;
	struct custom_worker **custom = calloc(count, sizeof(struct custom_worker *));
	struct spelling_worker **spelling = calloc(count, sizeof(struct spelling_worker *));
	struct report **reports = calloc(count, sizeof(struct report *));
	bool good = custom && spelling && reports;
	for (unsigned i = 0; good && i < count; i++) {
		custom[i] = run->workers[i].check.custom;
		spelling[i] = run->workers[i].check.spelling;
		reports[i] = &run->workers[i].report;
	}
	if (good && run->speller)
		good = spelling_finish(run->speller, spelling, reports, count);
	if (good && run->custom)
		good = custom_tell_given_up(run->custom, custom, count, report);
	free(custom);
	free(spelling);
	free(reports);
	return good;
}

/* Where the report ends up when all is judged. */
static bool close_report(struct run *run, struct report *report)
{
	report_sort(report);
	excerpts_of_stdin(run, report);
	report_fetch_excerpts(report);
	return !report->failed;
}

/* Makes ready what satchel.xml asks for; CHECK_WRONG where that can't be done. */
static enum check_status prepare(struct run *run, struct report *report)
{
	const struct config *config = run->request->config;
	if (!config)
		return CHECK_OK;
	enum custom_status custom = custom_compile(config, report, &run->custom);
	enum speller_status spelling = speller_new(config, report, &run->speller);
	if (custom == CUSTOM_OK && spelling == SPELLER_OK)
		return CHECK_OK;
	bool good = custom != CUSTOM_NO_MEMORY && spelling != SPELLER_NO_MEMORY && close_report(run, report);
	return good ? CHECK_WRONG : CHECK_NO_MEMORY;
}

/* Reads retired.xml of each tree that there are lessons of; false where memory ran out. */
static bool read_retired(struct run *run, struct report *report)
{
	const struct check_request *request = run->request;
	bool good = true;
	if (!report_wants(report, RULE_IDENTITY_RETIRED_ID))
		return true;
	for (size_t i = run->context_count; i < run->count && good; i++) {
		struct str root = request->roots ? str_from(request->roots[i - run->context_count]) : request->root;
		good = retired_read(&run->retired, root.at ? root : path_folder(run->paths[i]), report);
	}
	return good;
}

/* What was found when all lessons were read. */
static bool suppress_index(const struct run *run, struct report *report)
{
	struct suppressions **all = calloc(run->worker_count, sizeof(struct suppressions *));
	for (unsigned i = 0; all && i < run->worker_count; i++)
		all[i] = &run->workers[i].suppressions;
	bool good = all && suppress_late(all, run->worker_count, report);
	free(all);
	return good;
}

/* What all lessons leave of the pictures. */
static bool judge_pictures_left(const struct run *run, struct report *report)
{
	if (!run->request->pictures || !report_wants(report, RULE_MEDIA_UNUSED_PICTURE))
		return true;
	struct shown_files **all = calloc(run->worker_count, sizeof(struct shown_files *));
	for (unsigned i = 0; all && i < run->worker_count; i++)
		all[i] = &run->workers[i].shown;
	bool good = all && report_unused_pictures(run->request->pictures, all, run->worker_count, report);
	free(all);
	return good;
}

enum check_status check_run(const struct check_request *request, struct report *report)
{
	struct run run = { .request = request };
	size_t unread = 0;
	atomic_init(&run.done, 0);
	pthread_mutex_init(&run.telling, NULL);
	buf_init(&run.in, BUF_CAP);
	retired_init(&run.retired);
	enum check_status status = prepare(&run, report);
	bool good = status == CHECK_OK && run_init(&run, request) && read_retired(&run, report);
	if (!good)
		goto out;
	pool_run(run.worker_count, run.count, work, &run);
	good = finish_config(&run, report);
	for (unsigned i = 0; i < run.worker_count; i++) {
		good = good && !run.workers[i].failed;
		report_merge(report, &run.workers[i].report);
	}
	struct index index = { run.parts, run.worker_count, run.paths, (uint32_t)run.count,
			       (uint32_t)run.context_count };
	good = good && index_judge(&index, report) && judge_pictures_left(&run, report) &&
	       suppress_index(&run, report) && tell_unread(&run, &unread);
	good = close_report(&run, report) && good;
out:
	run_release(&run);
	return status == CHECK_WRONG ? CHECK_WRONG : !good ? CHECK_NO_MEMORY : unread ? CHECK_UNREAD : CHECK_OK;
}
