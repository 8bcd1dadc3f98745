#include "lesson/other_file.h"

#include "lesson/markup.h"

static const struct {
	const char *namespace, *what;
} rows[] = {
	{ "urn:satchel:pack:1", "a pack definition, which satchel-pack build checks" },
	{ "urn:satchel:config:1", "a configuration, which is read with the lessons below it" },
	{ "urn:satchel:retired:1", "a list of retired ids, which is read with the lessons beside it" },
};

const char *other_file_of(struct str namespace)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (str_is(namespace, rows[i].namespace))
			return rows[i].what;
	return NULL;
}

/* The tag of the root element; at is NULL if none is complete. */
static struct str root_tag(struct str bytes)
{
	struct markup_scan scan = { .bytes = bytes };
	struct markup markup = { .end = 0 };
	while (markup_next(&scan, markup.end, &markup))
		if (markup.kind <= MARKUP_EMPTY && markup.closed)
			return markup_slice(bytes, markup.start, markup.end);
	return STR_NONE;
}

const char *other_file(struct str bytes)
{
	struct str tag = root_tag(bytes);
	for (size_t i = 0; tag.at && i < sizeof(rows) / sizeof(rows[0]); i++) {
		size_t len = strlen(rows[i].namespace);
		const char *found = memmem(tag.at, tag.len, rows[i].namespace, len);
		char before = found ? found[-1] : '\0';
		if (found && (before == '"' || before == '\'') && found + len < tag.at + tag.len &&
		    found[len] == before)
			return rows[i].what;
	}
	return NULL;
}

bool may_be_lesson(struct str bytes, const char *path)
{
	static const char *const marks[] = { "urn:satchel:lesson", "<lesson", "</lesson" };
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (bytes.len && memmem(bytes.at, bytes.len, marks[i], strlen(marks[i])))
			return true;
	/* Markup would not be found in UTF-16. */
	return bytes.len == 0 || memchr(bytes.at, '\0', bytes.len) != NULL ||
	       (str_ends(str_from(path), ".xml") && !root_tag(bytes).at);
}
