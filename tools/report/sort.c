/* Sorts findings by location, and removes duplicates. */
#include "report/report.h"

static int compare_numbers(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

static int compare(const struct diagnostic *a, const struct diagnostic *b)
{
	int order = a->path == b->path ? 0 : !a->path ? -1 : !b->path ? 1 : strcmp(a->path, b->path);
	if (order == 0)
		order = compare_numbers(a->location.line, b->location.line);
	if (order == 0)
		order = compare_numbers(a->location.column, b->location.column);
	if (order == 0)
		order = compare_numbers(a->location.end_line, b->location.end_line);
	if (order == 0)
		order = compare_numbers(a->location.end_column, b->location.end_column);
	if (order == 0)
		order = compare_numbers(a->rule, b->rule);
	if (order == 0 && a->name != b->name)
		order = strcmp(a->name, b->name);
	return order ? order : strcmp(a->message, b->message);
}

/* Equal elements of a come first, so the sort is stable. */
static struct diagnostic *merge_lists(struct diagnostic *a, struct diagnostic *b)
{
	struct diagnostic *first = NULL, **last = &first;
	while (a && b) {
		struct diagnostic **smaller = compare(b, a) < 0 ? &b : &a;
		*last = *smaller;
		last = &(*smaller)->next;
		*smaller = (*smaller)->next;
	}
	*last = a ? a : b;
	return first;
}

static struct diagnostic *sort_list(struct diagnostic *rest)
{
	/* Slot i contains a sorted list of 2^i findings or none; higher slots contain earlier findings. */
	struct diagnostic *slots[64] = { NULL };
	unsigned used = 0;
	while (rest) {
		struct diagnostic *list = rest;
		rest = rest->next;
		list->next = NULL;
		unsigned i = 0;
		for (; slots[i]; i++) {
			list = merge_lists(slots[i], list);
			slots[i] = NULL;
		}
		slots[i] = list;
		if (i >= used)
			used = i + 1;
	}
	struct diagnostic *sorted = NULL;
	for (unsigned i = 0; i < used; i++)
		sorted = merge_lists(slots[i], sorted);
	return sorted;
}

void report_sort(struct report *report)
{
	report->first = sort_list(report->first);
	report->last = &report->first;
	for (struct diagnostic *d = report->first; d; d = d->next) {
		while (d->next && compare(d, d->next) == 0) {
			report->counts[d->next->severity]--;
			d->next = d->next->next;
		}
		report->last = &d->next;
	}
	report->open = report->last;
}
