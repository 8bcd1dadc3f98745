#include "base/embedded.h"
#include "check/core/check.h"

/* The rule that the page at path is about, from tools/check/rules/FAMILY/NAME.md. */
static struct str page_rule(const char *path)
{
	static const char folder[] = "rules/";
	const char *name = strstr(path, folder);
	if (!name)
		return STR_NONE;
	name += sizeof(folder) - 1;
	const char *dot = strrchr(name, '.');
	return (struct str){ name, dot ? (size_t)(dot - name) : strlen(name) };
}

const char *check_rule_page(enum rule_id rule)
{
	for (const struct embedded_file *file = embedded_pages; file->path; file++)
		if (str_is(page_rule(file->path), rule_get(rule)->name))
			return file->bytes;
	return NULL;
}
