/* Anki: packages (.apkg, .colpkg) of all three generations, notes as text, and CrowdAnki's deck.json.
 *
 * Each deck becomes a lesson. A note that is a cloze or an image occlusion becomes one item; of any other note, each
 * card becomes a card. Their keys are the note's GUID, with the number of the card after the first. */
#include "base/file.h"
#include "base/path.h"
#include "convert/anki/sources.h"
#include "convert/formats.h"

enum { TEXT_MAX = 512 << 20, MAGIC = 4 };

/* Whether the file is a ZIP archive. */
static enum result is_archive(const char *path, bool *archive, struct buf *why)
{
	struct buf start;
	buf_init(&start, BUF_CAP);
	enum file_status status = file_read(path, MAGIC, &start);
	*archive = start.len >= 2 && start.at[0] == 'P' && start.at[1] == 'K';
	buf_release(&start);
	if (status == FILE_OK || status == FILE_TOO_LARGE)
		return RESULT_OK;
	buf_text(why, file_status_text(status));
	return status == FILE_NO_MEMORY ? RESULT_NO_MEMORY : RESULT_FAILED;
}

static enum result import_read(struct anki *anki, const char *path, struct ledger_item *item, struct buf *why)
{
	struct buf bytes;
	buf_init(&bytes, BUF_CAP);
	enum file_status status = file_read(path, TEXT_MAX, &bytes);
	enum result result = RESULT_OK;
	struct str text = str_trim(buf_view(&bytes));
	if (status != FILE_OK) {
		buf_text(why, file_status_text(status));
		result = status == FILE_NO_MEMORY   ? RESULT_NO_MEMORY
			 : status == FILE_TOO_LARGE ? RESULT_REFUSED
						    : RESULT_FAILED;
	} else if (str_starts(text, "SQLite format 3")) {
		result = import_collection(anki, &bytes, item, why);
	} else if (text.len && text.at[0] == '{') {
		result = import_crowdanki(anki, path, buf_view(&bytes), why);
	} else {
		result = import_text_notes(anki, buf_view(&bytes), item, why);
	}
	buf_release(&bytes);
	return result;
}

enum result anki_import(struct import *import, const char *path, struct buf *why)
{
	struct anki anki;
	bool archive;
	anki_init(&anki, import);
	struct ledger_item *item = ledger_read(&import->ledger, LEDGER_FILE, str_from(path_name(path)), 0);
	enum result result = is_archive(path, &archive, why);
	if (result == RESULT_OK)
		result = archive ? import_package(&anki, path, item, why) : import_read(&anki, path, item, why);
	if (result == RESULT_OK && (import->arena.failed || ledger_failed(&import->ledger)))
		result = RESULT_NO_MEMORY;
	anki_release(&anki);
	return result;
}
