#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>

void buf_init(struct buf *buf, size_t cap)
{
	*buf = (struct buf){ .cap = cap };
}

void buf_release(struct buf *buf)
{
	free(buf->at);
	buf_init(buf, buf->cap);
}

void buf_clear(struct buf *buf)
{
	buf->len = 0;
	if (buf->at)
		buf->at[0] = '\0';
}

char *buf_reserve(struct buf *buf, size_t len)
{
	if (buf->failed)
		return NULL;
	if (len > buf->cap || buf->len > buf->cap - len) {
		buf->failed = buf->full = true;
		return NULL;
	}
	size_t need = buf->len + len + 1;
	if (need > buf->room) {
		size_t room = buf->room + buf->room / 2 + 64;
		if (room < need)
			room = need;
		if (room > buf->cap + 1)
			room = buf->cap + 1;
		char *at = realloc(buf->at, room);
		if (!at) {
			buf->failed = true;
			return NULL;
		}
		buf->at = at;
		buf->room = room;
	}
	return buf->at + buf->len;
}

void buf_grew(struct buf *buf, size_t len)
{
	buf->len += len;
	buf->at[buf->len] = '\0';
}

void buf_cut(struct buf *buf, size_t len)
{
	buf->len = len;
	if (buf->at)
		buf->at[len] = '\0';
}

void buf_add_growing(struct buf *buf, const char *bytes, size_t len)
{
	char *to = buf_reserve(buf, len);
	if (!to)
		return;
	if (len)
		memcpy(to, bytes, len);
	buf_grew(buf, len);
}

void buf_text(struct buf *buf, const char *text)
{
	buf_add(buf, text, strlen(text));
}

void buf_repeat(struct buf *buf, char c, size_t times)
{
	char *to = buf_reserve(buf, times);
	if (!to)
		return;
	memset(to, c, times);
	buf_grew(buf, times);
}

void buf_vformat(struct buf *buf, const char *format, va_list args)
{
	va_list again;
	va_copy(again, args);
	/* Most texts fit. */
	size_t room = buf->failed ? 0 : buf->room - buf->len;
	int len = vsnprintf(room ? buf->at + buf->len : NULL, room, format, args);
	if (len >= 0 && (size_t)len >= room) {
		char *to = buf_reserve(buf, (size_t)len);
		len = to ? vsnprintf(to, (size_t)len + 1, format, again) : -1;
	}
	if (len >= 0) {
		buf_grew(buf, (size_t)len);
	} else {
		buf_cut(buf, buf->len);
		buf->failed = true;
	}
	va_end(again);
}

void buf_format(struct buf *buf, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	buf_vformat(buf, format, args);
	va_end(args);
}
