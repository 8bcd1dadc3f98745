#include "cmd/public_key.h"

#include "base/file.h"
#include "cmd/cmd.h"
#include "sign/secret_key.h"

int public_key_read(const char *path, struct satchel_key *key, const char *program, FILE *err)
{
	struct satchel_error error;
	struct buf text;
	buf_init(&text, KEY_FILE_MAX + 64);
	enum file_status status = file_read(path, KEY_FILE_MAX, &text);
	int code = EXIT_CLEAN;
	if (status != FILE_OK) {
		fprintf(err, "%s: cannot read '%s': %s\n", program, path, file_status_text(status));
		code = EXIT_FAILED;
	} else if (satchel_key_read(buf_cstr(&text), text.len, key, &error) != SATCHEL_OK) {
		fprintf(err, "%s: %s: %s\n", program, path, error.message);
		code = EXIT_USAGE;
	}
	buf_release(&text);
	return code;
}
