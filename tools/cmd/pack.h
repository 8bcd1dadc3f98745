/* satchel-pack: what its commands share. Each returns the exit code. */
#ifndef CMD_PACK_H
#define CMD_PACK_H

#include "base/human.h"
#include "cmd/cmd.h"
#include "reader/satchel.h"

#include <jansson.h>
#include <stdint.h>

struct pack_arguments {
	const char **operands; /* behind the command */
	size_t operand_count;
	const char *output, *edition, *base;
	const char *config, *today; /* or NULL */
	unsigned jobs;
	const char *folder;
	bool no_config, quiet, json, text, force;
};

#define PACK_PROGRAM "satchel-pack"

int pack_build(const struct pack_arguments *arguments, FILE *out, FILE *err);
int pack_show(const struct pack_arguments *arguments, FILE *out, FILE *err);
int pack_cat(const struct pack_arguments *arguments, FILE *out, FILE *err);
int pack_list(const struct pack_arguments *arguments, FILE *out, FILE *err);
int pack_extract(const struct pack_arguments *arguments, FILE *out, FILE *err);
int pack_verify(const struct pack_arguments *arguments, FILE *out, FILE *err);

/* What the reader says, as an exit code; and the same with a complaint. */
int pack_exit_code(enum satchel_status status);
int pack_complain(const char *path, const struct satchel_error *error, FILE *err);
/* Writes bytes and flushes. EXIT_FAILED, and a complaint, where that fails or memory ran out before it. */
int pack_print(const struct buf *bytes, FILE *out, FILE *err);

/* Appends a lesson's JSON, or that of an item, as text to be read. */
void pack_lesson_text(struct buf *out, const json_t *lesson);
void pack_item_text(struct buf *out, const json_t *item);

#endif
