#include "check/core/index_judge.h"

#include "base/file.h"
#include "base/hash.h"

#include <stdlib.h>

/* Larger files are reported by another rule. */
#define PICTURE_READ_MAX ((size_t)64 * 1024 * 1024)

struct shown {
	const struct index_picture *picture;
	const struct left *left;
	size_t order; /* by file, then document order */
	uint64_t digest;
};

struct gallery {
	struct judge judge; /* must be first: each_file passes it on */
	struct shown *shown;
	struct left *lefts;
	size_t count, left_count;
};

static void gather(struct judge *judge, const struct left *left)
{
	struct gallery *gallery = (struct gallery *)judge;
	struct left *own = &gallery->lefts[gallery->left_count++];
	*own = *left;
	for (size_t i = left->file->pictures; i < left->ends.pictures; i++) {
		gallery->shown[gallery->count] =
			(struct shown){ .picture = &left->part->pictures[i], .left = own, .order = gallery->count };
		gallery->count++;
	}
}

/* Groups by size. */
static int by_size(const void *a, const void *b)
{
	const struct shown *x = a, *y = b;
	if (x->picture->size != y->picture->size)
		return x->picture->size < y->picture->size ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

/* Within a size, groups by file, in document order. */
static int by_file(const void *a, const void *b)
{
	const struct shown *x = a, *y = b;
	if (x->picture->device != y->picture->device)
		return x->picture->device < y->picture->device ? -1 : 1;
	if (x->picture->number != y->picture->number)
		return x->picture->number < y->picture->number ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

/* Within a size, groups by content, in document order. */
static int by_digest(const void *a, const void *b)
{
	const struct shown *x = a, *y = b;
	if (x->digest != y->digest)
		return x->digest < y->digest ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

static bool same_file(const struct shown *a, const struct shown *b)
{
	return a->picture->device == b->picture->device && a->picture->number == b->picture->number;
}

/* Whether the file could be read; then its digest is set. */
static bool read_digest(struct gallery *gallery, struct shown *shown, struct buf *bytes)
{
	enum file_status status = file_read(shown->picture->path, PICTURE_READ_MAX, bytes);
	if (status == FILE_NO_MEMORY)
		gallery->judge.failed = true;
	if (status != FILE_OK)
		return false;
	shown->digest = hash_of(buf_view(bytes), HASH_KEY);
	return true;
}

static void report_again(struct gallery *gallery, const struct shown *shown, const struct shown *first)
{
	struct judge *judge = &gallery->judge;
	const struct index_picture *picture = shown->picture;
	struct diagnostic *d =
		report_add_at(judge->report, RULE_DUPLICATE_PICTURE, shown->left->path, picture->location,
			      str_from(shown->left->file->lesson), str_from(picture->item),
			      "this picture is the same as %s, shown at %s:%u:%u", first->picture->path,
			      first->left->path, first->picture->location.line, first->picture->location.column);
	report_help(judge->report, d, "show one file in both places, and delete the other");
	char digest[HASH_HEX];
	hash_hex(shown->digest, digest);
	report_other(judge->report, d,
		     &(struct other_side){ .path = first->left->path,
					   .location = first->picture->location,
					   .lesson = str_from(first->left->file->lesson),
					   .item = str_from(first->picture->item),
					   .same = str_from(digest) });
}

/* For files of one size: takes the first figure of each file, and reports those with the content of an earlier one. */
static void judge_size(struct gallery *gallery, struct shown *shown, size_t count, struct buf *bytes)
{
	size_t files = 0, read = 0;
	qsort(shown, count, sizeof(*shown), by_file);
	for (size_t i = 0; i < count; i++)
		if (files == 0 || !same_file(&shown[files - 1], &shown[i]))
			shown[files++] = shown[i];
	for (size_t i = 0; files > 1 && i < files && !gallery->judge.failed; i++)
		if (read_digest(gallery, &shown[i], bytes))
			shown[read++] = shown[i];
	qsort(shown, read, sizeof(*shown), by_digest);
	for (size_t i = 1, first = 0; i < read && !gallery->judge.failed; i++) {
		if (shown[first].digest != shown[i].digest)
			first = i;
		else if (!is_context(&gallery->judge, shown[i].left))
			report_again(gallery, &shown[i], &shown[first]);
	}
}

bool judge_pictures(struct judge *judge)
{
	struct gallery gallery = { .judge = *judge };
	struct buf bytes;
	size_t count = 0, files = 0;
	for (size_t i = 0; i < judge->index->part_count; i++) {
		count += judge->index->parts[i].picture_count;
		files += judge->index->parts[i].file_count;
	}
	if (count < 2)
		return true;
	buf_init(&bytes, BUF_CAP);
	gallery.shown = calloc(count, sizeof(*gallery.shown));
	gallery.lefts = calloc(files, sizeof(*gallery.lefts));
	bool good = gallery.shown && gallery.lefts && each_file(&gallery.judge, gather);
	if (good)
		qsort(gallery.shown, gallery.count, sizeof(*gallery.shown), by_size);
	for (size_t i = 0, end; good && i < gallery.count; i = end) {
		end = i + 1;
		while (end < gallery.count && gallery.shown[end].picture->size == gallery.shown[i].picture->size)
			end++;
		judge_size(&gallery, &gallery.shown[i], end - i, &bytes);
	}
	buf_release(&bytes);
	free(gallery.shown);
	free(gallery.lefts);
	return good && !gallery.judge.failed;
}
