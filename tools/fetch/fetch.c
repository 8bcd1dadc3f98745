#include "fetch/fetch.h"

#include "base/file.h"
#include "fetch/address.h"
#include "fetch/document.h"
#include "fetch/update.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* One attempt at an update. */
struct attempt {
	const struct fetch_request *request;
	struct fetch_outcome *outcome;
	struct http *http;
	struct latest latest;
	struct buf final_url; /* final address of latest.json */
	struct buf url;	  /* address of the pack */
	struct update update;
	char comment[SATCHEL_COMMENT_MAX + 1]; /* trusted comment of the signature of latest.json */
	struct stat old; /* state of the file when the update began; st_ino is 0 if it did not exist */
	struct buf *why;
};

/* Checks that one of the keys signed the text. */
static enum fetch_status check_signature(struct attempt *a, const char *url, const struct buf *text)
{
	struct buf address, signature;
	struct satchel_error error;
	buf_init(&address, BUF_CAP);
	buf_init(&signature, SATCHEL_SIGNATURE_MAX + 1);
	enum fetch_status status = address_with(url, ".minisig", &address, a->why);
	if (status == FETCH_OK)
		status = document_get(a->http, buf_cstr(&address), "latest.json.minisig", SATCHEL_SIGNATURE_MAX,
				      &signature, NULL, a->why);
	if (status == FETCH_REFUSED)
		buf_text(a->why, ", so the publisher of this release is unknown");
	if (status == FETCH_OK &&
	    satchel_check_message(text->at, text->len, buf_cstr(&signature), signature.len, a->request->keys,
				  a->request->key_count, a->comment, &error) != SATCHEL_OK)
		status = fetch_because_of(&error, "latest.json", a->why);
	buf_release(&address);
	buf_release(&signature);
	return status;
}

/* Downloads latest.json, and checks its signature if there are trusted keys. */
static enum fetch_status get_text(struct attempt *a, const char *url, struct buf *text)
{
	enum fetch_status status =
		document_get(a->http, url, "latest.json", SATCHEL_LATEST_MAX, text, &a->final_url, a->why);
	if (status == FETCH_REFUSED) /* it does not exist, so nothing was refused */
		status = FETCH_FAILED;
	if (status == FETCH_OK && text->len == 0)
		status = fetch_because(FETCH_FAILED, a->why, "%s: it is empty", buf_cstr(&a->final_url));
	return status == FETCH_OK && a->request->key_count > 0 ? check_signature(a, url, text) : status;
}

/* Reads latest.json. It is not parsed before its signature has been verified. */
static enum fetch_status get_latest(struct attempt *a)
{
	struct buf text, url;
	buf_init(&text, SATCHEL_LATEST_MAX + 1);
	buf_init(&url, BUF_CAP);
	enum fetch_status status = address_of_latest(a->request->url, &url, a->why);
	if (status == FETCH_OK)
		status = get_text(a, buf_cstr(&url), &text);
	if (status == FETCH_REFUSED) {
		/* While a release is being published, the signature may still be that of the previous one. */
		http_pause(1);
		buf_clear(a->why);
		status = get_text(a, buf_cstr(&url), &text);
	}
	if (status == FETCH_OK)
		status = latest_read(&a->latest, buf_view(&text), a->why);
	if (status == FETCH_OK && a->request->key_count > 0)
		status = latest_check_comment(&a->latest, a->comment, a->why);
	if (status == FETCH_OK)
		status = latest_check_date(&a->latest, a->request->today, a->why);
	if (status == FETCH_OK) {
		struct fetch_outcome *outcome = a->outcome;
		buf_clear(&outcome->expires);
		buf_text(&outcome->expires, a->latest.expires);
		outcome->expires_soon = latest_expires_soon(a->latest.date, a->latest.expires, a->request->today,
							    &outcome->days);
	}
	buf_release(&text);
	buf_release(&url);
	return status;
}

