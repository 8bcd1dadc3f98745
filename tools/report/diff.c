#include "report/diff.h"

#include "report/diff_lines.h"

#include <stdlib.h>

enum { AROUND = 3 }; /* context lines around a difference */

/* One or more differences that are shown together: ranges of lines of both texts. */
struct hunk {
	size_t before_start, before_end;
	size_t after_start, after_end;
};

static void add_line(struct buf *out, char mark, struct str line)
{
	buf_char(out, mark);
	buf_str(out, line);
	if (line.len == 0 || line.at[line.len - 1] != '\n')
		buf_text(out, "\n\\ No newline at end of file\n");
}

/* "-12,3": an empty range has the number of the preceding line. */
static void add_range(struct buf *out, char mark, size_t start, size_t end)
{
	size_t count = end - start;
	buf_format(out, "%c%zu", mark, count ? start + 1 : start);
	if (count != 1)
		buf_format(out, ",%zu", count);
}

static void add_hunk(struct buf *out, const struct lines *before, const struct lines *after, struct hunk hunk)
{
	buf_text(out, "@@ ");
	add_range(out, '-', hunk.before_start, hunk.before_end);
	buf_char(out, ' ');
	add_range(out, '+', hunk.after_start, hunk.after_end);
	buf_text(out, " @@\n");
	size_t i = hunk.before_start, j = hunk.after_start;
	while (i < hunk.before_end || j < hunk.after_end) {
		if (i < hunk.before_end && before->changed[i])
			add_line(out, '-', lines_get(before, i++));
		else if (j < hunk.after_end && after->changed[j])
			add_line(out, '+', lines_get(after, j++));
		else
			add_line(out, ' ', lines_get(before, i++)), j++;
	}
}

/* Moves i and j past the difference that begins there. */
static void pass_change(const struct lines *before, const struct lines *after, size_t *i, size_t *j)
{
	while (*i < before->count && before->changed[*i])
		++*i;
	while (*j < after->count && after->changed[*j])
		++*j;
}

static void add_hunks(struct buf *out, const struct lines *before, const struct lines *after)
{
	size_t i = 0, j = 0, free_from = 0; /* lines of before up to here have been printed */
	while (i < before->count || j < after->count) {
		if (!(i < before->count && before->changed[i]) && !(j < after->count && after->changed[j])) {
			i++;
			j++;
			continue;
		}
		size_t lead = i - free_from < AROUND ? i - free_from : AROUND;
		struct hunk hunk = { i - lead, i, j - lead, j };
		for (;;) {
			pass_change(before, after, &i, &j);
			size_t equal = 0;
			while (equal <= 2 * AROUND && i + equal < before->count && !before->changed[i + equal] &&
			       !after->changed[j + equal])
				equal++;
			bool more = i + equal < before->count || j + equal < after->count;
			if (more && equal <= 2 * AROUND) {
				i += equal;
				j += equal;
				continue;
			}
			equal = equal < AROUND ? equal : AROUND;
			i += equal;
			j += equal;
			break;
		}
		hunk.before_end = i;
		hunk.after_end = j;
		free_from = i;
		add_hunk(out, before, after, hunk);
	}
}

void diff_unified(struct buf *out, const char *path, struct str before, struct str after)
{
	struct lines old, new;
	if (str_equal(before, after))
		return;
	if (lines_compare(&old, &new, before, after)) {
		buf_format(out, "--- %s\n+++ %s\n", path, path);
		add_hunks(out, &old, &new);
	} else {
		out->failed = true;
	}
	lines_release(&old);
	lines_release(&new);
}
