#include "convert/core/text_file.h"

#include "base/file.h"
#include "convert/core/encoding.h"

enum { SIZE_MAX_MB = 64 };

static enum result decode(struct import *import, struct str bytes, struct str *text, struct buf *why)
{
	struct ledger *ledger = &import->ledger;
	const char *encoding;
	struct str decoded = text_decode(&import->arena, bytes, &encoding);
	*text = encoding || !decoded.at ? decoded : arena_str(&import->arena, decoded);
	if (!text->at)
		return RESULT_NO_MEMORY;
	if (memchr(text->at, '\0', text->len)) {
		buf_text(why, "it contains NUL bytes, so it is not text");
		return RESULT_REFUSED;
	}
	if (encoding)
		ledger_changef(ledger, ledger_read(ledger, LEDGER_FILE, STR(""), 0), "it is not UTF-8", "converted",
			       "text in %s", encoding);
	return RESULT_OK;
}

enum result text_file_read(struct import *import, const char *path, struct str *text, struct buf *why)
{
	struct buf bytes;
	buf_init(&bytes, BUF_CAP);
	enum file_status status = file_read(path, SIZE_MAX_MB << 20, &bytes);
	enum result result = status == FILE_OK		? decode(import, buf_view(&bytes), text, why)
			     : status == FILE_NO_MEMORY ? RESULT_NO_MEMORY
							: RESULT_FAILED;
	if (status == FILE_TOO_LARGE) {
		buf_format(why, "it is larger than %d MB", SIZE_MAX_MB);
		result = RESULT_REFUSED;
	} else if (result == RESULT_FAILED) {
		buf_format(why, "cannot read it: %s", file_status_text(status));
	}
	buf_release(&bytes);
	return result;
}
