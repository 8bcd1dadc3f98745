#include "base/date.h"
#include "base/file.h"
#include "base/options.h"
#include "base/path.h"
#include "check/tree_root.h"
#include "cmd/cmd.h"
#include "cmd/new_ids.h"
#include "cmd/new_text.h"
#include "lesson/language_tag.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>

enum { OUTPUT = 1, ID, LANGUAGE, COUNT, TODAY, SEED };

enum { COUNT_MAX = 1000 };

static const struct option_row rows[] = {
	{ ID, 0, "id", "ID", "of the lesson; otherwise the name of --output, or drawn by lot" },
	{ LANGUAGE, 'l', "lang", "TAG", "of the lesson; en-GB where left out" },
	{ COUNT, 'n', "count", "N", "so many questions or cards" },
	{ OUTPUT, 'o', "output", "FILE", "write there, and never over a file that is there" },
	{ SEED, 0, "seed", "NUMBER", "draw the same ids each time, for tests" },
	{ TODAY, 0, "today", "DATE", "the day of the review, YYYY-MM-DD; today where left out" },
	OPTION_ROWS_COMMON,
	{ 0 },
};

struct new {
	FILE *out, *err;
	struct new_ids ids;
	const char *what;
	const char *output;
	struct new_text text;
	char today[sizeof("9999-12-31")];
	char lesson_id[80];
};

static int fail(const struct new *new, int code, const char *message, const char *detail)
{
	fprintf(new->err, "satchel-new: %s", message);
	if (detail)
		fprintf(new->err, " '%s'", detail);
	fputc('\n', new->err);
	return code;
}

/* Whether text has the form of an id of the schema. */
static bool is_id(const char *text)
{
	size_t len = strlen(text);
	if (len == 0 || len > 64 || *text < 'a' || *text > 'z' || text[len - 1] == '-')
		return false;
	for (size_t i = 0; i < len; i++) {
		bool letter = (text[i] >= 'a' && text[i] <= 'z') || (text[i] >= '0' && text[i] <= '9');
		if (!letter && (text[i] != '-' || text[i + 1] == '-'))
			return false;
	}
	return true;
}

static int take_option(struct new *new, int id, const char *value)
{
	unsigned long number = 0;
	switch (id) {
	case OUTPUT: new->output = value; return EXIT_CLEAN;
	case ID:
		if (!is_id(value))
			return fail(new, EXIT_USAGE,
				    "an id is lower-case letters, digits and single hyphens, a letter first, not", value);
		new->text.id = value;
		return EXIT_CLEAN;
	case LANGUAGE:
		if (!language_tag_check(str_from(value), NULL))
			return fail(new, EXIT_USAGE, "--lang is a tag such as en-GB, not", value);
		new->text.language = value;
		return EXIT_CLEAN;
	case COUNT:
		if (!option_number(value, 1, COUNT_MAX, &number))
			return fail(new, EXIT_USAGE, "--count is a number from 1 to 1000, not", value);
		new->text.count = number;
		return EXIT_CLEAN;
	case SEED:
		if (!option_number(value, 0, 1000000000, &new->ids.seed))
			return fail(new, EXIT_USAGE, "--seed is a whole number, not", value);
		new->ids.seeded = true;
		return EXIT_CLEAN;
	default:
		if (!date_is_real(str_from(value)))
			return fail(new, EXIT_USAGE, "--today is a date such as 2026-11-20, not", value);
		new->text.today = value;
		return EXIT_CLEAN;
	}
}

static int take_operand(struct new *new, const char *operand)
{
	if (new->what)
		return fail(new, EXIT_USAGE, "one thing at a time: what is", operand);
	new->what = operand;
	if (!new_text_kind_parse(operand, &new->text.kind))
		return fail(new, EXIT_USAGE, "expected lesson, question, card, cloze or config, not", operand);
	return EXIT_CLEAN;
}

/* Sets *done where the program ends with the code returned. */
static int read_options(struct new *new, int argc, char **argv, bool *done)
{
	struct options options;
	options_init(&options, rows, argc, argv);
	for (int code = EXIT_CLEAN; code == EXIT_CLEAN;) {
		int id = options_next(&options);
		*done = true;
		switch (id) {
		case OPTIONS_END: *done = false; return EXIT_CLEAN;
		case OPTIONS_ERROR: return fail(new, EXIT_USAGE, options.error, NULL);
		case OPTIONS_OPERAND: code = take_operand(new, options.value); break;
		case OPTION_HELP:
			options_print_help(new->out, "satchel-new lesson|question|card|cloze|config [OPTION...]",
					   "Prints a lesson, or a question or card to put into one, with fresh ids; or a satchel.xml,\n"
					   "which marks the top of a tree of lessons.", rows);
			return EXIT_CLEAN;
		case OPTION_VERSION: fprintf(new->out, "satchel-new %s\n", SATCHEL_VERSION); return EXIT_CLEAN;
		default: code = take_option(new, id, options.value);
		}
		if (code != EXIT_CLEAN)
			return code;
	}
	return EXIT_CLEAN;
}

