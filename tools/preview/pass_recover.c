/* Reading the lessons of a pass: those without errors as they are, the others as they last were. */
#include "base/array.h"
#include "check/run/select.h"
#include "preview/pass_content.h"

#include <stdlib.h>

/* Records sections, and those inside them, at *end. */
static bool note_sections(struct arena *arena, struct source *source, const struct section *section,
			  struct pass_section ***end)
{
	for (; section; section = section->next) {
		struct pass_section *note = arena_alloc(arena, sizeof(*note));
		struct str id = arena_str(arena, section->id.value);
		if (!note)
			return false;
		struct location location = source_location(source, section->element.span);
		*note = (struct pass_section){ id.at ? id.at : "", location.line, location.end_line, NULL };
		**end = note;
		*end = &note->next;
		if (!note_sections(arena, source, section->sections, end))
			return false;
	}
	return true;
}

bool pass_note_sections(struct arena *arena, const struct source *source, const struct lesson *lesson,
			struct pass_section **sections)
{
	struct source copy;
	source_init(&copy, source->path, source->bytes);
	bool good = note_sections(arena, &copy, lesson->sections, &sections);
	source_release(&copy);
	return good;
}

static bool note(struct passing *passing, struct pass_lesson *row, const struct lesson *lesson,
		 const struct source *source)
{
	struct arena *arena = &passing->pass->arena;
	struct buf title;
	buf_init(&title, 64 * 1024);
	if (lesson->title && (!row->usable || passing->pass->checker.lessons.count == 1))
		inline_plain(&title, lesson->title->text);
	struct str trimmed = str_trim(buf_view(&title));
	pthread_mutex_lock(&passing->lock);
	bool good = pass_note_sections(arena, source, lesson, &row->sections);
	if (trimmed.len)
		row->title = arena_copy(arena, trimmed.at, trimmed.len);
	pthread_mutex_unlock(&passing->lock);
	buf_release(&title);
	return good;
}

bool pass_visit(void *context, unsigned worker, size_t index, const struct lesson *lesson, const struct source *source,
		bool usable)
{
	struct passing *passing = context;
	struct preview_pass *pass = passing->pass;
	struct pass_lesson *row = &pass->lessons[index];
	if (pass->request.stop && atomic_load(pass->request.stop))
		return false;
	row->seen = true;
	row->usable = usable;
	if (!note(passing, row, lesson, source))
		return false;
	if (!usable || !row->id)
		return true;
	row->packed = true;
	return good_sources_keep(pass->request.good, row->path, source->bytes) &&
	       gather_lesson(&passing->gather, worker, index, lesson, source, true);
}

bool pass_visit_context(void *context, unsigned worker, size_t index, const struct lesson *lesson,
			const struct source *source, bool usable)
{
	struct passing *passing = context;
	(void)worker, (void)index, (void)source, (void)usable;
	return gather_target(&passing->gather, lesson);
}

/* The lessons that are read again. */
struct rereading {
	struct passing *passing;
	struct file_list files;
	const char **roots;
	struct pass_lesson **rows;
	struct str *texts;
	struct arena arena; /* of the texts */
	size_t count;
};

static int compare_paths(const void *path, const void *at)
{
	return strcmp(path, *(const char *const *)at);
}

/* A check_overlay. The files are in the order of the checker, by path. */
static bool give_text(void *context, const char *path, struct str *bytes)
{
	const struct rereading *recovery = context;
	const struct file_list *files = &recovery->files;
	const char **found = bsearch(path, files->paths, files->count, sizeof(*files->paths), compare_paths);
	*bytes = found ? recovery->texts[found - files->paths] : STR_NONE;
	return found != NULL;
}

static bool visit_again(void *context, unsigned worker, size_t index, const struct lesson *lesson,
			const struct source *source, bool usable)
{
	struct rereading *recovery = context;
	if (!usable)
		return true;
	recovery->rows[index]->packed = true;
	return gather_lesson(&recovery->passing->gather, worker, index, lesson, source, true);
}

static void ignore_error(void *context, const char *path, enum file_status status)
{
	(void)context, (void)path, (void)status;
}

