#include "convert/anki/protobuf.h"

enum { VARINT = 0, FIXED64 = 1, BYTES = 2, FIXED32 = 5, VARINT_MAX = 10 };

static bool take_varint(struct str *rest, uint64_t *number)
{
	*number = 0;
	for (unsigned i = 0; i < VARINT_MAX && i < rest->len; i++) {
		unsigned char byte = (unsigned char)rest->at[i];
		*number |= (uint64_t)(byte & 0x7f) << (7 * i);
		if (byte < 0x80) {
			*rest = (struct str){ rest->at + i + 1, rest->len - i - 1 };
			return true;
		}
	}
	return false;
}

static bool take_bytes(struct str *rest, uint64_t len, struct str *bytes)
{
	if (len > rest->len)
		return false;
	*bytes = (struct str){ rest->at, (size_t)len };
	*rest = (struct str){ rest->at + len, rest->len - (size_t)len };
	return true;
}

static bool take_value(struct protobuf *message, unsigned wire)
{
	uint64_t len;
	message->is_bytes = wire == BYTES;
	switch (wire) {
	case VARINT: return take_varint(&message->rest, &message->number);
	case BYTES: return take_varint(&message->rest, &len) && take_bytes(&message->rest, len, &message->bytes);
	case FIXED64: return take_bytes(&message->rest, 8, &message->bytes);
	case FIXED32: return take_bytes(&message->rest, 4, &message->bytes);
	default: return false;
	}
}

bool protobuf_next(struct protobuf *message)
{
	uint64_t tag;
	message->number = 0;
	message->bytes = STR("");
	if (message->rest.len == 0)
		return false;
	message->damaged = !take_varint(&message->rest, &tag) || tag >> 3 == 0 || tag >> 3 > UINT32_MAX ||
			   !take_value(message, tag & 7);
	message->field = message->damaged ? 0 : (uint32_t)(tag >> 3);
	return !message->damaged;
}

struct str protobuf_bytes(struct str message, uint32_t field)
{
	struct protobuf at = { .rest = message };
	struct str found = STR_NONE;
	while (protobuf_next(&at))
		if (at.field == field && at.is_bytes)
			found = at.bytes;
	return found;
}

uint64_t protobuf_number(struct str message, uint32_t field)
{
	struct protobuf at = { .rest = message };
	uint64_t found = 0;
	while (protobuf_next(&at))
		if (at.field == field && !at.is_bytes)
			found = at.number;
	return found;
}

static void put_varint(struct buf *out, uint64_t number)
{
	for (; number >= 0x80; number >>= 7)
		buf_char(out, (char)(number | 0x80));
	buf_char(out, (char)number);
}

void protobuf_put_number(struct buf *out, uint32_t field, uint64_t number)
{
	put_varint(out, (uint64_t)field << 3 | VARINT);
	put_varint(out, number);
}

void protobuf_put_bytes(struct buf *out, uint32_t field, struct str bytes)
{
	if (!bytes.len)
		return;
	put_varint(out, (uint64_t)field << 3 | BYTES);
	put_varint(out, bytes.len);
	buf_str(out, bytes);
}
