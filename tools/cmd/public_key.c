#include "cmd/public_key.h"

#include "base/file.h"
#include "sign/secret_key.h"

int public_key_read(const struct program *program, const char *path, struct satchel_key *key)
{
	struct satchel_error error;
	struct buf text;
	buf_init(&text, KEY_FILE_MAX + 64);
	enum file_status status = file_read(path, KEY_FILE_MAX, &text);
	int code = EXIT_CLEAN;
	if (status != FILE_OK)
		code = program_fail(program, EXIT_FAILED, "cannot read '%s': %s", path, file_status_text(status));
	else if (satchel_key_read(buf_cstr(&text), text.len, key, &error) != SATCHEL_OK)
		code = program_fail(program, EXIT_USAGE, "%s: %s", path, error.message);
	buf_release(&text);
	return code;
}