/* Records the identity of a file, to detect later whether it was replaced. */
static void record_file(const char *path, struct stat *info)
{
	if (stat(path, info) != 0)
		*info = (struct stat){ .st_ino = 0 };
}

static bool is_still_there(const struct attempt *a)
{
	struct stat now;
	record_file(a->request->file, &now);
	return now.st_ino == a->old.st_ino && now.st_dev == a->old.st_dev && now.st_size == a->old.st_size;
}

/* Whether a file that cannot be opened as a pack used to be one: it has the media type at its usual offset, or its
 * central directory begins as that of a pack, or it is too short to decide. */
static bool was_pack(int fd, off_t size)
{
	enum { NAME = 8, TYPE = sizeof(SATCHEL_MEDIA_TYPE) - 1 };
	unsigned char begin[ZIP_LOCAL_SIZE + NAME + TYPE], tail[ZIP_END_SIZE], record[ZIP_CENTRAL_SIZE + NAME];
	struct zip_end end;
	ssize_t got = pread(fd, begin, sizeof(begin), 0);
	if (got == sizeof(begin) && memcmp(begin + ZIP_LOCAL_SIZE + NAME, SATCHEL_MEDIA_TYPE, TYPE) == 0)
		return true;
	if (got < (ssize_t)sizeof(begin))
		return got >= ZIP_SIGNATURE_SIZE && zip_is_local(begin);
	if (pread(fd, tail, ZIP_END_SIZE, size - ZIP_END_SIZE) != ZIP_END_SIZE || !zip_is_end(tail))
		return false;
	zip_get_end(tail, &end);
	return pread(fd, record, sizeof(record), (off_t)end.start) == sizeof(record) && zip_is_central(record) &&
	       memcmp(record + ZIP_CENTRAL_SIZE, "mimetype", NAME) == 0;
}

/* Adds an old copy to the local entries. *local_copy describes it; its path is NULL if the copy does not exist or is
 * unreadable. */
static enum fetch_status add_old_copy(struct attempt *a, const char *path, bool must_be, struct local_copy *local_copy)
{
	struct local_entries *local = &a->update.local;
	struct satchel_error error;
	struct stat info;
	*local_copy = (struct local_copy){ .path = NULL };
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0 && errno == ENOENT && !must_be)
		return FETCH_OK;
	if (fd < 0 || fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
		fetch_because(FETCH_FAILED, a->why, "cannot read '%s': %s", path,
			      fd < 0 ? file_status_text(FILE_FAILED) : "not a regular file");
		if (fd >= 0)
			close(fd);
		return FETCH_FAILED;
	}
	if (info.st_size == 0 && !must_be) {
		close(fd);
		return FETCH_OK;
	}
	size_t number = local->pack_count;
	bool was = was_pack(fd, info.st_size);
	enum satchel_status status = local_entries_add(local, fd, path, &error);
	/* A copy with a damaged head is unusable and will be replaced, which repairs it. */
	if ((status == SATCHEL_DAMAGED || (status == SATCHEL_NOT_A_PACK && was)) && !must_be) {
		a->outcome->damaged = true;
		return FETCH_OK;
	}
	if (status != SATCHEL_OK) {
		enum fetch_status result = fetch_because_of(&error, path, a->why);
		if (status == SATCHEL_NOT_A_PACK && !must_be)
			buf_text(a->why, "; it will not be overwritten: name another FILE, or delete it");
		return result;
	}
	const struct satchel_manifest *manifest = satchel_manifest(local->packs[number].pack);
	*local_copy = (struct local_copy){ .path = path,
				     .id = manifest->id,
				     .version = manifest->version,
				     .edition = manifest->edition,
				     .release = manifest->release };
	memcpy(local_copy->content_root, manifest->content_root, sizeof(local_copy->content_root));
	return file_digest(local->packs[number].file.fd, path, local_copy->sha256, a->why);
}

