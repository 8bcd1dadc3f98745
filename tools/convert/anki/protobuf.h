/* Reads and writes messages in the encoding of Protocol Buffers, without their schema:
 * https://protobuf.dev/programming-guides/encoding/ */
#ifndef CONVERT_ANKI_PROTOBUF_H
#define CONVERT_ANKI_PROTOBUF_H

#include "base/buf.h"

#include <stdint.h>

/* A cursor in a message:
 *
 *         while (protobuf_next(&message))
 *                 if (message.field == 1 && message.is_bytes) … message.bytes … */
struct protobuf {
	struct str rest;
	uint32_t field;
	bool is_bytes;	  /* else it is a number */
	struct str bytes; /* of a string, bytes or a message */
	uint64_t number;
	bool damaged; /* what follows could not be read */
};

bool protobuf_next(struct protobuf *message);
/* The last field of bytes with that number; STR_NONE if there is none. */
struct str protobuf_bytes(struct str message, uint32_t field);
/* The last number of that field, or 0. */
uint64_t protobuf_number(struct str message, uint32_t field);

/* Append a field; empty bytes, which are the default, are left out. */
void protobuf_put_number(struct buf *out, uint32_t field, uint64_t number);
void protobuf_put_bytes(struct buf *out, uint32_t field, struct str bytes);

#endif
