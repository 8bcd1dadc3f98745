#include "reader/internal.h"

#include <stdio.h>
#include <string.h>

/* Lower-case letters and digits in groups joined by single hyphens, a letter first. */
static bool is_id_of(const char *text, size_t len)
{
	if (len == 0 || len > SATCHEL_ID_MAX || text[0] < 'a' || text[0] > 'z' || text[len - 1] == '-')
		return false;
	for (size_t i = 0; i < len; i++) {
		bool hyphen = text[i] == '-';
		if (!hyphen && !(text[i] >= 'a' && text[i] <= 'z') && !(text[i] >= '0' && text[i] <= '9'))
			return false;
		if (hyphen && text[i - 1] == '-')
			return false;
	}
	return true;
}

bool is_id(const char *text)
{
	return is_id_of(text, strlen(text));
}

bool is_sayable(const char *text)
{
	const char *c = text;
	while (*c > ' ' && *c < 0x7f)
		c++;
	return c > text && *c == '\0';
}

static bool is_lesson(const char *rest)
{
	size_t len = strlen(rest);
	return len > 5 && strcmp(rest + len - 5, ".json") == 0 && is_id_of(rest, len - 5);
}

static bool is_asset(const char *rest)
{
	static const char *const extensions[] = { "svg", "png", "jpg", "webp", "gif", "avif" };
	if (strspn(rest, "0123456789abcdef") != 32 || rest[32] != '.')
		return false;
	for (size_t i = 0; i < sizeof(extensions) / sizeof(extensions[0]); i++)
		if (strcmp(rest + 33, extensions[i]) == 0)
			return true;
	return false;
}

static bool is_extra(const char *rest)
{
	const char *dot = strchr(rest, '.');
	size_t len = dot ? strspn(dot + 1, "abcdefghijklmnopqrstuvwxyz0123456789") : 0;
	return dot && is_id_of(rest, (size_t)(dot - rest)) && len >= 1 && len <= 8 && dot[1 + len] == '\0';
}

static bool is_page(const char *rest)
{
	size_t digits = strspn(rest, "0123456789");
	return digits >= 1 && digits <= 5 && (rest[0] != '0' || digits == 1) && strcmp(rest + digits, ".json") == 0;
}

enum name_kind name_kind(const char *name)
{
	static const struct {
		const char *folder;
		bool (*is)(const char *rest);
		enum name_kind kind;
	} kinds[] = {
		{ "lessons/", is_lesson, NAME_LESSON },
		{ "assets/", is_asset, NAME_ASSET },
		{ "extras/", is_extra, NAME_EXTRA },
		{ "index/", is_page, NAME_PAGE },
	};
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		size_t len = strlen(kinds[i].folder);
		if (strncmp(name, kinds[i].folder, len) == 0)
			return kinds[i].is(name + len) ? kinds[i].kind : NAME_NONE;
	}
	return NAME_NONE;
}

uint32_t name_limit(enum name_kind kind)
{
	switch (kind) {
	case NAME_PAGE: return SATCHEL_INDEX_MAX;
	case NAME_LESSON: return SATCHEL_LESSON_MAX;
	case NAME_ASSET:
	case NAME_EXTRA: return SATCHEL_ASSET_MAX;
	case NAME_NONE: break;
	}
	return 0;
}

void lesson_name(char name[SATCHEL_NAME_MAX + 1], const char *id)
{
	snprintf(name, SATCHEL_NAME_MAX + 1, "lessons/%.64s.json", id);
}
