#include "format/sentence.h"

#include "base/utf8.h"
#include "lesson/abbreviation.h"

#include <utf8proc.h>

/* Removes closing quotes and brackets from the end. */
static struct str without_closers(struct str word)
{
	static const char *const closers[] = { "\"",	 "'",	   ")",	     "]",      "\u201c", "\u201d",
					       "\u2018", "\u2019", "\u00ab", "\u00bb", "\u2039", "\u203a" };
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

/* Whether there is a capital after any opening quotes and brackets. */
static bool begins(struct str word)
{
	for (size_t at = 0; at < word.len;) {
		uint32_t code = utf8_next(word, &at);
		if (is_capital(code))
			return true;
		utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
		if (category != UTF8PROC_CATEGORY_PS && category != UTF8PROC_CATEGORY_PI &&
		    category != UTF8PROC_CATEGORY_PF && code != '"' && code != '\'')
			return false;
	}
	return false;
}

/* Removes opening brackets and quotes from the beginning. */
static struct str without_openers(struct str word)
{
	for (size_t at = 0; at < word.len;) {
		size_t start = at;
		uint32_t code = utf8_next(word, &at);
		utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
		if (category != UTF8PROC_CATEGORY_PS && category != UTF8PROC_CATEGORY_PI && code != '"' && code != '\'')
			return (struct str){ word.at + start, word.len - start };
	}
	return word;
}

static enum full_stop end_of(struct str word, struct str next, struct str lang)
{
	struct str bare = without_closers(word);
	if (!begins(next) || bare.len == 0)
		return FULL_STOP_GOES_ON;
	char last = bare.at[bare.len - 1];
	if (last == '?' || last == '!')
		return FULL_STOP_ENDS;
	bare = without_openers((struct str){ bare.at, bare.len - 1 });
	return last == '.' ? full_stop_after(bare, lang) : FULL_STOP_GOES_ON;
}

bool sentence_ends_between(struct str word, struct str next, struct str lang)
{
	return end_of(word, next, lang) != FULL_STOP_GOES_ON;
}

bool sentence_surely_ends_between(struct str word, struct str next, struct str lang)
{
	const char *stop = word.len ? memchr(word.at, '.', word.len) : NULL;
	bool dotted = stop && stop + 1 < word.at + word.len && utf8_is_word((unsigned char)stop[1]);
	return end_of(word, next, lang) == FULL_STOP_ENDS && !dotted;
}
