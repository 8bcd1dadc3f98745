#include "report/render_parts.h"

#include "base/utf8.h"

enum { GUTTER = 5 }; /* columns for line numbers; longer ones use more */

#define BOLD  "\x1b[1m"
#define PLAIN "\x1b[0m"

static const char *const colours[] = {
	[SEVERITY_OFF] = "",
	[SEVERITY_INFO] = "\x1b[1;36m",
	[SEVERITY_WARNING] = "\x1b[1;33m",
	[SEVERITY_ERROR] = "\x1b[1;31m",
};

struct style {
	const char *path;
	const char *severity;
	const char *plain;
};

static struct style style_of(const struct diagnostic *d, bool colour)
{
	return colour ? (struct style){ BOLD, colours[d->severity], PLAIN } : (struct style){ "", "", "" };
}

static void add_header(struct buf *out, const struct diagnostic *d, const char *severity, struct style style)
{
	struct location location = render_location(d);
	buf_text(out, style.path);
	render_clean(out, str_from(d->path));
	buf_format(out, ":%u:%u:%s %s%s:%s ", location.line, location.column, style.plain, style.severity, severity,
		   style.plain);
	render_clean(out, str_from(d->message));
	buf_format(out, " [%s]\n", d->name);
}

/* The number of bytes from one offset to another that are between start and end. */
static size_t within(size_t from, size_t to, size_t start, size_t end)
{
	from = from > start ? from : start;
	to = to < end ? to : end;
	return to > from ? to - from : 0;
}

/* Appends the text of an excerpt, and measures the columns before and under the carets. A tab counts as one column in
 * both lines, so they align in any terminal. */
static void add_excerpt_text(struct buf *out, const struct excerpt *excerpt, size_t *before, size_t *under)
{
	struct str text = excerpt->text;
	*before = *under = 0;
	for (size_t at = 0, from = 0; from < text.len; from = at) {
		at = render_add_plain(out, text, from);
		*before += within(from, at, 0, excerpt->caret);
		*under += within(from, at, excerpt->caret, excerpt->caret_end);
		if (at == text.len)
			return;
		from = at;
		uint32_t code = utf8_next(text, &at);
		if (code == '\t')
			code = ' ';
		else if (render_is_unsafe(code))
			code = 0xfffd;
		char bytes[4];
		buf_add(out, bytes, utf8_encode(code, bytes));
		size_t width = (size_t)utf8_width(code);
		if (from < excerpt->caret)
			*before += width;
		else if (from < excerpt->caret_end)
			*under += width;
	}
}

static void add_excerpt(struct buf *out, const struct diagnostic *d, struct style style)
{
	const struct excerpt *excerpt = &d->excerpt;
	size_t start = out->len, before, under;
	buf_format(out, "%*u | ", GUTTER, d->location.line);
	size_t gutter = out->len - start;
	if (excerpt->cut_before)
		buf_text(out, "\xe2\x80\xa6");
	add_excerpt_text(out, excerpt, &before, &under);
	if (excerpt->cut_after)
		buf_text(out, "\xe2\x80\xa6");
	while (!excerpt->cut_after && out->len > start && out->at[out->len - 1] == ' ')
		buf_cut(out, out->len - 1);
	buf_char(out, '\n');
	if (gutter >= 2) {
		buf_repeat(out, ' ', gutter - 2);
		buf_text(out, "| ");
	}
	buf_repeat(out, ' ', before + excerpt->cut_before);
	buf_text(out, style.severity);
	buf_repeat(out, '^', under ? under : 1);
	if (d->label) {
		buf_char(out, ' ');
		render_clean(out, str_from(d->label));
	}
	buf_text(out, style.plain);
	buf_char(out, '\n');
}

void render_text(const struct report *report, const struct render_options *options, struct sink *sink)
{
	for (const struct diagnostic *d = report->first; d && sink_pass(sink); d = d->next) {
		struct style style = style_of(d, options->colour);
		add_header(&sink->buf, d, severity_name(d->severity), style);
		if (d->excerpt.text.at)
			add_excerpt(&sink->buf, d, style);
		if (d->help) {
			buf_format(&sink->buf, "%*s = help: ", GUTTER, "");
			render_clean(&sink->buf, str_from(d->help));
			buf_char(&sink->buf, '\n');
		}
	}
}

void render_gcc(const struct report *report, const struct render_options *options, struct sink *sink)
{
	(void)options;
	for (const struct diagnostic *d = report->first; d && sink_pass(sink); d = d->next)
		add_header(&sink->buf, d, d->severity == SEVERITY_INFO ? "note" : severity_name(d->severity),
			   style_of(d, false));
}
