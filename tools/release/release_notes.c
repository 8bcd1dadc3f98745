#include "release/release_notes.h"

#include "base/file.h"
#include "compare/lock.h"
#include "compare/progress.h"
#include "compare/render.h"
#include "pack/definition.h"

#include <errno.h>
#include <inttypes.h>

#define CHANGELOG "CHANGELOG.md"

enum { WHY_SHOWN = 400 };

static enum result fail(const char *path, const struct buf *why, struct buf *out)
{
	int len = (int)strcspn(buf_cstr(why), "\n");
	buf_format(out, "cannot compare with '%s': %.*s", path, len > WHY_SHOWN ? WHY_SHOWN : len, buf_cstr(why));
	return RESULT_FAILED;
}

static enum result open_side(struct side *side, const char *path, unsigned jobs, struct buf *why)
{
	enum result status = side_open(side, path, jobs);
	return status == RESULT_FAILED ? fail(path, &side->why, why) : status;
}

/* Compares, and calls write to append the content of the file name to out. */
static enum result compare_into(struct release_folder *folder, const char *name, struct side *before,
				struct side *after, unsigned jobs,
				bool (*write)(struct comparison *comparison, struct buf *out), struct buf *why)
{
	struct comparison comparison;
	struct buf text;
	buf_init(&text, BUF_CAP);
	enum result status = compare(&comparison, before, after, jobs);
	if (status == RESULT_OK && (!write(&comparison, &text) || buf_failed(&text) || comparison.failed))
		status = RESULT_NO_MEMORY;
	else if (status != RESULT_NO_MEMORY && comparison.why.len > 0)
		status = fail(before->path, &comparison.why, why);
	if (status == RESULT_OK)
		status = release_folder_write(folder, name, buf_view(&text), why);
	comparison_release(&comparison);
	buf_release(&text);
	return status;
}

/* The packs to be named in the lock. */
static void name_packs(struct side *after, const struct release_latest *latest)
{
	after->date = latest->date;
	for (size_t i = 0; i < latest->edition_count; i++)
		after->packs[after->pack_count++] =
			(struct side_pack){ latest->editions[i].edition, latest->editions[i].sha256 };
}

static bool write_changelog(struct comparison *comparison, struct buf *out)
{
	compare_render_markdown(comparison, true, out);
	return true;
}

static bool write_progress(struct comparison *comparison, struct buf *out)
{
	struct since since;
	bool good = since_find(&since, comparison) && since_write(&since, comparison->after, out);
	since_release(&since);
	return good;
}

static enum result write_lock(struct release_folder *folder, struct side *last, struct side *after, unsigned jobs,
			      struct buf *why)
{
	struct buf name;
	buf_init(&name, 1024);
	buf_format(&name, "%s" LOCK_SUFFIX, after->id);
	enum result status = buf_failed(&name)
				     ? RESULT_NO_MEMORY
				     : compare_into(folder, buf_cstr(&name), last, after, jobs, lock_write, why);
	buf_release(&name);
	return status;
}

/* The pack of the same edition as the base, or NULL: like is compared with like. */
static const char *twin_of(const struct release_latest *latest, const struct side *base)
{
	for (size_t i = 0; base->edition && i < latest->edition_count; i++)
		if (strcmp(base->edition, latest->editions[i].edition) == 0)
			return latest->editions[i].url;
	return NULL;
}

static enum result write_against_part(struct release_folder *folder, const struct release_latest *latest,
				      struct side *before, unsigned jobs, struct buf *why)
{
	struct side part;
	struct buf path;
	const char *twin = twin_of(latest, before);
	if (!twin) {
		buf_format(why, "'%s' is of edition %s, which this release does not have", before->path,
			   before->edition);
		return RESULT_REFUSED;
	}
	buf_init(&path, 64 * 1024);
	buf_format(&path, "%s/%s", buf_cstr(&folder->temporary), twin);
	enum result status = open_side(&part, buf_cstr(&path), jobs, why);
	if (status == RESULT_OK)
		status = compare_into(folder, CHANGELOG, before, &part, jobs, write_changelog, why);
	side_release(&part);
	buf_release(&path);
	return status;
}

/* The lessons are read again to describe them; they must be those in the packs. */
static enum result hold_against_packs(const struct release_folder *folder, const struct release_latest *latest,
				      const struct side *after, unsigned jobs, struct buf *why)
{
	struct side pack;
	struct buf path;
	const char *full = twin_of(latest, after);
	if (!full)
		return RESULT_OK;
	buf_init(&path, 64 * 1024);
	buf_format(&path, "%s/%s", buf_cstr(&folder->temporary), full);
	enum result status = open_side(&pack, buf_cstr(&path), jobs, why);
	bool same = status == RESULT_OK && pack.lesson_count == after->lesson_count;
	for (size_t i = 0; same && i < pack.lesson_count; i++)
		same = strcmp(pack.lessons[i].id, after->lessons[i].id) == 0 &&
		       side_same_lesson(&pack, i, after, i);
	if (status == RESULT_OK && !same) {
		buf_text(why, "the lessons changed during the release: run it again");
		status = RESULT_FAILED;
	}
	side_release(&pack);
	buf_release(&path);
	return status;
}

/* Whether the lock or the base belongs to the same release, which is being repeated. */
static bool is_again(const struct side *last, const struct side *after)
{
	return !last->is_nothing && last->release == after->release && strcmp(last->version, after->version) == 0;
}

