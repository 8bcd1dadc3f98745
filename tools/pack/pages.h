/* A list of the index as pages: leaves with its rows and, if there are many, branches with the locations of leaves. So
 * a reader finds any row of a long list through one or two pages. */
#ifndef PACK_PAGES_H
#define PACK_PAGES_H

#include "base/result.h"
#include "pack/lists.h"
#include "pack/store.h"

enum { PAGE_NAME_SIZE = 24 };

struct page {
	char name[PAGE_NAME_SIZE];
	struct str first;     /* the key of the first row in or below it */
	size_t start, end;    /* its rows of the list; for a branch, its leaves */
	size_t rows;          /* in or below it */
	uint64_t offset;      /* from the end of the file that names it */
	uint64_t entries;     /* offset of the entry of its first row, from the first lesson */
	struct packed packed;
};

struct pages {
	struct store *store;            /* deflates them */
	int level;
	bool located;                   /* the rows locate entries */
	struct page *leaves, *branches; /* each leaf has one branch, unless there are none */
	size_t leaf_count, branch_count;
};

/* Offset and number in the name of the next page of index.json. */
struct pages_end {
	uint64_t offset;
	size_t number;
};

/* Cuts a non-empty list into leaves of about leaf_size raw bytes, from half to one and a half times as long, except the
 * last one and longer rows, and packs them at the level with up to jobs threads. The cuts only depend on the keys of
 * nearby rows. Fails if a row exceeds the limit of a page. Release the pages whatever the result. */
enum result pages_cut(struct pages *pages, const struct index_list *list, size_t leaf_size, struct store *store,
		      int level, unsigned jobs, struct buf *why) MUST_CHECK;
/* Assigns name and offset to each page, from end on, and packs the branches. False if memory ran
 * out. */
bool pages_locate(struct pages *pages, struct pages_end *end) MUST_CHECK;
void pages_release(struct pages *pages);

/* Writes the member of a node that lists the top pages. */
void pages_json(const struct pages *pages, struct json *json);
/* Calls visit for each page in archive order. */
typedef void page_visitor(void *context, const struct page *page);
void pages_each(const struct pages *pages, page_visitor *visit, void *context);

#endif
