/* Reads JSON: the whole text is validated first, then walked. No tree is built. */
#ifndef READER_JSON_H
#define READER_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum json_fault {
	JSON_GOOD,
	JSON_INVALID,
	JSON_NO_OBJECT,	  /* valid, but not an object */
	JSON_DEEP,	  /* nested deeper than SATCHEL_NESTING_MAX */
	JSON_TWICE,	  /* an object has two members with the same name */
	JSON_OUT_OF_MEMORY,
};

/* Whether the bytes are exactly one JSON object in the form specified by packs/FORMAT.md: UTF-8 without lone surrogates
 * and U+0000, integers from 0 to 2^53 - 1. If not, *place is the offset of the error. */
enum json_fault json_check(const char *bytes, size_t size, size_t *offset);
/* The same for JSON of other programs, whose numbers may be any. walk_number does not read these. */
enum json_fault json_check_foreign(const char *bytes, size_t size, size_t *offset);

/* The text between the quotes of a string. */
struct json_string {
	const char *at;
	size_t len;
};

/* Compares decoded strings, in the order of their UTF-8 bytes. */
int string_compare(struct json_string a, struct json_string b);
/* Whether the decoded string equals text. */
bool string_is(struct json_string string, const char *text);
/* Decodes the string into a buffer of room bytes, with a terminating zero. False if it does not fit. */
bool string_copy(struct json_string string, char *to, size_t room);
/* Decodes the string in offset and terminates it with a zero, at the latest in offset of its closing quote. */
const char *string_in_place(struct json_string string);

/* A cursor in bytes that one of these accepted. at is always before a value, or before what follows one. If a value is
 * not of the requested kind, it is skipped.
 *
 *         if (walk_object(&json))
 *                 while (walk_member(&json, &name))
 *                         ... one of walk_object, walk_array, walk_text, walk_number, walk_skip */
struct json_walk {
	const char *at;
};

/* The first byte of the next value: { [ " or another. */
char walk_kind(struct json_walk *json);
bool walk_object(struct json_walk *json);
bool walk_array(struct json_walk *json);
/* Moves to the value of the next member, and returns its name; moves to the next element. False at the end, which is
 * skipped. */
bool walk_member(struct json_walk *json, struct json_string *name);
bool walk_element(struct json_walk *json);
/* Moves to the value of a member of an object; false if there is none, or it is not an object. */
bool walk_to(struct json_walk *json, const char *member);
bool walk_text(struct json_walk *json, struct json_string *string);
bool walk_number(struct json_walk *json, uint64_t *number);
void walk_skip(struct json_walk *json);

#endif
