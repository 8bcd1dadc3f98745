#include "editor/uri.h"

static const char scheme[] = "file://", local[] = "localhost";

bool uri_path(struct str uri, struct buf *path)
{
	if (!str_starts(uri, scheme))
		return false;
	uri = (struct str){ uri.at + sizeof(scheme) - 1, uri.len - (sizeof(scheme) - 1) };
	if (str_starts(uri, local))
		uri = (struct str){ uri.at + sizeof(local) - 1, uri.len - (sizeof(local) - 1) };
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
