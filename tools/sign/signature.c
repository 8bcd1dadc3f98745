#include "sign/signature.h"

#include "base/base64.h"

#include <assert.h>
#include <sodium.h>

enum { COMMENT_MAX = 1024 };

void signature_make(const struct secret_key *key, struct str message, struct str comment, struct buf *out)
{
	/* The signature followed by the comment; both are signed again. */
	uint8_t bytes[crypto_sign_BYTES + COMMENT_MAX], global[crypto_sign_BYTES];
	uint8_t line[2 + KEY_ID_SIZE + crypto_sign_BYTES] = { 'E', 'd' };
	assert(comment.len <= COMMENT_MAX && !memchr(comment.at, '\n', comment.len));
	crypto_sign_detached(bytes, NULL, (const unsigned char *)message.at, message.len, key->bytes);
	memcpy(bytes + crypto_sign_BYTES, comment.at, comment.len);
	crypto_sign_detached(global, NULL, bytes, crypto_sign_BYTES + comment.len, key->bytes);
	memcpy(line + 2, key->id, sizeof(key->id));
	memcpy(line + 2 + KEY_ID_SIZE, bytes, crypto_sign_BYTES);
	buf_text(out, "untrusted comment: signature from satchel secret key ");
	secret_key_name(key, out);
	buf_char(out, '\n');
	base64_add(out, line, sizeof(line));
	buf_char(out, '\n');
	buf_text(out, "trusted comment: ");
	buf_str(out, comment);
	buf_char(out, '\n');
	base64_add(out, global, sizeof(global));
	buf_char(out, '\n');
}
