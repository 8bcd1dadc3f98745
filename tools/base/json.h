/* Writes compact JSON (RFC 8259) into a buffer. The writer adds commas. Invalid UTF-8 becomes U+FFFD. Failure is
 * recorded in the buffer: test buf_failed. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/buf.h"

#include <stdint.h>

struct json {
	struct buf *out;
	bool need_comma;
};

void json_init(struct json *json, struct buf *out);
void json_open_object(struct json *json);
void json_close_object(struct json *json);
void json_open_array(struct json *json);
void json_close_array(struct json *json);
/* key must not need escaping. */
void json_key(struct json *json, const char *key);
/* Writes null if s.at is NULL. */
void json_str(struct json *json, struct str s);
void json_text(struct json *json, const char *text);
/* A string in pieces, each of whole characters. */
void json_open_string(struct json *json);
void json_string_add(struct json *json, struct str s);
void json_close_string(struct json *json);
void json_uint(struct json *json, uint64_t number);
void json_bool(struct json *json, bool value);
void json_none(struct json *json);
/* raw is valid JSON. */
void json_raw(struct json *json, struct str raw);

/* A member: key and value. */
void json_member_str(struct json *json, const char *key, struct str s);
void json_member_text(struct json *json, const char *key, const char *text);
void json_member_uint(struct json *json, const char *key, uint64_t number);

#endif
