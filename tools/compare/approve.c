#include "compare/approve.h"

#include "base/file.h"
#include "pack/definition.h"

#include <errno.h>

static enum approve_status failed(struct buf *why, const char *what, const char *path, enum file_status status)
{
	buf_format(why, "cannot %s '%s': %s", what, path, file_status_text(status));
	return status == FILE_NO_MEMORY ? APPROVE_NO_MEMORY : APPROVE_FAILED;
}

static enum approve_status write_over(const char *path, bool is_new, const struct buf *text, struct buf *why)
{
	struct file_writer writer;
	if (buf_failed(text))
		return APPROVE_NO_MEMORY;
	enum file_status status =
		is_new ? file_writer_open(&writer, path) : file_writer_open_over(&writer, path);
	if (status != FILE_OK)
		return failed(why, "write", path, status);
	fwrite(text->at, 1, text->len, writer.stream);
	status = file_writer_commit(&writer);
	return status == FILE_OK ? APPROVE_OK : failed(why, "write", path, status);
}

/* Appends bytes with what stands at the two spans, which don't overlap, replaced. */
static void replace(struct buf *out, struct str bytes, struct span a, const char *a_text, struct span b,
		    const char *b_text)
{
	bool ordered = a.start < b.start;
	struct span first = ordered ? a : b, second = ordered ? b : a;
	buf_add(out, bytes.at, first.start);
	buf_text(out, ordered ? a_text : b_text);
	buf_add(out, bytes.at + first.end, second.start - first.end);
	buf_text(out, ordered ? b_text : a_text);
	buf_add(out, bytes.at + second.end, bytes.len - second.end);
}

enum approve_status approve_version(const char *path, const struct version *version, uint64_t release, struct buf *why)
{
	struct definition definition;
	struct mistakes mistakes;
	struct buf text, version_text, release_text;
	enum file_status read;
	enum approve_status result = APPROVE_NO_MEMORY;
	mistakes_init(&mistakes);
	buf_init(&text, DEFINITION_SIZE_MAX + 1024);
	buf_init(&version_text, 256);
	buf_init(&release_text, 64);
	enum definition_status status = definition_read(&definition, path, &mistakes, &read);
	if (status == DEFINITION_UNREADABLE) {
		result = failed(why, "read", path, read);
	} else if (status == DEFINITION_OK && mistakes.errors) {
		mistakes_render(&mistakes, &definition.source, why);
		result = APPROVE_REFUSED;
	} else if (status == DEFINITION_OK) {
		version_write(&version_text, version);
		buf_format(&release_text, "%llu", (unsigned long long)release);
		replace(&text, definition.source.bytes, definition.version_span, buf_cstr(&version_text),
			definition.release_span, buf_cstr(&release_text));
		result = write_over(path, false, &text, why);
	}
	definition_release(&definition);
	mistakes_release(&mistakes);
	buf_release(&text);
	buf_release(&version_text);
	buf_release(&release_text);
	return result;
}

static const char retired_start[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
				    "<!-- Ids that were withdrawn, and are never used again. -->\n";
static const char retired_open[] = "<retired-ids xmlns=\"urn:satchel:retired:1\">\n";
static const char retired_close[] = "</retired-ids>";

static void put_attribute(struct buf *out, const char *name, const char *value)
{
	buf_format(out, " %s=\"", name);
	for (; *value; value++) {
		switch (*value) {
		case '&': buf_text(out, "&amp;"); break;
		case '<': buf_text(out, "&lt;"); break;
		case '"': buf_text(out, "&quot;"); break;
		default: buf_char(out, *value);
		}
	}
	buf_char(out, '"');
}

static void put_lines(struct buf *out, const struct comparison *comparison, const char *since, const char *reason,
		      size_t *count)
{
	for (const struct change *change = comparison->first; change; change = change->next) {
		if (!(change->kinds & CHANGE_BIT(CHANGE_ID_VANISHED)))
			continue;
		buf_text(out, "  <retired");
		put_attribute(out, "id", change->before->id);
		put_attribute(out, "since", since);
		if (change->renamed)
			put_attribute(out, "replaced-by", change->renamed->id);
		put_attribute(out, "reason", reason);
		buf_text(out, "/>\n");
		++*count;
	}
}

/* The last place of what in text, or NULL; comments come before the list, not behind it. */
static const char *find_last(const struct buf *text, const char *what)
{
	const char *found = NULL;
	for (const char *at = text->len > 0 ? strstr(text->at, what) : NULL; at; at = strstr(at + 1, what))
		found = at;
	return found;
}

/* Puts the lines before the end tag, or into an element that is empty. False where there is neither. */
static bool insert(struct buf *out, const struct buf *old, const struct buf *lines)
{
	const char *close = find_last(old, retired_close), *open = find_last(old, "<retired-ids");
	if (close) {
		buf_add(out, old->at, (size_t)(close - old->at));
		/* The end tag may stand behind the last line. */
		if (out->len > 0 && out->at[out->len - 1] != '\n')
			buf_char(out, '\n');
		buf_str(out, buf_view(lines));
		buf_text(out, close);
		return true;
	}
	const char *slash = open ? strstr(open, "/>") : NULL;
	if (!slash || memchr(open + 1, '<', (size_t)(slash - open - 1)))
		return false;
	buf_add(out, old->at, (size_t)(slash - old->at));
	buf_text(out, ">\n");
	buf_str(out, buf_view(lines));
	buf_text(out, retired_close);
	buf_text(out, slash + 2);
	return true;
}

enum approve_status approve_retired(const struct comparison *comparison, const char *since, const char *reason,
				    size_t *count, struct buf *why)
{
	enum { SIZE_MAX_READ = 16 * 1024 * 1024 };
	const char *path = comparison->after->retired_path;
	struct buf old, lines, text;
	enum approve_status status = APPROVE_OK;
	*count = 0;
	buf_init(&old, SIZE_MAX_READ + 64);
	buf_init(&lines, BUF_CAP);
	buf_init(&text, BUF_CAP);
	put_lines(&lines, comparison, since, reason, count);
	if (*count == 0)
		goto out;
	errno = 0;
	enum file_status read = file_read(path, SIZE_MAX_READ, &old);
	bool is_new = read == FILE_FAILED && errno == ENOENT;
	if (is_new) {
		buf_text(&text, retired_start);
		buf_text(&text, retired_open);
		buf_str(&text, buf_view(&lines));
		buf_text(&text, retired_close);
		buf_char(&text, '\n');
		status = write_over(path, true, &text, why);
	} else if (read != FILE_OK) {
		status = failed(why, "read", path, read);
	} else if (insert(&text, &old, &lines)) {
		status = write_over(path, false, &text, why);
	} else {
		buf_format(why, "%s: there is no end of the list of retired ids to write before", path);
		status = APPROVE_REFUSED;
	}
out:
	if (buf_failed(&lines) || buf_failed(&text) || buf_failed(&old))
		status = APPROVE_NO_MEMORY;
	buf_release(&old);
	buf_release(&lines);
	buf_release(&text);
	return status;
}
