/* The whole tree again, after something was saved. */
#include "base/hash.h"
#include "preview/live_internal.h"
#include "report/render.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* A checker_message. */
static void take_message(void *context, bool is_info, const char *text)
{
	struct buf *problem = context;
	if (!is_info)
		buf_format(problem, "%s\n", text);
}

/* A checker_mistakes. */
static void take_mistakes(void *context, struct report *report, const char *path)
{
	struct buf *problem = context;
	const struct render_options options = { .format = RENDER_TEXT, .page = check_rule_page };
	char *text = NULL;
	size_t size = 0;
	FILE *stream = open_memstream(&text, &size);
	(void)path;
	if (stream && render(report, &options, stream, NULL) && fflush(stream) == 0)
		buf_add(problem, text, size);
	if (stream)
		fclose(stream);
	free(text);
}

void live_close_packs(struct live *live)
{
	for (size_t i = 0; i < PACKS_KEPT; i++)
		if (live->packs[i].number)
			close(live->packs[i].file);
}

/* A digest of the file, which differs between versions. */
static bool digest_file(int file, uint64_t size, uint64_t *digest)
{
	static const size_t most = 1024 * 1024;
	char *bytes = malloc(most);
	bool good = bytes != NULL;
	*digest = size;
	for (uint64_t at = 0; good && at < size; at += most) {
		size_t part = size - at < most ? (size_t)(size - at) : most;
		good = file_read_at(file, at, bytes, part);
		*digest = hash_of((struct str){ bytes, good ? part : 0 }, *digest | 1);
	}
	free(bytes);
	return good;
}

/* Takes over the file as the newest pack, unless it is the same as the last. Returns whether it is new. Holds the
 * lock. */
static bool add_pack(struct live *live, int file, uint64_t size, uint64_t digest)
{
	const struct live_pack *last = &live->packs[live->pack_count % PACKS_KEPT];
	if (live->pack_count && last->size == size && last->digest == digest) {
		close(file);
		return false;
	}
	struct live_pack *pack = &live->packs[++live->pack_count % PACKS_KEPT];
	if (pack->number)
		close(pack->file);
	*pack = (struct live_pack){ file, size, live->pack_count, digest };
	return true;
}

/* Forgets lessons that the last pass has seen, and findings in those that this one has: a page may still ask for a
 * lesson that it was sent before. Holds the lock. */
static void drop_lessons(struct live *live, uint64_t save)
{
	for (struct live_lesson **link = &live->lessons; *link;) {
		struct live_lesson *lesson = *link;
		if (lesson->save <= save)
			buf_clear(&lesson->findings);
		if (lesson->save > live->passed) {
			link = &lesson->next;
			continue;
		}
		*link = lesson->next;
		lesson->next = NULL;
		live_free_lessons(lesson);
	}
}

static void announce(struct live *live, bool is_new)
{
	struct buf data, address;
	struct json json;
	buf_init(&data, 64 * 1024);
	buf_init(&address, 64 * 1024);
	live_pack_address(live, &address);
	json_init(&json, &data);
	json_open_object(&json);
	json_member_str(&json, "pack", buf_view(&address));
	json_close_object(&json);
	if (is_new)
		events_add(&live->events, "pack", buf_view(&data));
	events_add(&live->events, "findings", STR("{}"));
	buf_release(&address);
	buf_release(&data);
}

static void free_pass(struct preview_pass *pass)
{
	if (pass)
		pass_release(pass);
	free(pass);
}

/* Replaces the last pass. */
static enum result install(struct live *live, struct preview_pass *pass, uint64_t save)
{
	struct all_findings findings, old = { .by_id = { .room = 0 } };
	uint64_t digest;
	report_fetch_excerpts(&pass->report, 1);
	if (!all_findings_make(&findings, pass) || !digest_file(pass->file, pass->size, &digest)) {
		all_findings_release(&findings);
		free_pass(pass);
		return RESULT_NO_MEMORY;
	}
	pthread_mutex_lock(&live->pass_lock);
	pthread_mutex_lock(&live->lock);
	struct preview_pass *before = live->pass;
	live->pass = pass;
	bool is_new = add_pack(live, pass->file, pass->size, digest);
	pass->file = -1;
	old = live->findings;
	live->findings = findings;
	drop_lessons(live, save);
	live->passed = save;
	buf_clear(&live->problem);
	buf_str(&live->problem, buf_view(&pass->why));
	pthread_mutex_unlock(&live->lock);
	pthread_mutex_unlock(&live->pass_lock);
	all_findings_release(&old);
	free_pass(before);
	announce(live, is_new);
	return RESULT_OK;
}

/* Keeps why there is no new pack. */
static void keep_problem(struct live *live, struct preview_pass *pass, const struct buf *problem, uint64_t save)
{
	struct buf text;
	buf_init(&text, BUF_CAP);
	buf_str(&text, buf_view(problem));
	if (pass->request.is_definition)
		mistakes_render(&pass->mistakes, &pass->definition.source, &text);
	buf_str(&text, buf_view(&pass->why));
	if (!text.len)
		buf_text(&text, "the lessons cannot be read");
	pthread_mutex_lock(&live->lock);
	buf_release(&live->problem);
	live->problem = text;
	live->passed = save;
	pthread_mutex_unlock(&live->lock);
	events_add(&live->events, "findings", STR("{}"));
}

static enum result pass_lessons(struct live *live, uint64_t save)
{
	struct preview_pass *pass = calloc(1, sizeof(*pass));
	struct buf problem;
	struct pass_request request = live->request;
	if (!pass)
		return RESULT_NO_MEMORY;
	buf_init(&problem, BUF_CAP);
	request.on_message = take_message;
	request.on_mistakes = take_mistakes;
	request.context_of_calls = &problem;
	enum result status = pass_run(pass, &request);
	pass->checker.on_message = NULL;
	pass->checker.context_of_calls = NULL;
	if (status == RESULT_OK) {
		status = install(live, pass, save);
	} else {
		keep_problem(live, pass, &problem, save);
		free_pass(pass);
	}
	buf_release(&problem);
	return status;
}

static enum result open_pack(struct live *live, uint64_t save)
{
	int file = open(live->request.operand, O_RDONLY | O_CLOEXEC);
	struct stat info;
	uint64_t digest;
	bool good = file >= 0 && fstat(file, &info) == 0 && digest_file(file, (uint64_t)info.st_size, &digest);
	pthread_mutex_lock(&live->lock);
	buf_clear(&live->problem);
	if (!good)
		buf_format(&live->problem, "cannot read '%s': %s", live->request.operand,
			   file_status_text(FILE_FAILED));
	bool is_new = good && add_pack(live, file, (uint64_t)info.st_size, digest);
	live->passed = save;
	pthread_mutex_unlock(&live->lock);
	if (!good && file >= 0)
		close(file);
	announce(live, is_new);
	return good ? RESULT_OK : RESULT_FAILED;
}

enum result live_pass(struct live *live)
{
	pthread_mutex_lock(&live->lock);
	uint64_t save = live->saves;
	pthread_mutex_unlock(&live->lock);
	return live->is_pack ? open_pack(live, save) : pass_lessons(live, save);
}
