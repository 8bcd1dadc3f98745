/* A view of bytes owned by something else: not terminated, never freed. at is NULL if there is no string at all (a
 * missing attribute), as opposed to an empty one. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include "base/ascii.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct str {
	const char *at;
	size_t len;
};

#define STR(literal) ((struct str){ (literal), sizeof(literal) - 1 })
#define STR_NONE ((struct str){ NULL, 0 })
/* For printf: printf("%.*s", STR_ARG(s)). Truncates at INT_MAX. */
#define STR_ARG(s) (int)((s).len > 0x7fffffff ? 0x7fffffff : (s).len), ((s).at ? (s).at : "")

static inline struct str str_from(const char *text)
{
	return (struct str){ text, text ? strlen(text) : 0 };
}

static inline bool str_equal(struct str a, struct str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

/* These two look at the first byte before they measure the other string: in tables, most differ there. */
static inline bool str_is(struct str a, const char *text)
{
	return (a.len ? *a.at : '\0') == *text && str_equal(a, str_from(text));
}

static inline bool str_starts(struct str s, const char *prefix)
{
	if ((s.len ? *s.at : '\0') != *prefix && *prefix)
		return false;
	size_t len = strlen(prefix);
	return s.len >= len && memcmp(s.at, prefix, len) == 0;
}

/* Compares by byte order; a prefix sorts before the longer string. */
static inline int str_compare(struct str a, struct str b)
{
	size_t shared = a.len < b.len ? a.len : b.len;
	int order = shared ? memcmp(a.at, b.at, shared) : 0;
	return order ? order : (a.len > b.len) - (a.len < b.len);
}

static inline bool str_ends(struct str s, const char *suffix)
{
	size_t len = strlen(suffix);
	return s.len >= len && memcmp(s.at + s.len - len, suffix, len) == 0;
}

/* Without the white space at both ends. */
static inline struct str str_trim(struct str s)
{
	while (s.len && ascii_is_space(s.at[s.len - 1]))
		s.len--;
	while (s.len && ascii_is_space(s.at[0]))
		s = (struct str){ s.at + 1, s.len - 1 };
	return s;
}

#endif
