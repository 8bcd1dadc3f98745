/* Puts a signature into a pack. Every other byte of its entries stays as it is; only the offsets in the central
 * directory move. */
#ifndef SIGN_SIGN_PACK_H
#define SIGN_SIGN_PACK_H

#include "sign/secret_key.h"

enum sign_status {
	SIGN_OK,
	SIGN_REFUSED, /* it is no pack, or damaged; why says more */
	SIGN_FAILED,  /* reading or writing failed; why says more */
	SIGN_NO_MEMORY,
};

/* Checks the pack at path to the last byte, signs its manifest, and replaces the file as a whole; a signature that it
 * has gives way. Appends to why what went wrong. */
enum sign_status sign_pack(const char *path, const struct secret_key *key, struct buf *why) MUST_CHECK;

#endif
