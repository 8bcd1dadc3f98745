/* Names of questions, which lessons don't have: whether they say something that is lost. */
#include "base/utf8.h"
#include "convert/core/import.h"

#include <strings.h>

bool import_is_generic(struct str name)
{
	static const char *const words[] = { "", "question", "item", "exercise", "untitled", "frage", "aufgabe", "q" };
	while (name.len && (ascii_is_digit(name.at[name.len - 1]) || strchr(" .:#-_", name.at[name.len - 1])))
		name.len--;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (name.len == strlen(words[i]) && strncasecmp(name.at, words[i], name.len) == 0)
			return true;
	return false;
}

/* Whether text begins with the words of name. */
static bool begins_with(struct str text, struct str name)
{
	size_t i = 0, j = 0;
	while (i < name.len) {
		uint32_t code = utf8_next(name, &i), other = 0;
		if (!utf8_is_word(code))
			continue;
		while (j < text.len && !utf8_is_word(other))
			other = utf8_next(text, &j);
		if (other != code)
			return false;
	}
	return true;
}

bool import_repeats(struct import *import, struct str name, const struct flow *text)
{
	struct buf plain;
	bool found = !str_trim(name).len;
	buf_init(&plain, BUF_CAP);
	inline_plain(&plain, text ? text->text : NULL);
	for (const struct block *block = text ? text->blocks : NULL; block; block = block->next)
		if (block->kind == BLOCK_P) {
			buf_char(&plain, '\n');
			inline_plain(&plain, block->of.p);
		}
	for (size_t i = 0; i < plain.len && !found; i++)
		if (i == 0 || plain.at[i - 1] == '\n')
			found = begins_with((struct str){ plain.at + i, plain.len - i }, name);
	import->arena.failed = import->arena.failed || buf_failed(&plain);
	buf_release(&plain);
	return found;
}
