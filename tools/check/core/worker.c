#include "check/core/worker.h"
#include "lesson/other_file.h"

#include <errno.h>
#include <stdlib.h>

enum { BYTES_KEPT = 4 * 1024 * 1024 }; /* a larger read buffer is freed after use */

void scratch_init(struct scratch *scratch)
{
	prose_init(&scratch->prose);
	buf_init(&scratch->text, BUF_CAP);
	buf_init(&scratch->folded, BUF_CAP);
	buf_init(&scratch->other, BUF_CAP);
	map_init(&scratch->seen);
	arena_init(&scratch->memory);
}

void scratch_release(struct scratch *scratch)
{
	prose_release(&scratch->prose);
	buf_release(&scratch->text);
	buf_release(&scratch->folded);
	buf_release(&scratch->other);
	map_release(&scratch->seen);
	arena_release(&scratch->memory);
}

static bool scratch_failed(const struct scratch *scratch)
{
	return buf_failed(&scratch->text) || buf_failed(&scratch->folded) || buf_failed(&scratch->other) ||
	       prose_failed(&scratch->prose);
}

bool worker_init(struct worker *worker, struct run *run, struct index_part *part)
{
	const struct check_request *request = run->request;
	*worker = (struct worker){ .run = run };
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
	media_cache_init(&check->media);
	for (size_t i = 0; i < SCRATCH_COUNT; i++)
		scratch_init(&check->scratch[i]);
	check->config = request->config;
	check->today = request->today;
	if (run->custom)
		check->custom = custom_worker_new(run->custom);
	if (run->speller)
		check->spelling = spelling_worker_new(run->speller);
	check->retired = &run->retired;
	check->lexicon = run->lexicon;
	check->forms = run->forms;
	check->synonyms = run->synonyms;
	worker->reader = reader_new(run->schema);
	if (run->context_count)
		worker->context_reader = reader_new(NULL);
	return worker->reader && (worker->context_reader || !run->context_count) && (check->custom || !run->custom) &&
	       (check->spelling || !run->speller);
}

void worker_release(struct worker *worker)
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
	media_cache_release(&worker->check.media);
	for (size_t i = 0; i < SCRATCH_COUNT; i++)
		scratch_release(&worker->check.scratch[i]);
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

/* Applies the rules to a lesson. */
static void judge(struct worker *worker, const struct lesson *lesson, struct source *source, size_t number,
		  struct str root, bool context)
{
	struct lesson_check *check = &worker->check;
	check->report = context ? &worker->context_report : &worker->report;
	check->source = source;
	check->lesson = lesson;
	check->root = root;
	check->context = context;
	if (!own_ids_gather(&check->ids, lesson)) {
		worker->failed = true;
		return;
	}
	index_open_file(check->index, (uint32_t)number, source->lesson, lesson->lost_ids);
	if (check->index->failed) {
		worker->failed = true;
		return;
	}
	check_index_ids(check);
	check_index_prompts(check);
	check_index_keys(check);
	spelling_note_glossary(check);
	if (!context) {
		check_identity(check);
		check_references(check);
		check_pictures(check);
		if (check->synonyms) {
			check_questions(check);
			check_flaws(check);
		}
		if (worker->run->wanted[FAMILY_CARD])
			check_cards(check);
		if (check->forms)
			check_texts(check);
		if (worker->run->wanted[FAMILY_MEDIA])
			check_media(check);
		check_people(check);
		check_pictures_twice(check);
		check_freshness(check);
		check_custom(check);
	}
	for (size_t i = 0; i < SCRATCH_COUNT; i++)
		check->failed = check->failed || scratch_failed(&check->scratch[i]);
	worker->failed = worker->failed || check->failed || check->index->failed || check->report->failed;
}

