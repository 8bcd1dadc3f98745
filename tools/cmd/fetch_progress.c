#include "cmd/fetch_progress.h"

#include "base/human.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { INTERVAL = 100, WIDTH = 80 };

void fetch_line_init(struct fetch_line *line, FILE *err, const char *name)
{
	const char *terminal = getenv("TERM");
	*line = (struct fetch_line){ .err = err, .name = name };
	line->on = isatty(fileno(err)) && terminal && *terminal && strcmp(terminal, "dumb") != 0;
}

static uint64_t now(void)
{
	struct timespec time;
	if (clock_gettime(CLOCK_MONOTONIC, &time) != 0)
		return 0;
	return (uint64_t)time.tv_sec * 1000 + (uint64_t)time.tv_nsec / 1000000;
}

static size_t columns(FILE *err)
{
	struct winsize size;
	return ioctl(fileno(err), TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : WIDTH;
}

void fetch_line_draw(void *context, uint64_t got, uint64_t of)
{
	struct fetch_line *line = context;
	struct buf text, shown;
	uint64_t time = now();
	if (!line->on || (line->shown && time - line->last < INTERVAL))
		return;
	buf_init(&text, BUF_CAP);
	buf_init(&shown, BUF_CAP);
	buf_format(&text, "%s: ", line->name);
	human_bytes(&text, got);
	if (of > 0 && got <= of) {
		buf_text(&text, " of ");
		human_bytes(&text, of);
		buf_format(&text, ", %u %%", (unsigned)(got * 100 / of));
	}
	/* The last column stays empty, because a character there may wrap. */
	size_t width = columns(line->err);
	human_text(&shown, buf_view(&text), width > 2 ? width - 2 : 1);
	if (!buf_failed(&shown))
		fprintf(line->err, "\r%s\033[K", buf_cstr(&shown));
	fflush(line->err);
	line->shown = true;
	line->last = time;
	buf_release(&text);
	buf_release(&shown);
}

void fetch_line_clear(struct fetch_line *line)
{
	if (line->shown)
		fprintf(line->err, "\r\033[K");
	line->shown = false;
}
