/* The words of a text in the form of the search index; packs/FORMAT.md defines them. */
#ifndef READER_WORDS_H
#define READER_WORDS_H

#include <stdbool.h>
#include <stddef.h>

enum { WORD_CHARACTERS = 32, WORD_ROOM = 4 * WORD_CHARACTERS + 1 };

/* A cursor in a text. Start with { text, text + size }. */
struct word_cursor {
	const char *at, *end;
	const char *rest; /* of what the last character contributes; NULL at first */
	char own[16];     /* storage for it */
};

/* The next word, with a terminating zero; its length, or 0 at the end. Invalid UTF-8 ends a word. */
size_t word_next(struct word_cursor *cursor, char word[WORD_ROOM]);

#endif
