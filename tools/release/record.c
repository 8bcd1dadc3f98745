#include "release/record.h"

#include "compare/render.h"

/* The file of the edition that the base is of; else that of the first one, which is the whole where there is one. */
static const char *twin_of(const struct release_latest *latest, const struct side *base)
{
	for (size_t i = 0; i < latest->edition_count; i++)
		if (base->edition && strcmp(base->edition, latest->editions[i].edition) == 0)
			return latest->editions[i].url;
	return latest->editions[0].url;
}

static enum release_status fail(const struct side *side, struct buf *why)
{
	buf_format(why, "cannot compare with '%s': %.*s", side->path, (int)strcspn(buf_cstr(&side->why), "\n"),
		   buf_cstr(&side->why));
	return RELEASE_FAILED;
}

static enum release_status write_changes(struct release_folder *folder, struct side *before, struct side *after,
					 struct buf *why)
{
	struct comparison comparison;
	struct buf text;
	enum release_status status = RELEASE_NO_MEMORY;
	buf_init(&text, BUF_CAP);
	switch (compare(&comparison, before, after)) {
	case COMPARE_OK:
		compare_render_markdown(&comparison, &text);
		if (!buf_failed(&text))
			status = release_folder_write(folder, "CHANGELOG.md", buf_view(&text), why);
		break;
	case COMPARE_BROKEN: status = fail(before->why.len > 0 ? before : after, why); break;
	case COMPARE_NO_MEMORY: break;
	}
	comparison_release(&comparison);
	buf_release(&text);
	return status;
}

enum release_status record_write(struct release_folder *folder, const struct release_latest *latest, const char *base,
				 unsigned jobs, struct buf *why)
{
	struct side before, after;
	struct buf path;
	enum release_status status = RELEASE_NO_MEMORY;
	if (!base)
		return RELEASE_OK;
	buf_init(&path, 64 * 1024);
	enum side_status opened = side_open(&before, base, jobs);
	if (opened != SIDE_OK) {
		status = opened == SIDE_BROKEN ? fail(&before, why) : RELEASE_NO_MEMORY;
		goto out;
	}
	buf_format(&path, "%s/%s", buf_cstr(&folder->temporary), twin_of(latest, &before));
	if (buf_failed(&path))
		goto out;
	opened = side_open(&after, path.at, jobs);
	status = opened == SIDE_OK	 ? write_changes(folder, &before, &after, why)
		 : opened == SIDE_BROKEN ? fail(&after, why)
					 : RELEASE_NO_MEMORY;
	side_release(&after);
out:
	side_release(&before);
	buf_release(&path);
	return status;
}
