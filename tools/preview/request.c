#include "preview/request.h"

#include "base/ascii.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { HTTP_PORT = 80 };

bool request_is_local(const char *host, unsigned port)
{
	static const char *const names[] = { "localhost", "127.0.0.1", "[::1]" };
	char expected[32];
	for (size_t i = 0; host && i < sizeof(names) / sizeof(names[0]); i++) {
		snprintf(expected, sizeof(expected), "%s:%u", names[i], port);
		if (strcasecmp(host, expected) == 0 || (port == HTTP_PORT && strcasecmp(host, names[i]) == 0))
			return true;
	}
	return false;
}

/* Digits at *text. False if there are none, or too many for a length. */
static bool take_number(const char **text, uint64_t *number)
{
	const char *at = *text;
	*number = 0;
	for (; ascii_is_digit(*at); at++) {
		if (at - *text >= 18)
			return false;
		*number = *number * 10 + (uint64_t)(*at - '0');
	}
	bool some = at > *text;
	*text = at;
	return some;
}

/* Parses FROM-, FROM-LAST or -COUNT. */
static enum request_range take_range(const char *text, uint64_t size, uint64_t *from, uint64_t *length)
{
	uint64_t first, last;
	if (*text == '-') {
		text++;
		if (!take_number(&text, &last) || *text)
			return RANGE_WHOLE;
		*length = last < size ? last : size;
		*from = size - *length;
		return *length ? RANGE_PART : RANGE_NOT_SATISFIABLE;
	}
	if (!take_number(&text, &first) || *text++ != '-')
		return RANGE_WHOLE;
	last = size - 1;
	if (*text && (!take_number(&text, &last) || *text || last < first))
		return RANGE_WHOLE;
	if (first >= size)
		return RANGE_NOT_SATISFIABLE;
	*from = first;
	*length = (last < size - 1 ? last : size - 1) - first + 1;
	return RANGE_PART;
}

enum request_range request_range(const char *range, const char *if_range, const char *etag, uint64_t size,
				 uint64_t *from, uint64_t *length)
{
	static const char unit[] = "bytes=";
	enum request_range found = RANGE_WHOLE;
	if (range && (!if_range || strcmp(if_range, etag) == 0) && strncasecmp(range, unit, strlen(unit)) == 0)
		found = take_range(range + strlen(unit), size, from, length);
	if (found == RANGE_WHOLE) {
		*from = 0;
		*length = size;
	}
	return found;
}

bool request_has_etag(const char *if_none_match, const char *etag)
{
	size_t len = strlen(etag);
	for (const char *at = if_none_match; at && *at;) {
		at += strspn(at, ", \t");
		if (strncmp(at, "W/", 2) == 0)
			at += 2;
		size_t found = strcspn(at, ", \t");
		if ((found == len && strncmp(at, etag, len) == 0) || (found == 1 && *at == '*'))
			return true;
		at += found;
	}
	return false;
}