static void add_escaped(struct buf *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '&' || *text == '<')
			buf_text(out, *text == '&' ? "&amp;" : "&lt;");
		else
			buf_char(out, *text);
	}
}

/* A lesson that says that there is none yet. */
static void add_notice(struct buf *out, const struct pass_lesson *row, const char *today)
{
	buf_format(out, "<lesson xmlns=\"urn:satchel:lesson:1\" id=\"%s\" xml:lang=\"en\" reviewed=\"%s\"><title>",
		   row->id, today ? today : "1970-01-01");
	add_escaped(out, row->title ? row->title : row->id);
	buf_text(out, "</title><summary>This lesson has errors, and is shown once they are fixed.</summary>"
		      "<section id=\"errors\"><title>Not shown yet</title><p>The file is ");
	buf_text(out, "<code>");
	add_escaped(out, row->path);
	buf_text(out, "</code>.</p></section></lesson>\n");
}

/* The last good version, or a notice. False if memory ran out. */
static bool take_text(struct rereading *recovery, struct pass_lesson *row, struct str *text)
{
	const struct pass_request *request = &recovery->passing->pass->request;
	struct buf bytes;
	buf_init(&bytes, BUF_CAP);
	row->shown = good_sources_get(request->good, row->path, &bytes) ? SHOWN_LAST : SHOWN_NOTICE;
	if (row->shown == SHOWN_NOTICE)
		add_notice(&bytes, row, request->today);
	*text = arena_str(&recovery->arena, buf_view(&bytes));
	bool good = !buf_failed(&bytes) && text->at;
	buf_release(&bytes);
	return good;
}

/* Whether it is a lesson, however broken. Another file has no findings. */
static bool is_broken(const struct preview_pass *pass, const struct pass_lesson *row)
{
	if (!row->id || row->packed)
		return false;
	for (const struct diagnostic *d = row->seen ? NULL : pass->report.first; d; d = d->next)
		if (d->path && strcmp(d->path, row->path) == 0)
			return true;
	return row->seen;
}

static bool list_broken(struct rereading *recovery)
{
	struct preview_pass *pass = recovery->passing->pass;
	for (size_t i = 0; i < pass->checker.lessons.count; i++) {
		struct pass_lesson *row = &pass->lessons[i];
		if (!is_broken(pass, row))
			continue;
		if (!take_text(recovery, row, &recovery->texts[recovery->count]) ||
		    !file_list_append(&recovery->files, row->path))
			return false;
		recovery->roots[recovery->count] = pass->checker.roots[i];
		recovery->rows[recovery->count++] = row;
	}
	return true;
}

static bool read_again(struct rereading *recovery)
{
	struct passing *passing = recovery->passing;
	struct rule_settings settings = passing->pass->checker.settings;
	struct report report;
	rules_keep_validity(&settings);
	const struct check_request request = {
		.settings = &settings,
		.jobs = passing->pass->request.jobs,
		.lessons = &recovery->files,
		.roots = recovery->roots,
		.overlay = give_text,
		.context_of_overlay = recovery,
		.on_lesson = visit_again,
		.on_error = ignore_error,
		.context_of_calls = recovery,
	};
	const struct build_lessons lessons = { &recovery->files, recovery->roots };
	passing->gather.lessons = &lessons;
	report_init(&report, &settings);
	enum check_status status = check_run(&request, &report);
	report_release(&report);
	return status != CHECK_NO_MEMORY;
}

bool pass_recover(struct passing *passing)
{
	size_t room = passing->pass->checker.lessons.count + 1;
	struct rereading recovery = { .passing = passing,
				      .roots = calloc(room, sizeof(*recovery.roots)),
				      .rows = calloc(room, sizeof(struct pass_lesson *)),
				      .texts = calloc(room, sizeof(*recovery.texts)) };
	arena_init(&recovery.arena);
	file_list_init(&recovery.files);
	bool good = recovery.roots && recovery.rows && recovery.texts && list_broken(&recovery);
	good = good && (recovery.count == 0 || read_again(&recovery));
	free(recovery.roots);
	free(recovery.rows);
	free(recovery.texts);
	file_list_release(&recovery.files);
	arena_release(&recovery.arena);
	return good;
}
