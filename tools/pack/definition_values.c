#include "pack/definition_values.h"

#include "base/version.h"
#include "lesson/id.h"
#include "lesson/language_tag.h"
#include "pack/definition.h"

#include <string.h>

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

static bool value_id(const char *text)
{
	return id_looks_valid(str_from(text));
}

static bool value_version(const char *text)
{
	struct version version;
	return version_parse(str_from(text), &version);
}

static bool value_release(const char *text)
{
	size_t len = strspn(text, DIGITS);
	return len > 0 && len <= 9 && text[0] != '0' && text[len] == '\0';
}

static bool value_licence(const char *text)
{
	size_t len = strspn(text, LETTERS DIGITS ".+-");
	return len > 0 && len <= 64 && text[len] == '\0';
}

static bool value_lang(const char *text)
{
	return language_tag_check(str_from(text), NULL);
}

static bool value_folder(const char *text)
{
	return text[0] != '\0' && text[0] != '/' && !strchr(text, '\\');
}

static bool value_edition(const char *text)
{
	for (int i = 0; i < EDITIONS; i++)
		if (strcmp(text, edition_names[i]) == 0)
			return true;
	return false;
}

const struct attribute_row pack_attributes[] = {
	{ "id", value_id, ID_FORM },
	{ "version", value_version, "three numbers such as 1.4.0" },
	{ "release", value_release, "an integer from 1 that increases with every release" },
	{ "licence", value_licence, "an SPDX identifier such as CC-BY-4.0" },
	{ "content", value_folder, "a relative path with forward slashes to the folder of the lessons" },
	{ "xml:lang", value_lang, "a language tag such as en-GB" },
	{ NULL, NULL, NULL },
};

const struct attribute_row id_attribute[] = {
	{ "id", value_id, ID_FORM },
	{ NULL, NULL, NULL },
};

const struct attribute_row edition_attribute[] = {
	{ "id", value_edition, "full or free" },
	{ NULL, NULL, NULL },
};

const struct attribute_row no_attributes[] = { { NULL, NULL, NULL } };
