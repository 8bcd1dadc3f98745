#include "convert/html/data_url.h"

#include "base/base64.h"

/* Replaces %20 and the like. */
static struct str unescape(struct arena *arena, struct str text)
{
	char *bytes = arena_alloc(arena, text.len + 1);
	size_t len = 0;
	for (size_t i = 0; bytes && i < text.len; i++) {
		int high = text.at[i] == '%' && i + 2 < text.len ? ascii_hex(text.at[i + 1]) : -1;
		int low = high >= 0 ? ascii_hex(text.at[i + 2]) : -1;
		bytes[len++] = low >= 0 ? (char)(high * 16 + low) : text.at[i];
		i += low >= 0 ? 2 : 0;
	}
	return bytes ? (struct str){ bytes, len } : STR_NONE;
}

bool data_url_read(struct arena *arena, struct str url, struct str *bytes)
{
	const char *comma = url.len ? memchr(url.at, ',', url.len) : NULL;
	if (!str_starts(url, "data:") || !comma)
		return false;
	struct str kind = { url.at, (size_t)(comma - url.at) };
	struct str data = unescape(arena, (struct str){ comma + 1, url.len - kind.len - 1 });
	bool base64 = kind.len >= 7 && strncasecmp(kind.at + kind.len - 7, ";base64", 7) == 0;
	*bytes = base64 && data.at ? base64_read(arena, data) : data;
	return bytes->at && bytes->len > 0;
}
