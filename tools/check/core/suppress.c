#include "check/core/suppress.h"

#include "base/map.h"
#include "check/core/suppress_report.h"

#include <stdlib.h>

struct suppress_entry {
	const char *path;
	struct str selector;
	struct location scope;
	bool whole; /* the scope is the whole lesson */
	bool used;
	struct diagnostic *unused; /* the finding that it is unused, or NULL */
	struct suppress_entry *next;
};

void suppressions_init(struct suppressions *suppressions)
{
	*suppressions = (struct suppressions){ .first = NULL };
	arena_init(&suppressions->arena);
}

void suppressions_release(struct suppressions *suppressions)
{
	arena_release(&suppressions->arena);
}

static bool takes(struct str selector, const struct diagnostic *d)
{
	const struct rule *rule = rule_get(d->rule);
	return suppress_may(rule) && (rule_selector_matches(selector, rule) || str_is(selector, d->name));
}

static struct suppress_entry *add_entry(struct suppressions *suppressions, struct source *source,
					const struct suppression *s, struct str name, const struct lesson *lesson)
{
	struct suppress_entry *entry = arena_alloc(&suppressions->arena, sizeof(*entry));
	struct str selector = arena_str(&suppressions->arena, name);
	if (!entry || !selector.at) {
		suppressions->failed = true;
		return NULL;
	}
	*entry = (struct suppress_entry){ .path = source->path,
					  .selector = selector,
					  .scope = source_location(source, s->scope->span),
					  .whole = s->scope == &lesson->element };
	if (suppressions->last)
		suppressions->last->next = entry;
	else
		suppressions->first = entry;
	suppressions->last = entry;
	return entry;
}

/* The findings of a lesson by location, so that each suppression examines only those in its scope. */
struct found_finding {
	struct diagnostic *diagnostic;
	size_t order; /* in the report */
};

struct suppressible {
	struct found_finding *all;
	bool *taken; /* indexed by order */
	size_t count;
};

static int by_start(const void *a, const void *b)
{
	const struct found_finding *x = a, *y = b;
	uint32_t one = x->diagnostic->span.start, other = y->diagnostic->span.start;
	return one != other ? (one > other) - (one < other) : (x->order > y->order) - (x->order < y->order);
}

static bool gather(struct suppressible *candidates, struct diagnostic *first)
{
	size_t count = 0;
	for (const struct diagnostic *d = first; d; d = d->next)
		count++;
	*candidates = (struct suppressible){ calloc(count + 1, sizeof(struct found_finding)),
					     calloc(count + 1, sizeof(bool)), 0 };
	if (!candidates->all || !candidates->taken)
		return false;
	for (struct diagnostic *d = first; d; d = d->next, candidates->count++)
		candidates->all[candidates->count] = (struct found_finding){ d, candidates->count };
	qsort(candidates->all, count, sizeof(struct found_finding), by_start);
	return true;
}

/* Marks the findings that s suppresses by this name, unless another suppression already did; whether there were any. */
static bool take(const struct suppressible *candidates, const struct suppression *s, struct str name,
		 const struct lesson *lesson)
{
	bool any = false, whole = s->scope == &lesson->element;
	struct span scope = s->scope->span;
	size_t low = 0, high = whole ? 0 : candidates->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (candidates->all[middle].diagnostic->span.start < scope.start)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < candidates->count; low++) {
		const struct found_finding *f = &candidates->all[low];
		if (!whole && f->diagnostic->span.start > scope.end)
			break;
		if (candidates->taken[f->order] || (!whole && f->diagnostic->span.end > scope.end) ||
		    !takes(name, f->diagnostic))
			continue;
		candidates->taken[f->order] = any = true;
	}
	return any;
}

/* Removes marked findings from the report; findings added since then come after them. */
static void drop_taken(struct report *report, struct diagnostic **link, const struct suppressible *candidates)
{
	for (size_t i = 0; i < candidates->count; i++) {
		if (candidates->taken[i])
			report_drop(report, link);
		else
			link = &(*link)->next;
	}
}

static void drop_fix(struct diagnostic *d)
{
	d->edits = NULL;
	d->fix = FIX_NONE;
}

static bool touches(const struct edit *edit, struct span span)
{
	for (; edit; edit = edit->next)
		if (edit->span.start <= span.end && span.start <= edit->span.end)
			return true;
	return false;
}

/* It is unknown what an invalid suppression should protect. So whatever it might suppress in its element, or in the
 * whole file if it is outside, gets no fix. */
static void keep_from_fixes(const struct suppressible *candidates, const struct suppression *s,
			    const struct lesson *lesson)
{
	bool whole = !s->scope || s->scope == &lesson->element;
	for (size_t i = 0; i < candidates->count; i++) {
		struct diagnostic *d = candidates->all[i].diagnostic;
		if (d->edits && suppress_may(rule_get(d->rule)) && (whole || touches(d->edits, s->scope->span)))
			drop_fix(d);
	}
}

