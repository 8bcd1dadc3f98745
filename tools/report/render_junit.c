#include "report/render_parts.h"

#include "base/file_list.h"
#include "base/utf8.h"

#include <errno.h>

/* Escapes text for element content and double-quoted attributes. Omits characters that XML forbids. */
static void add_xml(struct buf *out, struct str text)
{
	for (size_t at = 0; at < text.len;) {
		size_t from = at;
		uint32_t code = utf8_next(text, &at);
		char bytes[4];
		switch (code) {
		case '&': buf_text(out, "&amp;"); break;
		case '<': buf_text(out, "&lt;"); break;
		case '>': buf_text(out, "&gt;"); break;
		case '"': buf_text(out, "&quot;"); break;
		case '\t':
		case '\n':
		case '\r': buf_format(out, "&#%u;", code); break;
		case 0xfffe:
		case 0xffff: break;
		case 0xfffd: buf_add(out, bytes, utf8_encode(code, bytes)); break;
		default:
			if (code >= 0x20 && (code < 0x7f || code >= 0xa0))
				buf_add(out, text.at + from, at - from);
		}
	}
}

/* Iterates over files and findings in parallel; both are sorted by path. Findings may be in files that are not
 * listed. */
struct files {
	const struct file_list *list;
	size_t next_file;
	const struct diagnostic *next;	/* the first finding after this file */
	const char *path;		/* of this file */
	const struct diagnostic *first; /* its findings end before next */
};

static struct files files_start(const struct report *report, const struct render_options *options)
{
	return (struct files){ .list = options->files, .next = report->first };
}

static bool files_next(struct files *files)
{
	const char *file = NULL;
	if (files->list && files->next_file < files->list->count)
		file = files->list->paths[files->next_file];
	if (!file && !files->next)
		return false;
	int order = !file ? 1 : !files->next ? -1 : strcmp(file, files->next->path);
	files->path = order <= 0 ? file : files->next->path;
	files->next_file += order <= 0;
	files->first = files->next;
	while (files->next && strcmp(files->next->path, files->path) == 0)
		files->next = files->next->next;
	return true;
}

static void begin_case(struct buf *out, const char *path)
{
	buf_text(out, "    <testcase classname=\"");
	add_xml(out, str_from(path));
	buf_text(out, "\" file=\"");
	add_xml(out, str_from(path));
	buf_char(out, '"');
}

/* A name that is unique in the file, because readers drop duplicates, and that does not depend on lines. */
static void add_finding(struct buf *out, const struct diagnostic *d, const char *path, const char *fingerprint)
{
	struct location location = render_location(d);
	const char *ordinal = strchr(fingerprint, ':');
	begin_case(out, path);
	buf_format(out, " line=\"%u\" name=\"%s", location.line, d->name);
	if (d->item.at) {
		buf_char(out, ' ');
		add_xml(out, d->item);
	}
	buf_text(out, ": ");
	add_xml(out, str_from(d->message));
	if (ordinal)
		buf_format(out, " (%s)", ordinal + 1);
	buf_text(out, "\">\n      <failure message=\"");
	add_xml(out, str_from(d->message));
	buf_format(out, "\" type=\"%s\">", d->name);
	add_xml(out, str_from(path));
	buf_format(out, ":%u:%u: %s: ", location.line, location.column, severity_name(d->severity));
	add_xml(out, str_from(d->message));
	buf_format(out, " [%s]", d->name);
	if (d->help) {
		buf_text(out, "\nhelp: ");
		add_xml(out, str_from(d->help));
	}
	buf_text(out, "</failure>\n    </testcase>\n");
}

static void add_clean_file(struct buf *out, const char *path, const char *program)
{
	begin_case(out, path);
	buf_text(out, " name=\"");
	add_xml(out, str_from(program));
	buf_text(out, "\"/>\n");
}

void render_junit(const struct report *report, const struct render_options *options, struct sink *sink)
{
	struct buf *out = &sink->buf;
	struct fingerprints fingerprints;
	struct render_paths paths;
	size_t tests = 0, failures = 0;
	if (!fingerprints_init(&fingerprints, report)) {
		errno = ENOMEM;
		sink->failed = true;
		return;
	}
	render_paths_init(&paths);
	struct files files = files_start(report, options);
	while (files_next(&files))
		tests += files.first == files.next;
	for (const struct diagnostic *d = report->first; d; d = d->next)
		failures++;
	tests += failures;
	buf_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	buf_format(out, "<testsuites tests=\"%zu\" failures=\"%zu\" errors=\"0\">\n", tests, failures);
	buf_text(out, "  <testsuite name=\"");
	add_xml(out, str_from(options->program));
	buf_format(out, "\" tests=\"%zu\" failures=\"%zu\" errors=\"0\">\n", tests, failures);
	files = files_start(report, options);
	while (sink_pass(sink) && files_next(&files)) {
		const char *path = render_path(&paths, files.path);
		if (files.first == files.next)
			add_clean_file(out, path, options->program);
		for (const struct diagnostic *d = files.first; d != files.next && sink_pass(sink); d = d->next) {
			char fingerprint[FINGERPRINT_SIZE];
			fingerprint_next(&fingerprints, d, fingerprint);
			add_finding(out, d, path, fingerprint);
		}
		out->failed = out->failed || render_paths_failed(&paths);
	}
	buf_text(out, "  </testsuite>\n</testsuites>\n");
	render_paths_release(&paths);
	fingerprints_release(&fingerprints);
}
