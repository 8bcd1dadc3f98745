#include "check/core/worker.h"

#include "base/path.h"
#include "base/pool.h"
#include "check/file/name.h"
#include "check/text/form.h"

#include <errno.h>
#include <sodium.h>
#include <stdlib.h>

static int by_number(const void *a, const void *b)
{
	const struct unread *x = a, *y = b;
	return (x->number > y->number) - (x->number < y->number);
}

/* Reports all files that could not be read, by number; false if memory ran out. */
static bool report_unread(struct run *run, size_t *count)
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

/* Standard input cannot be read again, and the file it is named after may differ. */
static void excerpts_of_stdin(struct run *run, struct report *report)
{
	struct source source;
	source_init(&source, "-", buf_view(&run->in));
	for (struct diagnostic *d = report->first; d; d = d->next) {
		if (d->excerpt.text.at || !d->location.line || d->path != run->request->stdin_path)
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
		const char *path = run_file_path(run, i);
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
	text_forms_free(run->forms);
	free(run->synonyms);
	lexicon_free(run->lexicon);
	if (run->schema)
		lesson_schema_free(run->schema);
	buf_release(&run->in);
	retired_release(&run->retired);
	pthread_mutex_destroy(&run->progress_lock);
}

/* Finishes what needs all lessons: patterns that were given up, and words that some glossary defines. */
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
	if (good && run->custom)
		good = custom_report_given_up(run->custom, custom, count, report);
	if (good && run->speller)
		good = spelling_finish(run->speller, spelling, reports, count) &&
		       speller_report_broken(run->speller, run->request->config, report);
	free(custom);
	free(spelling);
	free(reports);
	return good;
}

/* Completes the report after all rules. */
static bool close_report(struct run *run, struct report *report)
{
	report_sort(report);
	excerpts_of_stdin(run, report);
	report_fetch_excerpts(report, run->worker_count);
	return !report->failed;
}

static void find_wanted(struct run *run, const struct rule_settings *settings)
{
	static const char *const names[FAMILY_COUNT] = { "question/", "card/", "text/", "medical/", "media/" };
	for (unsigned id = 0; id < RULE_COUNT; id++)
		for (unsigned family = 0; family < FAMILY_COUNT; family++)
			if (settings->severity[id] != SEVERITY_OFF &&
			    rule_selector_matches(str_from(names[family]), rule_get((enum rule_id)id)))
				run->wanted[family] = true;
}

/* Makes the tables of words, and loads what satchel.xml refers to; false if memory ran out. */
static bool prepare(struct run *run, struct report *report)
{
	const struct config *config = run->request->config;
	find_wanted(run, report->settings);
	if (report_wants(report, RULE_MEDICAL_MISSPELLED) || report_wants(report, RULE_MEDICAL_MISSPELLED_TERM) ||
	    report_wants(report, RULE_MEDICAL_DOSE_WITHOUT_UNIT) || (config && config->spelling)) {
		run->lexicon = lexicon_new();
		if (!run->lexicon)
			return false;
	}
	bool texts = run->wanted[FAMILY_TEXT] || run->wanted[FAMILY_MEDICAL], questions = run->wanted[FAMILY_QUESTION];
	run->forms = texts ? text_forms_new(run->lexicon) : NULL;
	run->synonyms = questions ? question_synonyms_new() : NULL;
	if ((texts && !run->forms) || (questions && !run->synonyms))
		return false;
	return !config || (custom_compile(config, report, &run->custom) &&
			   speller_new(run->request->dictionaries, config, run->lexicon, report, &run->speller));
}

/* Whether all lessons below root, a root of some of them, are read. */
static bool is_whole(const struct check_request *request, struct str root)
{
	bool whole = request->tree != NULL;
	for (size_t i = 0; i < request->named_count && !whole; i++)
		whole = str_is(root, request->named[i]);
	return whole;
}

/* Reads retired.xml of each tree that contains lessons; false if memory ran out. */
static bool read_retired(struct run *run, struct report *report)
{
	const struct check_request *request = run->request;
	const char *last = NULL;
	bool good = true;
	if (!report_wants(report, RULE_IDENTITY_RETIRED_ID))
		return true;
	for (size_t i = 0; i < request->lessons->count && good; i++) {
		const char *root = request->roots[i];
		/* Lessons of one root are adjacent, and may all be named. */
		if (!last || strcmp(root, last) != 0)
			good = retired_read(&run->retired, str_from(root), is_whole(request, str_from(root)), report);
		last = root;
	}
	return good;
}

/* Applies suppressions to findings made after all lessons were read. */
static bool suppress_index(const struct run *run, struct report *report)
{
	struct suppressions **all = calloc(run->worker_count, sizeof(struct suppressions *));
	for (unsigned i = 0; all && i < run->worker_count; i++)
		all[i] = &run->workers[i].suppressions;
	bool good = all && suppress_late(all, run->worker_count, report);
	free(all);
	return good;
}

