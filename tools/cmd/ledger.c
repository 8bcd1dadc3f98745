#include "cmd/ledger.h"

#include "base/file.h"

/* As lines of JSON. */
static int write_file(const struct program *program, const struct ledger *ledger, const char *path)
{
	struct buf text, why;
	buf_init(&text, BUF_CAP);
	buf_init(&why, BUF_CAP);
	ledger_json(ledger, &text);
	enum result result = buf_failed(&text) ? RESULT_NO_MEMORY
					       : file_result(file_write(path, buf_view(&text)), "write", path, &why);
	int code = program_result(program, result, &why, NULL);
	buf_release(&text);
	buf_release(&why);
	return code;
}

int ledger_print(const struct program *program, const struct ledger *ledger, const char *path, bool quiet)
{
	int code = path ? write_file(program, ledger, path) : EXIT_CLEAN;
	if (code == EXIT_CLEAN && !quiet) {
		struct buf text;
		buf_init(&text, BUF_CAP);
		ledger_text(ledger, &text);
		code = program_print(program, &text);
		buf_release(&text);
	}
	return code == EXIT_CLEAN && !ledger_is_clean(ledger) ? EXIT_FINDINGS : code;
}
