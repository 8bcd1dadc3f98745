#include "convert/core/text_file.h"

#include "base/file.h"
#include "convert/core/encoding.h"

enum result text_take(struct import *import, struct ledger_item *item, struct str bytes, struct str *text,
		      struct buf *why)
{
	struct ledger *ledger = &import->ledger;
	const char *encoding;
	struct buf clean;
	*text = text_decode(&import->arena, bytes, &encoding);
	if (!text->at)
		return RESULT_NO_MEMORY;
	if (memchr(text->at, '\0', text->len)) {
		buf_text(why, "it contains NUL bytes, so it is not text");
		return RESULT_REFUSED;
	}
	buf_init(&clean, BUF_CAP);
	bool changed = text_clean(*text, &clean);
	*text = changed ? arena_str(&import->arena, buf_view(&clean))
			: encoding ? *text : arena_str(&import->arena, *text);
	bool failed = buf_failed(&clean) || !text->at;
	buf_release(&clean);
	if (failed)
		return RESULT_NO_MEMORY;
	if (!item && (encoding || changed))
		item = ledger_read(ledger, LEDGER_FILE, STR(""), 0);
	if (encoding)
		ledger_changef(ledger, item, "it is not UTF-8", "converted", "text in %s", encoding);
	if (changed)
		ledger_change(ledger, item, STR("control characters"), "lessons cannot contain them", "replaced");
	return RESULT_OK;
}

enum result text_file_read(struct import *import, struct ledger_item *item, const char *path, int megabytes,
			   struct str *text, struct buf *why)
{
	struct buf bytes;
	buf_init(&bytes, BUF_CAP);
	enum file_status status = file_read(path, (size_t)megabytes << 20, &bytes);
	enum result result = status == FILE_OK		? text_take(import, item, buf_view(&bytes), text, why)
			     : status == FILE_NO_MEMORY ? RESULT_NO_MEMORY
							: RESULT_FAILED;
	if (status == FILE_TOO_LARGE) {
		buf_format(why, "it is larger than %d MB", megabytes);
		result = RESULT_REFUSED;
	} else if (result == RESULT_FAILED) {
		buf_format(why, "cannot read it: %s", file_status_text(status));
	}
	buf_release(&bytes);
	return result;
}
