#include "reader/forms.h"
#include "reader/internal.h"

#include <stdio.h>
#include <string.h>

bool is_id(const char *text)
{
	size_t len = strlen(text);
	return len <= SATCHEL_ID_MAX && form_fits(FORM_ID, text, len);
}

bool is_sayable(const char *text)
{
	const char *c = text;
	while (*c > ' ' && *c < 0x7f)
		c++;
	return c > text && *c == '\0';
}

static bool is_lesson(const char *name, size_t len)
{
	return len > 13 && len <= 13 + SATCHEL_ID_MAX && memcmp(name, "lessons/", 8) == 0 &&
	       strcmp(name + len - 5, ".json") == 0 && form_fits(FORM_ID, name + 8, len - 13);
}

enum name_kind name_kind(const char *name)
{
	size_t len = strlen(name);
	if (is_lesson(name, len))
		return NAME_LESSON;
	if (form_fits(FORM_ASSET, name, len))
		return NAME_ASSET;
	if (form_fits(FORM_EXTRA, name, len))
		return NAME_EXTRA;
	return form_fits(FORM_PAGE, name, len) ? NAME_PAGE : NAME_NONE;
}

uint32_t name_limit(const char *name)
{
	if (strcmp(name, "extras/search.json") == 0)
		return SATCHEL_SEARCH_MAX;
	switch (name_kind(name)) {
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
