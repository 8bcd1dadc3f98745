/* A growing byte buffer, always followed by a zero byte that len does not count.
 *
 * Every buffer has a cap. An append that would exceed the cap, or fails for lack of memory, leaves the buffer unchanged
 * and marks it failed; later appends do nothing. So callers may append freely and test buf_failed once at the end. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/attributes.h"
#include "base/str.h"

#include <stdarg.h>

struct buf {
	char *at; /* never NULL after the first append */
	size_t len;
	size_t room;
	size_t cap;
	bool failed;
	bool full; /* it failed because of the cap */
};

#define BUF_CAP ((size_t)1 << 30) /* the default cap: 1 GiB */

void buf_init(struct buf *buf, size_t cap);
void buf_release(struct buf *buf);
/* Forgets the bytes; keeps the memory, and that the buffer failed, so that a loop may test it once at its end. */
void buf_clear(struct buf *buf);

static inline void buf_add(struct buf *buf, const char *bytes, size_t len);
static inline void buf_char(struct buf *buf, char c);
void buf_text(struct buf *buf, const char *text);
static inline void buf_str(struct buf *buf, struct str s);
void buf_add_growing(struct buf *buf, const char *bytes, size_t len); /* called by buf_add */
void buf_repeat(struct buf *buf, char c, size_t times);
void buf_format(struct buf *buf, const char *format, ...) PRINTF_LIKE(2, 3);
void buf_vformat(struct buf *buf, const char *format, va_list args) PRINTF_LIKE(2, 0);
/* Makes room for len more bytes and returns where to write them, or NULL. After writing, the caller adds the actual
 * length with buf_grew. */
char *buf_reserve(struct buf *buf, size_t len) MUST_CHECK;
void buf_grew(struct buf *buf, size_t len);
/* Shortens the buffer to len bytes, which must not exceed its length. */
void buf_cut(struct buf *buf, size_t len);

/* Inline, because these appends are frequent and short. */

static inline void buf_add(struct buf *buf, const char *bytes, size_t len)
{
	if (buf->failed || len >= buf->room - buf->len) {
		buf_add_growing(buf, bytes, len);
		return;
	}
	if (len)
		memcpy(buf->at + buf->len, bytes, len);
	buf->len += len;
	buf->at[buf->len] = '\0';
}

static inline void buf_str(struct buf *buf, struct str s)
{
	buf_add(buf, s.at, s.len);
}

static inline void buf_char(struct buf *buf, char c)
{
	buf_add(buf, &c, 1);
}

static inline bool buf_failed(const struct buf *buf)
{
	return buf->failed;
}

static inline struct str buf_view(const struct buf *buf)
{
	return (struct str){ buf->at ? buf->at : "", buf->len };
}

/* The content as a C string; "" if nothing was appended. */
static inline const char *buf_cstr(const struct buf *buf)
{
	return buf->at ? buf->at : "";
}

#endif
