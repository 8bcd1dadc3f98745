/* JSON as packs hold it: first the whole of it is checked, then it is walked through. Nothing is built in memory. */
#ifndef READER_JSON_H
#define READER_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum json_fault {
	JSON_GOOD,
	JSON_INVALID,
	JSON_NO_OBJECT,	  /* it is valid, but no object */
	JSON_DEEP,	  /* arrays and objects nest deeper than SATCHEL_NESTING_MAX */
	JSON_TWICE,	  /* an object has a member twice */
	JSON_OUT_OF_MEMORY,
};

/* Whether the bytes are one JSON object as packs/FORMAT.md has it and nothing else: UTF-8 without lone surrogates and
 * U+0000, numbers whole from 0 to 2^53 - 1. Where not, *place is the byte that shows it. */
enum json_fault json_check(const char *bytes, size_t size, size_t *place);

/* What stands between the quotes of a string. */
struct json_string {
	const char *at;
	size_t len;
};

/* Compares strings by their characters, whatever escapes they are written with, in the order of their UTF-8 bytes. */
int string_compare(struct json_string a, struct json_string b);
/* Whether its characters are those of text, in which a back slash is one like any other. */
bool string_is(struct json_string string, const char *text);
/* Decodes the string into room bytes, zero included. False where it does not fit. */
bool string_copy(struct json_string string, char *to, size_t room);
/* Decodes the string where it stands; a zero comes behind it, at the latest where its closing quote was. */
const char *string_in_place(struct json_string string);

/* Walks through bytes that json_check called good. at is always in front of a value, or of what follows one. A value of
 * another kind than asked for is skipped.
 *
 *	if (walk_object(&json))
 *		while (walk_member(&json, &name))
 *			... one of walk_object, walk_array, walk_text, walk_number, walk_skip */
struct json_walk {
	const char *at;
};

/* The first byte of the value that comes next: { [ " or another. */
char walk_kind(struct json_walk *json);
bool walk_object(struct json_walk *json);
bool walk_array(struct json_walk *json);
/* The next member's name, its value to come next; the next element. False at the end, which is stepped over. */
bool walk_member(struct json_walk *json, struct json_string *name);
bool walk_element(struct json_walk *json);
/* To the value of that member of an object; false where there is none, or no object. */
bool walk_to(struct json_walk *json, const char *member);
bool walk_text(struct json_walk *json, struct json_string *string);
bool walk_number(struct json_walk *json, uint64_t *number);
void walk_skip(struct json_walk *json);

#endif
