/* Locates parts of patterns in satchel.xml. */
#include "check/custom/set.h"

#include "base/file.h"

enum { CONFIG_SIZE_MAX = 16 * 1024 * 1024 };

bool custom_open_config(const struct config *config, struct buf *bytes, struct source *source)
{
	const char *path = config->path ? config->path : "";
	bool good = config->path && file_read(path, CONFIG_SIZE_MAX, bytes) == FILE_OK;
	if (!good)
		buf_clear(bytes);
	source_init(source, path, buf_view(bytes));
	return good;
}

/* The number of bytes of raw XML that decode to the first character of decoded. */
static size_t raw_step(struct str raw, struct str decoded)
{
	const char *end = raw.at[0] == '&' ? memchr(raw.at, ';', raw.len) : NULL;
	if (end && decoded.at[0] != '\0')
		return (size_t)(end - raw.at) + 1;
	return str_starts(raw, "\r\n") ? 2 : 1;
}

/* The length of the raw XML that decodes to the first count bytes; includes a CDATA mark at that offset unless it is
 * the end of something. */
static size_t raw_length(struct str raw, struct str decoded, size_t count, bool is_end)
{
	size_t i = 0, done = 0;
	bool cdata = false;
	/* The reader of satchel.xml may have trimmed white space. */
	while (decoded.len && i < raw.len && strchr(" \t\r\n", raw.at[i]) && raw.at[i] != decoded.at[0])
		i++;
	while (i < raw.len) {
		struct str rest = { raw.at + i, raw.len - i };
		if (is_end && count > 0 && done >= count)
			break;
		if (str_starts(rest, cdata ? "]]>" : "<![CDATA[")) {
			i += cdata ? 3 : 9;
			cdata = !cdata;
			continue;
		}
		if (done >= count || done >= decoded.len)
			break;
		size_t step = cdata ? 1 : raw_step(rest, (struct str){ decoded.at + done, decoded.len - done });
		done++;
		if (rest.at[0] == '&' && step > 1)
			while (done < decoded.len && ((unsigned char)decoded.at[done] & 0xc0) == 0x80)
				done++;
		i += step;
	}
	return i;
}

struct span custom_config_span(struct span span, const char *text, const struct source *source, size_t start, size_t end)
{
	struct str decoded = str_from(text);
	if (span.end > source->bytes.len || span.end < span.start)
		return span;
	struct str raw = { source->bytes.at + span.start, span.end - span.start };
	uint32_t from = span.start + (uint32_t)raw_length(raw, decoded, start, false);
	uint32_t to = span.start + (uint32_t)raw_length(raw, decoded, end, true);
	return (struct span){ from, to > from ? to : from };
}