/* Adds the covers of packs to the pictures that are shown. */
static void note_covers(const struct run *run, struct shown_files *shown)
{
	const struct check_request *request = run->request;
	const char *last = request->tree;
	if (last)
		shown_files_add_covers(shown, last);
	for (size_t i = 0; i < request->lessons->count; i++) {
		const char *root = request->roots[i];
		if (!last || strcmp(root, last) != 0)
			shown_files_add_covers(shown, root);
		last = root;
	}
}

/* Reports unused pictures. */
static bool judge_unused_pictures(const struct run *run, struct report *report)
{
	if (!run->request->pictures || !report_wants(report, RULE_MEDIA_UNUSED_PICTURE))
		return true;
	struct shown_files **all = calloc(run->worker_count, sizeof(struct shown_files *));
	for (unsigned i = 0; all && i < run->worker_count; i++)
		all[i] = &run->workers[i].shown;
	if (all && run->worker_count && run->request->pictures->count)
		note_covers(run, all[0]);
	bool good = all && report_unused_pictures(run->request->pictures, all, run->worker_count, report);
	free(all);
	return good;
}

static bool judge_file_names(const struct run *run, struct report *report)
{
	const struct check_request *request = run->request;
	const struct file_list none = { .count = 0 }, *pictures = request->all_pictures ? request->all_pictures : &none;
	if (!report_wants(report, RULE_FILE_COLLIDING_NAME) && !report_wants(report, RULE_FILE_RESERVED_NAME))
		return true;
	struct file_names names;
	file_names_init(&names, report);
	if (request->tree)
		file_names_add_root(&names, str_from(request->tree));
	for (size_t i = 0; i < request->lessons->count; i++)
		file_names_add_root(&names, str_from(request->roots[i]));
	for (size_t i = run->context_count; i < run->count; i++)
		file_names_add(&names, run->paths[i], true);
	for (size_t i = 0; i < pictures->count; i++)
		file_names_add(&names, pictures->paths[i], true);
	for (size_t i = 0; i < run->context_count; i++)
		file_names_add(&names, run->paths[i], false);
	bool good = !names.failed && !report->failed;
	file_names_release(&names);
	return good;
}

/* What needs all lessons, in parts that may run at the same time. */
enum { LATE_INDEX, LATE_CONFIG, LATE_FILES, LATE_COUNT };

struct late {
	struct run *run;
	struct report reports[LATE_COUNT];
	bool failed[LATE_COUNT];
};

static void judge_part(void *context, unsigned worker, size_t number)
{
	struct late *late = context;
	struct run *run = late->run;
	struct report *report = &late->reports[number];
	struct index index = { run->parts, run->worker_count, run->paths, (uint32_t)run->count,
			       (uint32_t)run->context_count, &run->retired, !run->request->tree };
	bool good = number == LATE_INDEX    ? index_judge(&index, report)
		    : number == LATE_CONFIG ? finish_config(run, report)
					    : judge_unused_pictures(run, report) && judge_file_names(run, report);
	(void)worker;
	late->failed[number] = !good;
}

/* Completes report with what was found in all lessons; false if memory ran out. */
static bool judge_late(struct run *run, struct report *report)
{
	struct late late = { .run = run };
	bool good = true;
	for (unsigned i = 0; i < run->worker_count; i++)
		good = good && !run->workers[i].failed;
	for (size_t i = 0; i < LATE_COUNT; i++)
		report_init(&late.reports[i], report->settings);
	if (good)
		pool_run(run->worker_count, LATE_COUNT, judge_part, &late);
	for (unsigned i = 0; i < run->worker_count; i++)
		report_merge(report, &run->workers[i].report);
	for (size_t i = 0; i < LATE_COUNT; i++) {
		good = good && !late.failed[i];
		report_merge(report, &late.reports[i]);
	}
	return good;
}

enum check_status check_run(const struct check_request *request, struct report *report)
{
	struct run run = { .request = request };
	size_t unread = 0;
	atomic_init(&run.done, 0);
	atomic_init(&run.stopped, false);
	pthread_mutex_init(&run.progress_lock, NULL);
	buf_init(&run.in, BUF_CAP);
	retired_init(&run.retired);
	run.retired.today = request->today;
	bool good = prepare(&run, report) && run_init(&run, request) && read_retired(&run, report);
	if (!good)
		goto out;
	pool_run(run.worker_count, run.count, worker_work, &run);
	if (atomic_load(&run.stopped))
		goto out;
	good = judge_late(&run, report) && suppress_index(&run, report) && report_unread(&run, &unread);
	good = close_report(&run, report) && good;
out:
	run_release(&run);
	return !good			      ? CHECK_NO_MEMORY
	       : atomic_load(&run.stopped) ? CHECK_STOPPED
	       : unread			      ? CHECK_UNREAD
					      : CHECK_OK;
}
