#include "report/render.h"

#include "base/utf8.h"
#include "report/render_parts.h"

#include <errno.h>

enum { SINK_SIZE = 64 * 1024 };

const char *const render_format_names[] = {
#define FORMAT(id, name) #name,
#include "report/formats.def"
#undef FORMAT
	NULL
};

static renderer *const renderers[] = {
#define FORMAT(id, name) render_##name,
#include "report/formats.def"
#undef FORMAT
};

static void sink_write(struct sink *sink)
{
	if (buf_failed(&sink->buf)) {
		errno = ENOMEM;
		sink->failed = true;
	}
	if (!sink->failed && sink->buf.len && !sink->write(sink->to, buf_cstr(&sink->buf), sink->buf.len))
		sink->failed = true;
	sink->size += sink->buf.len;
	buf_clear(&sink->buf);
}

bool sink_pass(struct sink *sink)
{
	if (sink->buf.len >= SINK_SIZE || buf_failed(&sink->buf))
		sink_write(sink);
	return !sink->failed;
}

bool render_into(const struct report *report, const struct render_options *options, struct sink *sink)
{
	buf_init(&sink->buf, BUF_CAP);
	renderers[options->format](report, options, sink);
	sink_write(sink);
	buf_release(&sink->buf);
	return !sink->failed;
}

static bool write_file(void *to, const char *bytes, size_t len)
{
	return fwrite(bytes, 1, len, to) == len;
}

bool render(const struct report *report, const struct render_options *options, FILE *out, size_t *size)
{
	struct sink sink = { .write = write_file, .to = out };
	if (!render_into(report, options, &sink))
		return false;
	if (size)
		*size = sink.size;
	return fflush(out) == 0 && !ferror(out);
}

struct location render_location(const struct diagnostic *diagnostic)
{
	return diagnostic->location.line ? diagnostic->location : (struct location){ 1, 1, 1, 1 };
}

bool render_is_unsafe(uint32_t code)
{
	return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x61c || code == 0x200e || code == 0x200f ||
	       (code >= 0x2028 && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

size_t render_add_plain(struct buf *out, struct str text, size_t at)
{
	size_t end = at;
	while (end < text.len && text.at[end] >= ' ' && text.at[end] < 0x7f)
		end++;
	if (end > at)
		buf_add(out, text.at + at, end - at);
	return end;
}

void render_clean(struct buf *out, struct str text)
{
	for (size_t at = 0; (at = render_add_plain(out, text, at)) < text.len;) {
		size_t from = at;
		uint32_t code = utf8_next(text, &at);
		if (code == '\t' || code == '\n' || code == '\r')
			buf_char(out, ' ');
		else if (render_is_unsafe(code) || code == 0xfffd)
			buf_text(out, "\xef\xbf\xbd");
		else
			buf_add(out, text.at + from, at - from);
	}
}

void render_message_and_help(struct buf *out, const struct diagnostic *diagnostic)
{
	buf_text(out, diagnostic->message);
	if (diagnostic->help) {
		buf_text(out, "; ");
		buf_text(out, diagnostic->help);
	}
}

static void add_count(struct buf *out, size_t count, const char *one, const char *many)
{
	if (count)
		buf_format(out, "%s%zu %s", out->len ? ", " : "", count, count == 1 ? one : many);
}

void render_summary(const struct report *report, size_t files, struct buf *out)
{
	struct buf counts;
	buf_init(&counts, BUF_CAP);
	add_count(&counts, report->counts[SEVERITY_ERROR], "error", "errors");
	add_count(&counts, report->counts[SEVERITY_WARNING], "warning", "warnings");
	add_count(&counts, report->counts[SEVERITY_INFO], "info", "info");
	const char *noun = files == 1 ? "file" : "files";
	if (counts.len)
		buf_format(out, "%s in %zu %s", buf_cstr(&counts), files, noun);
	else if (files)
		buf_format(out, "%zu %s, nothing found", files, noun);
	else
		buf_text(out, "no files checked");
	out->failed = out->failed || counts.failed;
	buf_release(&counts);
}
