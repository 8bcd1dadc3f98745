/* Reads captions in WebVTT, as https://www.w3.org/TR/webvtt1/ has it, but more strictly: cues are in order, have text,
 * and no style sheets, which could load something. */
#include "base/ascii.h"
#include "base/utf8.h"
#include "check/media/formats.h"

struct captions {
	struct str rest;
	unsigned line;
};

/* Takes a line, which ends with LF, CR or both; at is NULL after the last one. */
static struct str next_line(struct captions *c)
{
	if (!c->rest.len)
		return STR_NONE;
	size_t len = 0;
	while (len < c->rest.len && c->rest.at[len] != '\n' && c->rest.at[len] != '\r')
		len++;
	struct str line = { c->rest.at, len };
	len += len + 1 < c->rest.len && c->rest.at[len] == '\r' && c->rest.at[len + 1] == '\n';
	len += len < c->rest.len;
	c->rest = (struct str){ c->rest.at + len, c->rest.len - len };
	c->line++;
	return line;
}

/* Takes hh:mm:ss.ttt or mm:ss.ttt from the start of s. */
static bool take_time(struct str *s, uint64_t *milliseconds)
{
	uint64_t parts[3] = { 0 }, value = 0;
	size_t count = 0, digits = 0, i = 0;
	for (; i < s->len && (ascii_is_digit(s->at[i]) || (s->at[i] == ':' && count < 2)); i++) {
		if (s->at[i] == ':') {
			if (digits < 2)
				return false;
			parts[count++] = value;
			value = digits = 0;
		} else {
			value = value < 100000 ? value * 10 + (uint64_t)(s->at[i] - '0') : value;
			digits++;
		}
	}
	if (!count || digits != 2 || i + 4 > s->len || s->at[i] != '.' || value > 59 || parts[count - 1] > 59)
		return false;
	uint64_t fraction = 0;
	for (size_t j = i + 1; j < i + 4; j++) {
		if (!ascii_is_digit(s->at[j]))
			return false;
		fraction = fraction * 10 + (uint64_t)(s->at[j] - '0');
	}
	uint64_t hours = count > 1 ? parts[0] : 0, minutes = parts[count - 1];
	*milliseconds = ((hours * 60 + minutes) * 60 + value) * 1000 + fraction;
	*s = (struct str){ s->at + i + 4, s->len - i - 4 };
	return true;
}

static const char *read_times(struct str line, uint64_t *start, uint64_t *end)
{
	struct str rest = str_trim(line);
	if (!take_time(&rest, start))
		return "a cue has no start time such as 00:01.500";
	rest = str_trim(rest);
	if (!str_starts(rest, "-->"))
		return "there is no --> between the times of a cue";
	rest = str_trim((struct str){ rest.at + 3, rest.len - 3 });
	if (!take_time(&rest, end) || (rest.len && !ascii_is_space(rest.at[0])))
		return "a cue has no end time such as 00:04.000";
	return *end <= *start ? "a cue ends before it starts" : NULL;
}

/* Reads the rest of a block, up to an empty line. Whether it has text. */
static bool read_text(struct captions *c)
{
	bool text = false;
	for (struct str line; (line = next_line(c)).at && line.len;)
		text = text || str_trim(line).len;
	return text;
}

static bool has_arrow(struct str line)
{
	return line.len && memmem(line.at, line.len, "-->", 3);
}

/* Reads a cue, or a note, of which line is the first. */
static const char *read_block(struct captions *c, struct str line, uint64_t *last, struct media *media)
{
	uint64_t start, end;
	if (str_is(line, "NOTE") || str_starts(line, "NOTE ")) {
		read_text(c);
		return NULL;
	}
	if (str_starts(line, "STYLE") && !has_arrow(line))
		return "it has a style sheet";
	if (str_starts(line, "REGION") && !has_arrow(line)) {
		read_text(c);
		return NULL;
	}
	if (!has_arrow(line))
		line = next_line(c); /* after the cue's identifier */
	media->line = c->line;
	const char *broken = read_times(line, &start, &end);
	if (broken)
		return broken;
	if (start < *last)
		return "a cue starts before the one before it";
	*last = start;
	if (!read_text(c))
		return "a cue has no text";
	media->length = end > media->length ? end : media->length;
	return NULL;
}

const char *look_captions(struct str s, struct media *media)
{
	struct captions c = { .rest = s };
	uint64_t last = 0;
	if (utf8_valid_prefix(s) < s.len || memchr(s.at, '\0', s.len))
		return "it is not UTF-8";
	struct str line;
	while ((line = next_line(&c)).len) {
		media->line = c.line;
		if (has_arrow(line))
			return "there is no empty line before the first cue";
	}
	while ((line = next_line(&c)).at) {
		media->line = c.line;
		const char *broken = line.len ? read_block(&c, line, &last, media) : NULL;
		if (broken)
			return broken;
	}
	media->line = 0;
	return media->length ? NULL : "it has no cues";
}
