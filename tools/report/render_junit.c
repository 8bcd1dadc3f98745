#include "report/render_parts.h"

#include "base/file_list.h"
#include "base/utf8.h"

/* Text between tags or between double quotes. What XML forbids is left out. */
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

/* Goes through the files and the findings side by side; both are sorted by path. A finding in a file
 * that was not listed makes a case of its own. */
struct cases {
	const struct file_list *files;
	size_t next_file;
	const struct diagnostic *next;	/* the first finding behind this case */
	const char *path;		/* of this case */
	const struct diagnostic *first; /* its findings end at next */
};

static struct cases cases_start(const struct report *report, const struct render_options *options)
{
	return (struct cases){ .files = options->files, .next = report->first };
}

static bool cases_next(struct cases *cases)
{
	const char *file = NULL;
	if (cases->files && cases->next_file < cases->files->count)
		file = cases->files->paths[cases->next_file];
	if (!file && !cases->next)
		return false;
	int order = !file ? 1 : !cases->next ? -1 : strcmp(file, cases->next->path);
	cases->path = order <= 0 ? file : cases->next->path;
	cases->next_file += order <= 0;
	cases->first = cases->next;
	while (cases->next && strcmp(cases->next->path, cases->path) == 0)
		cases->next = cases->next->next;
	return true;
}

static void add_failure(struct buf *out, const struct diagnostic *d)
{
	struct place place = render_place(d);
	buf_text(out, "      <failure message=\"");
	add_xml(out, str_from(d->message));
	buf_format(out, "\" type=\"%s\">", d->name);
	add_xml(out, str_from(d->path));
	buf_format(out, ":%u:%u: %s: ", place.line, place.column, severity_name(d->severity));
	add_xml(out, str_from(d->message));
	buf_format(out, " [%s]", d->name);
	if (d->help) {
		buf_text(out, "\nhelp: ");
		add_xml(out, str_from(d->help));
	}
	buf_text(out, "</failure>\n");
}

static void add_case(const struct cases *cases, const struct render_options *options, struct sink *sink)
{
	struct buf *out = &sink->buf;
	buf_text(out, "    <testcase classname=\"");
	add_xml(out, str_from(options->program));
	buf_text(out, "\" name=\"");
	add_xml(out, str_from(cases->path));
	if (cases->first == cases->next) {
		buf_text(out, "\"/>\n");
		return;
	}
	buf_text(out, "\">\n");
	for (const struct diagnostic *d = cases->first; d != cases->next && sink_pass(sink); d = d->next)
		add_failure(out, d);
	buf_text(out, "    </testcase>\n");
}

void render_junit(const struct report *report, const struct render_options *options, struct sink *sink)
{
	struct buf *out = &sink->buf;
	size_t tests = 0, failures = 0;
	struct cases cases = cases_start(report, options);
	for (; cases_next(&cases); tests++)
		failures += cases.first != cases.next;
	buf_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	buf_format(out, "<testsuites tests=\"%zu\" failures=\"%zu\" errors=\"0\">\n", tests, failures);
	buf_text(out, "  <testsuite name=\"");
	add_xml(out, str_from(options->program));
	buf_format(out, "\" tests=\"%zu\" failures=\"%zu\" errors=\"0\">\n", tests, failures);
	cases = cases_start(report, options);
	while (sink_pass(sink) && cases_next(&cases))
		add_case(&cases, options, sink);
	buf_text(out, "  </testsuite>\n</testsuites>\n");
}
