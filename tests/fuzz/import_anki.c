/* libFuzzer target: importing Anki's formats. The first byte selects what the others are: a file as it is; the database
 * in a package, which hardly any change of a compressed package would reach; or notes as text. */
#include "convert/formats.h"
#include "pack/zip_writer.h"

#include "import.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void import_database(struct str bytes)
{
	struct packed packed = { .raw_size = 0 };
	struct zip_writer writer;
	struct buf why;
	char *archive = NULL;
	size_t archive_size = 0;
	FILE *stream = open_memstream(&archive, &archive_size);
	buf_init(&why, BUF_CAP);
	if (!stream || !packed_make(&packed, bytes, DEFLATE_NONE))
		abort();
	zip_writer_init(&writer, stream, &why);
	zip_writer_add(&writer, "collection.anki21", &packed);
	if (zip_writer_finish(&writer) != RESULT_OK || fclose(stream) != 0)
		abort();
	import_fuzz(anki_import, (const uint8_t *)archive, archive_size);
	packed_release(&packed);
	buf_release(&why);
	free(archive);
}

static void import_text(struct str bytes)
{
	struct buf text;
	buf_init(&text, BUF_CAP);
	buf_text(&text, "#separator:tab\n#html:true\n");
	buf_str(&text, bytes);
	import_fuzz(anki_import, (const uint8_t *)text.at, text.len);
	buf_release(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (!size)
		return 0;
	struct str rest = { (const char *)data + 1, size - 1 };
	switch (data[0] % 3) {
	case 0: import_fuzz(anki_import, data + 1, size - 1); break;
	case 1: import_database(rest); break;
	default: import_text(rest); break;
	}
	return 0;
}