/* Resumes the partial file of an earlier run, whether of this release or another. */
static enum fetch_status resume_partial(struct attempt *a)
{
	struct update *update = &a->update;
	struct partial_file *partial = &update->partial;
	struct satchel_error error;
	int fd = -1;
	enum fetch_status status = partial_file_open(partial, a->request->file, a->why);
	if (status != FETCH_OK)
		return status;
	if (partial->has_content && partial->size == update->edition->size && head_open(update, a->why) == FETCH_OK) {
		update->resumed = true;
		return FETCH_OK;
	}
	if (partial->has_content) {
		status = partial_file_detach(partial, &fd, a->why);
		if (status != FETCH_OK)
			return status;
		if (local_entries_add(&update->local, fd, partial->path, &error) == SATCHEL_NO_MEMORY)
			return FETCH_NO_MEMORY;
	}
	return partial_file_resize(partial, update->edition->size, a->why);
}

/* The same for a run that changes nothing. */
static enum fetch_status inspect_partial(struct attempt *a)
{
	struct update *update = &a->update;
	struct satchel_error error;
	struct buf path;
	buf_init(&path, BUF_CAP);
	buf_format(&path, "%s.part", a->request->file);
	struct stat info;
	bool usable = !buf_failed(&path) && lstat(path.at, &info) == 0;
	if (usable && !partial_file_is_own(&info, path.at, a->why)) {
		buf_release(&path);
		return FETCH_FAILED;
	}
	int fd = usable ? open(path.at, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW) : -1;
	enum satchel_status added = fd < 0 ? SATCHEL_OK : local_entries_add(&update->local, fd, path.at, &error);
	bool failed = buf_failed(&path) || added == SATCHEL_NO_MEMORY;
	buf_release(&path);
	if (failed)
		return FETCH_NO_MEMORY;
	enum fetch_status status = partial_file_open_unnamed(&update->partial, a->why);
	return status == FETCH_OK ? partial_file_resize(&update->partial, update->edition->size, a->why) : status;
}

static void prepare_transfer(struct attempt *a)
{
	a->update.transfer = (struct transfer){
		.http = a->http,
		.url = buf_cstr(&a->url),
		.size = a->update.edition->size,
		.many = address_is_local(buf_cstr(&a->url)) ? PLAN_MANY_FREE : PLAN_MANY_UNKNOWN,
		.progress = a->request->progress,
		.progress_context = a->request->progress_context,
	};
}

/* Builds the new file and moves it into place. */
static enum fetch_status make(struct attempt *a)
{
	struct update *update = &a->update;
	bool dry_run = update->dry_run;
	enum fetch_status status = dry_run ? inspect_partial(a) : resume_partial(a);
	if (status != FETCH_OK)
		return status;
	/* Check again now that the file is locked: another run may have finished first, with a newer latest.json. */
	if (!dry_run && !is_still_there(a))
		return fetch_because(FETCH_CHANGED, a->why, "%s: file was replaced during the update",
				     a->request->file);
	bool whole = update->local.pack_count == 0 && !update->resumed;
	if (whole && dry_run)
		return body_expect_whole(update, a->why);
	if (whole) {
		status = body_get_whole(update, a->why);
	} else {
		status = head_get(update, a->why);
		if (status == FETCH_OK && !update->cost_known)
			status = body_get(update, a->why);
	}
	if (status == FETCH_OK && !dry_run)
		status = body_finish(update, a->why);
	if (status == FETCH_OK && !dry_run)
		status = partial_file_commit(&update->partial, a->why);
	/* A partial file that cannot become the pack, or is still empty, is useless to the next run. */
	if (status == FETCH_DIFFERS || (status != FETCH_OK && !update->pack))
		partial_file_remove(&update->partial);
	return status;
}