/* What the command line left open. */
static int complete(struct new *new)
{
	struct new_text *text = &new->text;
	bool lesson = text->kind == NEW_LESSON;
	if (!new->what)
		return fail(new, EXIT_USAGE, "name what to begin: lesson, question, card, cloze or config; see satchel-new --help", NULL);
	if ((lesson || text->kind == NEW_CONFIG) && text->count)
		return fail(new, EXIT_USAGE, "--count is for questions and cards", NULL);
	if (!lesson && (text->id || text->language || text->today))
		return fail(new, EXIT_USAGE, "--id, --lang and --today are for lessons", NULL);
	text->count = text->count ? text->count : 1;
	text->language = text->language ? text->language : "en-GB";
	if (!text->today) {
		time_t now = time(NULL);
		struct tm local;
		if (!localtime_r(&now, &local) || strftime(new->today, sizeof(new->today), "%Y-%m-%d", &local) == 0)
			return fail(new, EXIT_FAILED, "cannot tell the date; give it with --today", NULL);
		text->today = new->today;
	}
	if (!lesson || text->id)
		return EXIT_CLEAN;
	const char *name = new->output ? path_name(new->output) : "";
	size_t len = strlen(name);
	if (len > 4 && len - 4 < sizeof(new->lesson_id) && strcmp(name + len - 4, ".xml") == 0) {
		memcpy(new->lesson_id, name, len - 4);
		new->lesson_id[len - 4] = '\0';
	}
	if (!is_id(new->lesson_id) && !new_ids_make(&new->ids, "lesson-", new->lesson_id))
		return fail(new, EXIT_FAILED, "out of memory", NULL);
	text->id = new->lesson_id;
	return EXIT_CLEAN;
}

/* Without a satchel.xml, a lesson that is checked alone does not know the others. */
static void offer_config(const struct new *new)
{
	struct buf folder;
	buf_init(&folder, BUF_CAP);
	buf_str(&folder, path_folder(new->output));
	char *real = new->text.kind == NEW_LESSON ? tree_root_existing(buf_cstr(&folder), NULL) : NULL;
	if (real && !tree_root_climb(real))
		fprintf(new->err,
			"satchel-new: note: no satchel.xml marks the top of the tree of '%s'; "
			"'satchel-new config -o satchel.xml' there makes one\n",
			new->output);
	free(real);
	buf_release(&folder);
}

/* Writes a file that was not there, whole or not at all. */
static int write_new(const struct new *new, struct str text)
{
	struct file_writer writer;
	enum file_status status = file_writer_open(&writer, new->output);
	if (status == FILE_OK) {
		fwrite(text.at, 1, text.len, writer.stream);
		status = file_writer_commit_new(&writer);
	}
	if (status == FILE_OK) {
		offer_config(new);
		return EXIT_CLEAN;
	}
	bool there = (status == FILE_FAILED && errno == EEXIST) || status == FILE_IS_FOLDER || status == FILE_NOT_PLAIN;
	fprintf(new->err, "satchel-new: cannot write '%s': %s\n", new->output,
		there ? "it is there already" : file_status_text(status));
	return EXIT_FAILED;
}

static int write_text(struct new *new)
{
	struct buf text;
	buf_init(&text, BUF_CAP);
	int code = EXIT_CLEAN;
	if (!new_text_write(&new->text, &new->ids, &text))
		code = fail(new, EXIT_FAILED, "out of memory", NULL);
	else if (new->output && strcmp(new->output, "-") != 0)
		code = write_new(new, buf_view(&text));
	else
		fwrite(buf_cstr(&text), 1, text.len, new->out);
	buf_release(&text);
	return code;
}

int new_main(int argc, char **argv, FILE *in, FILE *out, FILE *err)
{
	(void)in;
	struct new new = { .out = out, .err = err };
	bool done = false;
	signal(SIGPIPE, SIG_IGN);
	new_ids_init(&new.ids);
	int code = read_options(&new, argc, argv, &done);
	if (code == EXIT_CLEAN && !done)
		code = complete(&new);
	if (code == EXIT_CLEAN && !done)
		code = write_text(&new);
	if (code == EXIT_CLEAN && (fflush(out) != 0 || ferror(out)))
		code = fail(&new, EXIT_FAILED, "cannot write to standard output", NULL);
	new_ids_release(&new.ids);
	return code;
}
