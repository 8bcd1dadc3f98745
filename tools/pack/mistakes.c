#include "pack/mistakes.h"

#include "base/human.h"
#include "base/utf8.h"

void mistakes_init(struct mistakes *mistakes)
{
	*mistakes = (struct mistakes){ .first = NULL };
	arena_init(&mistakes->arena);
}

void mistakes_release(struct mistakes *mistakes)
{
	arena_release(&mistakes->arena);
}

static void add(struct mistakes *mistakes, bool warning, struct span span, const char *help, const char *format,
		va_list args)
{
	struct mistake *mistake = arena_alloc(&mistakes->arena, sizeof(*mistake)), **at = &mistakes->first;
	struct buf message;
	buf_init(&message, 64 * 1024);
	buf_vformat(&message, format, args);
	if (mistake) {
		*mistake = (struct mistake){ .span = span, .warning = warning };
		mistake->message = arena_copy(&mistakes->arena, buf_cstr(&message), message.len);
		mistake->help = help ? arena_copy(&mistakes->arena, help, strlen(help)) : NULL;
		if (mistakes->last && mistakes->last->span.start <= span.start)
			at = &mistakes->last->next;
		while (*at && (*at)->span.start <= span.start)
			at = &(*at)->next;
		mistake->next = *at;
		*at = mistake;
		if (!mistake->next)
			mistakes->last = mistake;
	}
	if (arena_failed(&mistakes->arena) || buf_failed(&message))
		mistakes->failed = true;
	buf_release(&message);
}

void mistakes_add(struct mistakes *mistakes, struct span span, const char *help, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	add(mistakes, false, span, help, format, args);
	va_end(args);
	mistakes->errors++;
}

void mistakes_warn(struct mistakes *mistakes, struct span span, const char *help, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	add(mistakes, true, span, help, format, args);
	va_end(args);
	mistakes->warnings++;
}

enum { LINE_MAX_SHOWN = 200 };

/* Writes the line with carets below; omits a line that is too long. */
static void render_line(struct source *source, const struct location *location, struct buf *out)
{
	struct str line = source_line(source, location->line);
	if (!line.at || line.len > LINE_MAX_SHOWN || utf8_valid_prefix(line) < line.len)
		return;
	struct buf shown;
	buf_init(&shown, 64 * 1024);
	human_text(&shown, line, HUMAN_WHOLE); /* one character for each, so that columns match */
	line = buf_view(&shown);
	buf_format(out, "%5u | %s\n      | ", location->line, buf_cstr(&shown));
	uint32_t column = 1;
	uint32_t end = location->end_line == location->line ? location->end_column : UINT32_MAX;
	size_t offset = 0;
	while (offset < line.len && column < location->column) {
		int width = utf8_width(utf8_next(line, &offset));
		buf_repeat(out, ' ', width > 0 ? (size_t)width : 0);
		column++;
	}
	do {
		int width = offset < line.len ? utf8_width(utf8_next(line, &offset)) : 1;
		buf_repeat(out, '^', width > 0 ? (size_t)width : 0);
		column++;
	} while (offset < line.len && column < end);
	buf_char(out, '\n');
	out->failed = out->failed || buf_failed(&shown);
	buf_release(&shown);
}

void mistakes_render(const struct mistakes *mistakes, struct source *source, struct buf *out)
{
	for (const struct mistake *mistake = mistakes->first; mistake; mistake = mistake->next) {
		struct location location = source_location(source, mistake->span);
		buf_format(out, "%s:%u:%u: %s: ", source->path, location.line, location.column,
			   mistake->warning ? "warning" : "error");
		human_text(out, str_from(mistake->message ? mistake->message : ""), HUMAN_WHOLE);
		buf_char(out, '\n');
		render_line(source, &location, out);
		if (mistake->help)
			buf_format(out, "      = help: %s\n", mistake->help);
	}
}
