/* A list of the index as pages: leaves that hold its rows, and above them, where there are many, branches that hold
 * the places of leaves. So a reader gets to any row of a long list over one or two pages. */
#ifndef PACK_PAGES_H
#define PACK_PAGES_H

#include "pack/lists.h"

enum { PAGE_NAME_SIZE = 24 };

struct page {
	char name[PAGE_NAME_SIZE];
	struct str first;     /* the key of the first row in it or below it */
	size_t start, end;    /* its rows of the list; of a branch: its leaves */
	size_t rows;          /* in it or below it */
	uint64_t offset;      /* from the end of the file that names it */
	struct packed packed;
};

struct pages {
	struct page *leaves, *branches; /* each leaf has one branch above it, unless there are none */
	size_t leaf_count, branch_count;
};

enum pages_status {
	PAGES_OK,
	PAGES_LIMIT, /* a row is longer than a page may be */
	PAGES_NO_MEMORY,
};

/* Where the next page of index.json comes to lie, and the number in its name. */
struct pages_end {
	uint64_t offset;
	size_t number;
};

/* Cuts a list that has rows into leaves of about leaf_size raw bytes, from half of it to half as much again, but for
 * the last one and for rows that are longer, and packs them with up to jobs threads. Where they end depends on the keys
 * of the rows nearby alone. On PAGES_LIMIT, *culprit is the row. Release the pages whatever comes back. */
enum pages_status pages_cut(struct pages *pages, const struct list *list, size_t leaf_size, unsigned jobs,
			    const struct list_row **culprit) MUST_CHECK;
/* Gives each page its name and offset, from end on, and packs the branches. May be done again. False where memory ran
 * out. */
bool pages_place(struct pages *pages, struct pages_end *end) MUST_CHECK;
void pages_release(struct pages *pages);

/* Writes the member of a node that names the top pages. */
void pages_json(const struct pages *pages, struct json *json);
/* Calls visit for each page in the order of the archive. */
typedef void page_visitor(void *context, const struct page *page);
void pages_each(const struct pages *pages, page_visitor *visit, void *context);

#endif
