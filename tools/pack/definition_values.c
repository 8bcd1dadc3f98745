#include "pack/definition_values.h"

#include "base/date.h"
#include "base/utf8.h"
#include "base/version.h"
#include "lesson/id.h"
#include "lesson/language_tag.h"
#include "lesson/orcid.h"
#include "pack/definition.h"
#include "reader/forms.h"

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

static bool has_words(const char *text, size_t most)
{
	return text[strspn(text, " \t\r\n")] != '\0' && utf8_count(str_from(text)) <= most;
}

static bool value_words(const char *text)
{
	return has_words(text, 200);
}

static bool value_alt(const char *text)
{
	return has_words(text, 1000);
}

static bool value_orcid(const char *text)
{
	return orcid_is_valid(str_from(text));
}

static bool value_date(const char *text)
{
	return date_is_real(str_from(text));
}

static bool value_https(const char *text)
{
	size_t len = strlen(text);
	return form_fits(FORM_WEB, text, len) && form_fits(FORM_HTTPS, text, len);
}

const struct attribute_row pack_attributes[] = {
	{ "id", value_id, ID_FORM, false },
	{ "version", value_version, "three numbers such as 1.4.0", false },
	{ "release", value_release, "an integer from 1 that increases with every release", false },
	{ "licence", value_licence, "an SPDX identifier such as CC-BY-4.0", false },
	{ "content", value_folder, "a relative path with forward slashes to the folder of the lessons", false },
	{ "xml:lang", value_lang, "a language tag such as en-GB", false },
	{ .name = NULL },
};

const struct attribute_row id_attribute[] = {
	{ "id", value_id, ID_FORM, false },
	{ .name = NULL },
};

const struct attribute_row edition_attribute[] = {
	{ "id", value_edition, "full or free", false },
	{ .name = NULL },
};

const struct attribute_row cover_attributes[] = {
	{ "src", value_folder, "a relative path with forward slashes to a picture in the content folder", false },
	{ "alt", value_alt, "a description of 1 to 1,000 characters of what the picture shows", false },
	{ .name = NULL },
};

const struct attribute_row rest_attributes[] = {
	{ "xml:lang", value_lang, "a language tag such as en-GB", true },
	{ "href", value_https, "an address that starts with https:// and a host", true },
	{ .name = NULL },
};

#define PERSON_ATTRIBUTES                                                                      \
	{ "name", value_words, "a text of 1 to 200 characters", false },                       \
	{ "credentials", value_words, "a text of 1 to 200 characters", true },                 \
	{ "orcid", value_orcid, "an ORCID iD without a prefix, with the right check digit: 0000-0002-1825-0097", true }

const struct attribute_row author_attributes[] = { PERSON_ATTRIBUTES, { .name = NULL } };

const struct attribute_row reviewer_attributes[] = {
	PERSON_ATTRIBUTES,
	{ "date", value_date, "a date as YYYY-MM-DD", false },
	{ .name = NULL },
};

const struct attribute_row no_attributes[] = { { .name = NULL } };