static const char *published_digest(const struct side *lock, const char *edition)
{
	for (size_t i = 0; i < lock->pack_count; i++)
		if (strcmp(lock->packs[i].edition, edition) == 0)
			return lock->packs[i].sha256;
	return NULL;
}

/* Published packs of a release must not change, because clients, mirrors and interrupted downloads identify them by its
 * number. */
static enum result hold_against_published(const struct release_folder *folder, const struct side *lock,
					  const struct side *after, bool day_was_given, struct buf *why)
{
	const struct present *present = &folder->present;
	bool same = lock->pack_count == after->pack_count;
	for (size_t i = 0; same && i < after->pack_count; i++) {
		const char *digest = published_digest(lock, after->packs[i].edition);
		same = digest && strcmp(digest, after->packs[i].sha256) == 0;
	}
	/* The folder of the same release, whose packs have been compared, is as good as a lock; and a user who gives
	 * the date knows which release it was. */
	bool known = day_was_given || (present->is_release && present->latest.release == after->release);
	if (same || (lock->pack_count == 0 && known))
		return RESULT_OK;
	if (lock->pack_count == 0)
		buf_format(why,
			   "error: release %" PRIu64
			   " was published, but '%s' does not name its packs: give its date with --date, "
			   "or increase version and release in the definition",
			   after->release, lock->path);
	else
		buf_format(why,
			   "error: release %" PRIu64
			   " was published with other packs, named in '%s': increase version and "
			   "release in the definition",
			   after->release, lock->path);
	if (lock->date && strcmp(lock->date, after->date) != 0)
		buf_format(why, ", or give --date %s if only the date differs", lock->date);
	buf_text(why, "; to renew latest.json alone, use satchel-pack renew");
	return RESULT_REFUSED;
}

/* The changelog written when the release was first made, if it exists. */
static enum result keep_changelog(struct release_folder *folder, const struct side *after, struct buf *why)
{
	const struct present *present = &folder->present;
	struct buf kept, text;
	enum result status = RESULT_OK;
	if (!present->is_release || present->latest.release != after->release)
		return RESULT_OK;
	buf_init(&kept, 64 * 1024);
	buf_format(&kept, "%s/" CHANGELOG, buf_cstr(&folder->destination));
	buf_init(&text, BUF_CAP);
	errno = 0;
	enum file_status read = buf_failed(&kept) ? FILE_NO_MEMORY : file_read(buf_cstr(&kept), BUF_CAP - 64, &text);
	if (read == FILE_OK) {
		status = release_folder_write(folder, CHANGELOG, buf_view(&text), why);
	} else if (read != FILE_FAILED || errno != ENOENT) {
		status = file_result(read, "read", buf_cstr(&kept), why);
	}
	buf_release(&text);
	buf_release(&kept);
	return status;
}

static enum result write_both(struct release_folder *folder, const struct release_latest *latest, struct side *last,
			      struct side *after, const char *base, unsigned jobs, struct buf *why)
{
	struct side before;
	enum result status = write_lock(folder, last, after, jobs, why);
	if (status == RESULT_OK)
		status = compare_into(folder, "progress.json", last, after, jobs, write_progress, why);
	if (status != RESULT_OK)
		return status;
	if (!base && is_again(last, after))
		return keep_changelog(folder, after, why);
	folder->changelog_of_ids = !base && !last->is_nothing;
	if (!base)
		return compare_into(folder, CHANGELOG, last, after, jobs, write_changelog, why);
	status = open_side(&before, base, jobs, why);
	if (status == RESULT_OK)
		status = release_latest_follows(latest, before.date, before.release, why);
	if (status == RESULT_OK && is_again(&before, after))
		status = keep_changelog(folder, after, why);
	else if (status == RESULT_OK)
		status = before.edition && strcmp(before.edition, edition_names[EDITION_FULL]) != 0
				 ? write_against_part(folder, latest, &before, jobs, why)
				 : compare_into(folder, CHANGELOG, &before, after, jobs, write_changelog, why);
	side_release(&before);
	return status;
}

enum result release_notes_write(struct release_folder *folder, const struct release_latest *latest,
				const struct release_request *request, struct buf *why)
{
	const char *definition = request->build->definition.source.path;
	unsigned jobs = request->jobs;
	struct side last, after;
	struct buf lock;
	enum result status = RESULT_OK;
	buf_init(&lock, BUF_CAP);
	lock_path(&lock, definition);
	side_open_nothing(&last, buf_cstr(&lock));
	side_open_nothing(&after, definition);
	if (buf_failed(&lock))
		status = RESULT_NO_MEMORY;
	else if (lock_is_there(buf_cstr(&lock)))
		status = open_side(&last, buf_cstr(&lock), jobs, why);
	if (status == RESULT_OK)
		status = open_side(&after, definition, jobs, why);
	if (status == RESULT_OK)
		status = hold_against_packs(folder, latest, &after, jobs, why);
	name_packs(&after, latest);
	if (status == RESULT_OK && is_again(&last, &after))
		status = hold_against_published(folder, &last, &after, request->day_was_given, why);
	if (status == RESULT_OK)
		status = release_latest_follows(latest, last.date, last.release, why);
	if (status == RESULT_OK)
		status = write_both(folder, latest, &last, &after, request->base, jobs, why);
	side_release(&after);
	side_release(&last);
	buf_release(&lock);
	return status;
}