static void read_context(struct run *run, struct worker *worker, unsigned worker_number, struct source *source,
			 size_t number)
{
	const struct check_request *request = run->request;
	const struct lesson *lesson = NULL;
	enum reader_status status = reader_read(worker->context_reader, source, &worker->context_report, &lesson);
	worker->shown.unsure = worker->shown.unsure || worker->context_report.counts[SEVERITY_ERROR] > 0;
	if (status == READER_OK)
		judge(worker, lesson, source, number, str_from(request->tree), true);
	else if (status == READER_NO_MEMORY)
		worker->failed = true;
	if (status == READER_OK && !worker->failed && request->on_context &&
	    !request->on_context(request->context_of_calls, worker_number, number, lesson, source, true))
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
		report_help(report, d, "split the lesson, and keep pictures in separate files");
	} else {
		status = reader_read(worker->reader, source, report, &lesson);
	}
	worker->shown.unsure = worker->shown.unsure || report->counts[SEVERITY_ERROR] > errors;
	struct str root = str_from(request->roots[number - run->context_count]);
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

static void report_progress(struct run *run)
{
	const struct check_request *request = run->request;
	size_t done = atomic_fetch_add(&run->done, 1) + 1;
	if (!request->on_progress || (done < run->count && pthread_mutex_trylock(&run->progress_lock) != 0))
		return;
	if (done == run->count)
		pthread_mutex_lock(&run->progress_lock);
	if (done > run->reported && !request->on_progress(request->context_of_calls, done, run->count))
		atomic_store(&run->stopped, true);
	run->reported = done > run->reported ? done : run->reported;
	pthread_mutex_unlock(&run->progress_lock);
}

const char *run_file_path(const struct run *run, size_t number)
{
	const struct check_request *request = run->request;
	return number < run->context_count ? request->context->paths[number]
					   : request->lessons->paths[number - run->context_count];
}

static enum file_status read_bytes(struct run *run, struct worker *worker, size_t number, bool in, struct str *bytes)
{
	const struct check_request *request = run->request;
	struct buf *buf = in ? &run->in : &worker->bytes;
	bool given = request->overlay && request->overlay(request->context_of_overlay, run->paths[number], bytes);
	if (given && !in)
		return FILE_OK;
	enum file_status status = FILE_OK;
	if (given) {
		/* Don't reuse the buffer: excerpts need it later. */
		buf_clear(buf);
		buf_str(buf, *bytes);
		status = buf_failed(buf) ? FILE_NO_MEMORY : FILE_OK;
	} else if (in) {
		status = file_read_stream(request->in, LESSON_SIZE_MAX, buf);
	} else {
		status = file_read(run_file_path(run, number), LESSON_SIZE_MAX, buf);
	}
	*bytes = buf_view(buf);
	return status;
}

/* Whether a file, such as a pack definition, is skipped because it is not a lesson of the tree or folder. */
static bool is_passed_over(const struct run *run, size_t number, struct str bytes)
{
	const struct check_request *request = run->request;
	if (!other_file(bytes) && !(request->only_lessons && !may_be_lesson(bytes, run->paths[number])))
		return false;
	return number < run->context_count ||
	       (request->on_other && request->on_other(request->context_of_calls, number - run->context_count));
}

void worker_work(void *context, unsigned worker_number, size_t number)
{
	struct run *run = context;
	struct worker *worker = &run->workers[worker_number];
	if (worker->failed || atomic_load(&run->stopped))
		return;
	const char *path = run_file_path(run, number);
	bool in = path != run->paths[number] && strcmp(path, "-") == 0;
	struct str bytes = STR_NONE;
	errno = 0;
	enum file_status status = read_bytes(run, worker, number, in, &bytes);
	if (status == FILE_OK && is_passed_over(run, number, bytes)) {
		/* Skipped silently, except that its cover is shown. */
		if (worker->check.shown)
			shown_files_add_cover(&worker->shown, path, bytes);
	} else if (status == FILE_OK || status == FILE_TOO_LARGE) {
		struct source source;
		source_init(&source, run->paths[number], bytes);
		if (number >= run->context_count)
			read_lesson(run, worker, worker_number, &source, number, status == FILE_TOO_LARGE);
		else if (status == FILE_OK)
			read_context(run, worker, worker_number, &source, number);
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
	report_progress(run);
}
