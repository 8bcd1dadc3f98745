#include "check/custom/worker.h"

#include <stdio.h>
#include <stdlib.h>

enum {
	DEPTH_MAX = 100 * 1000,
	HEAP_KIB_MAX = 16 * 1024,
	STACK_LEAST = 32 * 1024,
	STACK_MOST = 1024 * 1024,
};

struct custom_worker *custom_worker_new(const struct custom_set *set)
{
	struct custom_worker *worker = calloc(1, sizeof(*worker));
	if (!worker)
		return NULL;
	worker->set = set;
	buf_init(&worker->texts, BUF_CAP);
	buf_init(&worker->lower, BUF_CAP);
	buf_init(&worker->list, BUF_CAP);
	buf_init(&worker->raw, BUF_CAP);
	buf_init(&worker->replaced, BUF_CAP);
	worker->given_up = calloc(set->count, sizeof(*worker->given_up));
	worker->match = pcre2_match_data_create(set->groups + 1, NULL);
	worker->limits = pcre2_match_context_create(NULL);
	if (!worker->given_up || !worker->match || !worker->limits) {
		custom_worker_free(worker);
		return NULL;
	}
	pcre2_set_match_limit(worker->limits, CUSTOM_STEPS);
	pcre2_set_depth_limit(worker->limits, DEPTH_MAX);
	pcre2_set_heap_limit(worker->limits, HEAP_KIB_MAX);
	/* Without a stack of its own, the JIT uses a small part of the thread's stack. */
	worker->stack = pcre2_jit_stack_create(STACK_LEAST, STACK_MOST, NULL);
	if (worker->stack)
		pcre2_jit_stack_assign(worker->limits, NULL, worker->stack);
	return worker;
}

void custom_worker_free(struct custom_worker *worker)
{
	if (!worker)
		return;
	pcre2_match_data_free(worker->match);
	pcre2_match_context_free(worker->limits);
	pcre2_jit_stack_free(worker->stack);
	free(worker->given_up);
	buf_release(&worker->texts);
	buf_release(&worker->lower);
	buf_release(&worker->list);
	buf_release(&worker->raw);
	buf_release(&worker->replaced);
	free(worker);
}

/* Records that the pattern exceeded a limit on the text. */
static void give_up(struct custom_worker *worker, size_t pattern, const struct custom_text *text, int error)
{
	struct custom_given_up *note = &worker->given_up[pattern];
	struct source *source = worker->check->source;
	note->lessons++;
	if (note->path && strcmp(note->path, source->path) <= 0)
		return;
	note->path = source->path;
	note->line = source_location(source, custom_text_location(worker, text, 0, text->len).span).line;
	note->error = error;
}

bool custom_next(struct custom_worker *worker, size_t pattern, const struct custom_text *text,
		 struct custom_match *match)
{
	const struct custom_pattern *own = &worker->set->patterns[pattern];
	struct str subject = custom_text_view(worker, text);
	int count;
	if (match->from > subject.len)
		return false;
	/* Only lessons in valid UTF-8 are read. */
	if (own->compiled_to_machine)
		count = pcre2_jit_match(own->code, (PCRE2_SPTR)subject.at, subject.len, match->from, match->options,
					worker->match, worker->limits);
	else
		count = pcre2_match(own->code, (PCRE2_SPTR)subject.at, subject.len, match->from,
				    match->options | PCRE2_NO_UTF_CHECK, worker->match, worker->limits);
	if (count == PCRE2_ERROR_NOMEMORY)
		worker->check->failed = true;
	else if (count < 0 && count != PCRE2_ERROR_NOMATCH)
		give_up(worker, pattern, text, count);
	if (count < 0)
		return false;
	const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(worker->match);
	/* \K may set the start after the end. */
	if (ends[1] < ends[0])
		return false;
	match->start = ends[0];
	match->end = ends[1];
	match->from = match->end;
	if (match->start == match->end)
		match->options = PCRE2_NOTEMPTY;
	return true;
}

static void report_given_up(struct report *report, const struct custom_set *set, const struct custom_pattern *pattern,
			  const struct custom_given_up *first, struct location place)
{
	const char *name = pattern->rule->name;
	char more[64] = "", why[200] = "";
	bool steps = first->error == PCRE2_ERROR_MATCHLIMIT || first->error == PCRE2_ERROR_DEPTHLIMIT;
	bool memory = first->error == PCRE2_ERROR_HEAPLIMIT || first->error == PCRE2_ERROR_JIT_STACKLIMIT;
	if (first->lessons > 1)
		snprintf(more, sizeof(more), ", and on %zu more lesson%s", first->lessons - 1,
			 first->lessons > 2 ? "s" : "");
	if (steps)
		snprintf(why, sizeof(why), "after %d steps", CUSTOM_STEPS);
	else if (!memory)
		pcre2_get_error_message(first->error, (PCRE2_UCHAR *)why, sizeof(why));
	struct diagnostic *d =
		report_add_at(report, RULE_CUSTOM_PATTERN, set->config->path, place, STR_NONE, STR_NONE,
			      steps || memory ? "%s gave up %s on %s:%u%s" : "%s gave up (%s) on %s:%u%s", name,
			      memory ? "for lack of memory" : why, first->path, first->line, more);
	report_as_custom(report, d, name, SEVERITY_ERROR);
	report_help(
		report, d, "%s",
		steps || memory
			? "it found nothing there: a repetition in a repetition, as in (a+)+, can match in too many "
			  "ways; write it so that there is one"
			: "it found nothing there; write it in another way");
}

bool custom_report_given_up(const struct custom_set *set, struct custom_worker *const *workers, size_t count,
			  struct report *report)
{
	struct buf bytes;
	struct source source;
	bool any = false;
	buf_init(&bytes, BUF_CAP);
	for (size_t p = 0; p < set->count; p++) {
		struct custom_given_up first = { .lessons = 0 };
		for (size_t i = 0; i < count; i++) {
			struct custom_given_up one = workers[i]->given_up[p];
			size_t lessons = first.lessons + one.lessons;
			if (one.lessons && (!first.path || strcmp(one.path, first.path) < 0))
				first = one;
			first.lessons = lessons;
		}
		if (!first.lessons)
			continue;
		if (!any)
			(void)custom_open_config(set->config, &bytes, &source);
		any = true;
		const struct custom_rule *rule = set->patterns[p].rule;
		struct span span = custom_config_span(rule->span, rule->pattern, &source, 0, strlen(rule->pattern));
		struct location place = source.bytes.len ? source_location(&source, span) : (struct location){ 0 };
		report_given_up(report, set, &set->patterns[p], &first, place);
	}
	if (any)
		source_release(&source);
	bool good = !buf_failed(&bytes);
	buf_release(&bytes);
	return good;
}
