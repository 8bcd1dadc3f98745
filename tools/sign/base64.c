#include "sign/base64.h"

#include <sodium.h>

void base64_line(struct buf *out, const void *bytes, size_t size)
{
	size_t room = sodium_base64_ENCODED_LEN(size, sodium_base64_VARIANT_ORIGINAL);
	char *to = buf_reserve(out, room);
	if (!to)
		return;
	sodium_bin2base64(to, room, bytes, size, sodium_base64_VARIANT_ORIGINAL);
	buf_grew(out, room - 1);
	buf_char(out, '\n');
}
