/* Which of the unknown words are reported, and what may have been meant. */
#include "check/spelling/parts.h"

#include <stdlib.h>

/* What all findings about a word have in common. */
struct word_result {
	bool dropped;	     /* a glossary has it */
	bool name_if_initial; /* as the beginning of a sentence it is a name */
	const char *help;
};

static int by_location(const void *a, const void *b)
{
	const struct diagnostic *x = ((const struct reported *)a)->diagnostic,
				*y = ((const struct reported *)b)->diagnostic;
	int order = strcmp(x->path, y->path);
	if (order == 0)
		order = (x->location.line > y->location.line) - (x->location.line < y->location.line);
	return order ? order : (x->location.column > y->location.column) - (x->location.column < y->location.column);
}

struct spelling_end {
	struct suggester suggester;
	struct spelling_worker *const *workers;
	size_t count;
	struct map results;	/* by word, in lower case: struct word_result */
	struct buf reported;	/* struct reported of all workers, by location */
	struct report *report;	/* has the texts of all helps */
};

/* Whether the word is in a glossary. */
static bool is_defined(const struct spelling_end *finish, struct str word)
{
	bool defined = false;
	for (size_t i = 0; i < finish->count && !defined; i++)
		defined = map_get(&finish->workers[i]->glossary, word) != NULL;
	return defined;
}

/* Whether the word has a capital within some sentence. */
static bool is_name(const struct spelling_end *finish, struct str word)
{
	bool name = false;
	for (size_t i = 0; i < finish->count && !name; i++)
		name = map_get(&finish->workers[i]->names, word) != NULL;
	return name;
}

static bool write_help(struct spelling_end *finish, struct diagnostic *diagnostic, const struct str *found,
		       size_t count, bool searched)
{
	struct buf help;
	buf_init(&help, BUF_CAP);
	for (size_t i = 0; i < count; i++)
		buf_format(&help, "%s\"%.*s\"", i ? " or " : "did you mean ", STR_ARG(found[i]));
	report_help(finish->report, diagnostic,
		    "%s%sif it is right, add it to the word list of satchel.xml or to a glossary%s",
		    buf_cstr(&help), help.len ? "? " : "",
		    searched ? "" : " (corrections are suggested for the first words only)");
	bool good = !buf_failed(&help) && !finish->report->failed;
	buf_release(&help);
	return good;
}

/* Gathers what the workers report, without what was suppressed. */
static bool gather(struct spelling_end *finish)
{
	for (size_t i = 0; i < finish->count; i++) {
		const struct buf *from = &finish->workers[i]->reported;
		const struct reported *reported = (const struct reported *)(const void *)from->at;
		for (size_t n = 0; n < from->len / sizeof(*reported); n++)
			if (reported[n].diagnostic->severity != SEVERITY_OFF)
				buf_add(&finish->reported, (const char *)&reported[n], sizeof(*reported));
	}
	if (finish->reported.len)
		qsort(finish->reported.at, finish->reported.len / sizeof(struct reported), sizeof(struct reported),
		      by_location);
	return !buf_failed(&finish->reported);
}

static bool is_dropped(const struct word_result *result, const struct reported *reported)
{
	return result->dropped || (reported->initial && result->name_if_initial);
}

/* The result of a word, which is made at its first finding; NULL if memory ran out. */
static struct word_result *result_of(struct spelling_end *finish, struct str word)
{
	void **slot = map_put(&finish->results, word);
	if (!slot || *slot)
		return slot ? *slot : NULL;
	struct word_result *result = arena_alloc(&finish->suggester.arena, sizeof(*result));
	if (result)
		*result = (struct word_result){ is_defined(finish, word), is_name(finish, word), NULL };
	*slot = result;
	return result;
}

/* Looks for what was meant, and writes it into the help of the finding and of all others of the word. */
static bool help_out(struct spelling_end *finish, const struct reported *reported, struct word_result *result)
{
	struct str found[SUGGESTIONS];
	size_t count = 0;
	bool searched = false;
	if (!suggester_find(&finish->suggester, reported->unknown, found, &count, &searched) ||
	    !write_help(finish, reported->diagnostic, found, count, searched))
		return false;
	result->name_if_initial = result->name_if_initial || count == 0;
	result->help = reported->diagnostic->help;
	return true;
}

static bool decide_all(struct spelling_end *finish)
{
	const struct reported *reported = (const struct reported *)(const void *)finish->reported.at;
	for (size_t i = 0; i < finish->reported.len / sizeof(*reported); i++) {
		struct word_result *result = result_of(finish, reported[i].unknown->folded);
		if (!result)
			return false;
		if (is_dropped(result, &reported[i]))
			continue;
		if (!result->help && !help_out(finish, &reported[i], result))
			return false;
		reported[i].diagnostic->help = result->help;
	}
	return true;
}

/* Removes the findings about names and defined words from the report of a worker. */
static void drop(const struct spelling_end *finish, const struct spelling_worker *worker, struct report *report)
{
	const struct reported *reported = (const struct reported *)(const void *)worker->reported.at;
	size_t left = worker->reported.len / sizeof(*reported);
	struct diagnostic **link = &report->first;
	while (*link && left) {
		bool suppressed = reported->diagnostic->severity == SEVERITY_OFF;
		bool here = *link == reported->diagnostic;
		const struct word_result *result =
			here && !suppressed ? map_get(&finish->results, reported->unknown->folded) : NULL;
		if (result && is_dropped(result, reported))
			report_drop(report, link);
		else if (!suppressed)
			link = &(*link)->next;
		if (here || suppressed) {
			reported++;
			left--;
		}
	}
}

bool spelling_finish(struct speller *speller, struct spelling_worker *const *workers, struct report *const *reports,
		     size_t count)
{
	struct spelling_end finish = { .workers = workers, .count = count, .report = reports[0] };
	map_init(&finish.results);
	buf_init(&finish.reported, BUF_CAP);
	bool good = suggester_init(&finish.suggester, speller) && gather(&finish) && decide_all(&finish);
	for (size_t i = 0; i < count && good; i++)
		drop(&finish, workers[i], reports[i]);
	suggester_release(&finish.suggester);
	map_release(&finish.results);
	buf_release(&finish.reported);
	return good;
}
