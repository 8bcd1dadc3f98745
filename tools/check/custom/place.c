/* Locates parts of patterns in satchel.xml. */
#include "check/custom/set.h"

#include "base/file.h"
#include "lesson/markup.h"

bool custom_open_config(const struct config *config, struct buf *bytes, struct source *source)
{
	const char *path = config->path ? config->path : "";
	bool good = config->path && file_read(path, CONFIG_SIZE_MAX, bytes) == FILE_OK;
	if (!good)
		buf_clear(bytes);
	source_init(source, path, buf_view(bytes));
	return good;
}

struct span custom_config_span(struct span span, const char *text, const struct source *source, size_t start,
			       size_t end)
{
	struct str decoded = str_from(text);
	if (span.end > source->bytes.len || span.end < span.start)
		return span;
	struct str raw = { source->bytes.at + span.start, span.end - span.start };
	/* The reader of satchel.xml may have trimmed it. */
	while (decoded.len && raw.len && ascii_is_space(raw.at[0]) && raw.at[0] != decoded.at[0])
		raw = markup_slice(raw, 1, raw.len);
	span.start = span.end - (uint32_t)raw.len;
	uint32_t from = span.start + (uint32_t)markup_text_offset(raw, decoded, start, false);
	uint32_t to = span.start + (uint32_t)markup_text_offset(raw, decoded, end, true);
	return (struct span){ from, to > from ? to : from };
}