/* No other fix may change suppressed text. */
static void keep_suppressed(const struct suppressible *candidates)
{
	for (size_t i = 0; i < candidates->count; i++) {
		const struct found_finding *kept = &candidates->all[i];
		if (!candidates->taken[kept->order] || !kept->diagnostic->edits)
			continue;
		for (size_t j = 0; j < candidates->count; j++) {
			const struct found_finding *other = &candidates->all[j];
			for (const struct edit *edit = kept->diagnostic->edits; edit; edit = edit->next)
				if (!candidates->taken[other->order] && touches(other->diagnostic->edits, edit->span))
					drop_fix(other->diagnostic);
		}
	}
}

static void suppress_from(struct suppressions *suppressions, struct report *report,
			  const struct suppressible *candidates, struct source *source, const struct lesson *lesson,
			  const struct config *config, const struct suppression *s)
{
	if (suppress_report_wrong(report, source, s, config))
		keep_from_fixes(candidates, s, lesson);
	if (s->misspelt.end > s->misspelt.start || !s->reason.at || !s->scope)
		return;
	for (const struct suppression_name *name = s->names; name; name = name->next) {
		struct suppress_meaning meaning = suppress_meaning(name->name, report, config);
		if (!meaning.suppressible)
			continue;
		struct suppress_entry *entry = add_entry(suppressions, source, s, name->name, lesson);
		if (!entry)
			return;
		entry->used = take(candidates, s, name->name, lesson);
		if (!entry->used && meaning.on)
			suppress_report_unused(report, s, name, &entry->unused);
	}
}

void suppress_lesson(struct suppressions *suppressions, struct report *report, struct diagnostic **mark,
		     struct source *source, const struct lesson *lesson, const struct config *config)
{
	size_t count = 0;
	for (const struct suppression *s = lesson->suppressions; s; s = s->next)
		count++;
	const struct suppression **all =
		count ? arena_alloc(&suppressions->arena, count * sizeof(const struct suppression *)) : NULL;
	if (!all) {
		suppressions->failed = suppressions->failed || count;
		return;
	}
	size_t filled = 0;
	for (const struct suppression *s = lesson->suppressions; s; s = s->next)
		all[filled++] = s;
	struct suppressible candidates;
	if (gather(&candidates, *mark)) {
		/* Inner suppressions come before outer ones: process the file backwards. */
		while (filled > 0)
			suppress_from(suppressions, report, &candidates, source, lesson, config, all[--filled]);
		keep_suppressed(&candidates);
		drop_taken(report, mark, &candidates);
	} else {
		suppressions->failed = true;
	}
	free(candidates.all);
	free(candidates.taken);
}

static bool lies_in(struct location location, const struct suppress_entry *entry)
{
	struct location scope = entry->scope;
	bool after = location.line > scope.line || (location.line == scope.line && location.column >= scope.column);
	bool before = location.end_line < scope.end_line ||
		      (location.end_line == scope.end_line && location.end_column <= scope.end_column);
	return entry->whole || (after && before);
}

/* The entry of d's file that suppresses it, or NULL. */
static struct suppress_entry *taker(struct suppress_entry *entry, const struct diagnostic *d)
{
	for (; entry && entry->path == d->path; entry = entry->next)
		if (takes(entry->selector, d) && lies_in(d->location, entry))
			return entry;
	return NULL;
}

/* Whether the suppression that d reports as unused was used when all lessons were judged. Findings and entries are in
 * the same order, so the search continues where it ended. */
static bool was_used_after_all(struct map *map, const struct diagnostic *d)
{
	void **slot = map_get(map, str_from(d->path)) ? map_put(map, str_from(d->path)) : NULL;
	for (struct suppress_entry *entry = slot ? *slot : NULL; entry && entry->path == d->path; entry = entry->next) {
		if (entry->unused != d)
			continue;
		*slot = entry;
		return entry->used;
	}
	return false;
}

bool suppress_late(struct suppressions *const *all, size_t count, struct report *report)
{
	struct map map;
	bool good = true;
	map_init(&map);
	for (size_t i = 0; i < count && good; i++) {
		const char *last = NULL;
		for (struct suppress_entry *entry = all[i]->first; entry && good; entry = entry->next) {
			void **slot = entry->path == last ? NULL : map_put(&map, str_from(entry->path));
			good = slot || entry->path == last;
			if (slot)
				*slot = entry;
			last = entry->path;
		}
	}
	for (struct diagnostic **link = &report->first; map.count && good && *link;) {
		struct diagnostic *d = *link;
		/* Findings with an excerpt were made while the lesson was read. */
		bool late = d->path && !d->excerpt.text.at;
		struct suppress_entry *entry = late ? taker(map_get(&map, str_from(d->path)), d) : NULL;
		if (entry) {
			entry->used = true;
			report_drop(report, link);
		} else {
			link = &d->next;
		}
	}
	for (struct diagnostic **link = &report->first; map.count && good && *link;) {
		struct diagnostic *d = *link;
		if (d->rule == RULE_SUPPRESSION_UNUSED && was_used_after_all(&map, d))
			report_drop(report, link);
		else
			link = &d->next;
	}
	map_release(&map);
	return good;
}
