/* satchel-preview: shared by its two ways to show lessons. */
#ifndef CMD_PREVIEW_H
#define CMD_PREVIEW_H

#include "cmd/check_program.h"
#include "preview/pass.h"

struct preview {
	struct check_program check;
	const char *output;
	bool serve, open, poll;
	unsigned port;
	const char *operand;
	const char *scratch; /* folder for temporary files */
};

enum operand_kind { OPERAND_LESSONS, OPERAND_DEFINITION, OPERAND_PACK };

/* What a pass over the operand needs, except its level and where it keeps good sources. */
struct pass_request preview_request(const struct preview *preview, enum operand_kind kind);

/* preview_serve.c: serves the operand until a signal ends the program. Returns the exit code. */
int preview_serve(const struct preview *preview, enum operand_kind kind);

#endif