/* Compares the published release with the local copy. */
static enum fetch_status compare(struct attempt *a, bool *up_to_date)
{
	const struct fetch_request *request = a->request;
	struct update *update = &a->update;
	struct local_copy file, base = { .path = NULL };
	a->outcome->damaged = false;
	record_file(request->file, &a->old);
	enum fetch_status status = add_old_copy(a, request->file, false, &file);
	if (status == FETCH_OK && request->base)
		status = add_old_copy(a, request->base, true, &base);
	if (status != FETCH_OK)
		return status;
	update->edition = latest_choose(&a->latest, request->edition, file.path ? file.edition : NULL, a->why);
	if (!update->edition)
		return FETCH_REFUSED;
	if (file.path)
		status = latest_follows(&a->latest, update->edition, &file, a->why);
	if (status == FETCH_OK && base.path)
		status = latest_follows(&a->latest, update->edition, &base, a->why);
	if (file.path && file.release == a->latest.release && strcmp(file.edition, update->edition->edition) == 0)
		update->same_release = &update->local.packs[0];
	*up_to_date = file.path && memcmp(file.sha256, update->edition->sha256, sizeof(file.sha256)) == 0;
	a->outcome->damaged = a->outcome->damaged || (update->same_release && !*up_to_date);
	buf_clear(&a->outcome->before);
	buf_clear(&a->outcome->now);
	if (file.path)
		buf_text(&a->outcome->before, file.version);
	buf_text(&a->outcome->now, a->latest.version);
	a->outcome->size = update->edition->size;
	return status;
}

static enum fetch_status attempt(const struct fetch_request *request, struct http *http, struct fetch_outcome *outcome,
				 struct buf *why)
{
	struct attempt a = { .request = request, .outcome = outcome, .http = http, .why = why };
	a.update = (struct update){ .latest = &a.latest,
				    .keys = request->keys,
				    .key_count = request->key_count,
				    .partial = { .fd = -1 },
				    .dry_run = request->dry_run };
	buf_init(&a.final_url, BUF_CAP);
	buf_init(&a.url, BUF_CAP);
	local_entries_init(&a.update.local);
	enum fetch_status status = get_latest(&a);
	if (status == FETCH_OK)
		status = compare(&a, &outcome->up_to_date);
	if (status != FETCH_OK || outcome->up_to_date)
		goto out;
	status = address_resolve(buf_cstr(&a.final_url), a.update.edition->url, &a.url, why);
	if (status != FETCH_OK)
		goto out;
	outcome->local = address_is_local(buf_cstr(&a.url));
	prepare_transfer(&a);
	http_allow(http, 4, a.update.edition->size);
	status = make(&a);
out:
	outcome->bytes = http_received(http);
	outcome->requests = http_requests(http);
	if (status == FETCH_OK && request->dry_run && !outcome->up_to_date) {
		outcome->bytes = a.update.transfer.expected;
		outcome->requests = a.update.transfer.expected_requests;
	}
	update_release(&a.update);
	latest_release(&a.latest);
	buf_release(&a.final_url);
	buf_release(&a.url);
	return status;
}

enum fetch_status fetch_update(const struct fetch_request *request, struct fetch_outcome *outcome, struct buf *why)
{
	*outcome = (struct fetch_outcome){ .up_to_date = false };
	buf_init(&outcome->before, BUF_CAP);
	buf_init(&outcome->now, BUF_CAP);
	buf_init(&outcome->expires, BUF_CAP);
	struct http *http = http_open(request->timeout, request->ca_file);
	if (!http)
		return FETCH_NO_MEMORY;
	enum fetch_status status = attempt(request, http, outcome, why);
	/* A release was published during the update: start again with latest.json. */
	if (status == FETCH_CHANGED || status == FETCH_DIFFERS)
		status = attempt(request, http, outcome, why);
	http_close(http);
	return status;
}

void fetch_outcome_release(struct fetch_outcome *outcome)
{
	buf_release(&outcome->before);
	buf_release(&outcome->now);
	buf_release(&outcome->expires);
}
