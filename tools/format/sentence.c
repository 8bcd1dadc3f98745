#include "format/sentence.h"

#include "base/utf8.h"

#include <utf8proc.h>

static const char *const abbreviations[] = {
	"e.g", "i.e", "cf", "vs", "Dr", "Prof", "Mr", "Mrs", "Ms", "St", "Fig", "fig", "No",
	"ca",  "approx", "ed", "eds", "vol", "Vol", "p", "pp", "ch", "Ch", "al", "max", "min",
};

/* Cuts closing quotes and brackets off the end. */
static struct str without_closers(struct str word)
{
	static const char *const closers[] = { "\"", "'", ")", "]", "\u201d", "\u2019", "\u00bb" };
	for (bool cut = true; cut;) {
		cut = false;
		for (size_t i = 0; i < sizeof(closers) / sizeof(closers[0]); i++) {
			size_t len = strlen(closers[i]);
			if (word.len > len && memcmp(word.at + word.len - len, closers[i], len) == 0) {
				word.len -= len;
				cut = true;
			}
		}
	}
	return word;
}

static bool is_capital(uint32_t code)
{
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
	return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

/* Behind opening quotes and brackets, a capital. */
static bool begins(struct str word)
{
	for (size_t at = 0; at < word.len;) {
		uint32_t code = utf8_next(word, &at);
		if (is_capital(code))
			return true;
		utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
		if (category != UTF8PROC_CATEGORY_PS && category != UTF8PROC_CATEGORY_PI && code != '"' && code != '\'')
			return false;
	}
	return false;
}

/* A full stop that is part of the word: an abbreviation's, or that of a name's initial. */
static bool is_abbreviation(struct str word)
{
	while (word.len && (*word.at == '(' || *word.at == '['))
		word = (struct str){ word.at + 1, word.len - 1 };
	for (size_t i = 0; i < sizeof(abbreviations) / sizeof(abbreviations[0]); i++)
		if (str_is(word, abbreviations[i]))
			return true;
	return word.len == 1 && is_capital((unsigned char)*word.at);
}

bool sentence_ends_between(struct str word, struct str next)
{
	if (!begins(next))
		return false;
	struct str bare = without_closers(word);
	if (bare.len == 0)
		return false;
	char last = bare.at[bare.len - 1];
	if (last == '?' || last == '!')
		return true;
	return last == '.' && !is_abbreviation((struct str){ bare.at, bare.len - 1 });
}
