#include "editor/protocol/uri.h"

#include <strings.h>

static const char scheme[] = "file:", slashes[] = "//", local[] = "localhost";

/* Removes a prefix, in any case; false if it is not there. */
static bool skip(struct str *uri, const char *prefix)
{
	size_t len = strlen(prefix);
	if (uri->len < len || strncasecmp(uri->at, prefix, len) != 0)
		return false;
	*uri = (struct str){ uri->at + len, uri->len - len };
	return true;
}

bool uri_path(struct str uri, struct buf *path)
{
	if (!skip(&uri, scheme))
		return false;
	if (skip(&uri, slashes))
		(void)skip(&uri, local);
	if (!str_starts(uri, "/"))
		return false;
	for (size_t i = 0; i < uri.len; i++) {
		char c = uri.at[i];
		if (c == '?' || c == '#')
			return true;
		if (c == '%') {
			int high = i + 2 < uri.len ? ascii_hex(uri.at[i + 1]) : -1;
			int low = high >= 0 ? ascii_hex(uri.at[i + 2]) : -1;
			if (low < 0)
				return false;
			c = (char)(high * 16 + low);
			i += 2;
		}
		if (!c)
			return false;
		buf_char(path, c);
	}
	return true;
}

void uri_of_path(struct str path, struct buf *uri)
{
	buf_text(uri, scheme);
	buf_text(uri, slashes);
	uri_escape(path, uri);
}

void uri_escape(struct str path, struct buf *uri)
{
	for (size_t i = 0; i < path.len; i++) {
		char c = path.at[i];
		if (ascii_is_alphanumeric(c) || strchr("/-._~", c))
			buf_char(uri, c);
		else
			buf_format(uri, "%%%02X", (unsigned char)c);
	}
}
