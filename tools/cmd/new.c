#include "base/date.h"
#include "base/file.h"
#include "base/path.h"
#include "check/core/tree_root.h"
#include "cmd/program.h"
#include "lesson/id.h"
#include "lesson/language_tag.h"
#include "lesson/template.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>

enum { COUNT_MAX = 1000 };

struct new {
	struct program program;
	struct new_ids ids;
	const char *output;
	struct template template;
	char today[sizeof("9999-12-31")];
	char lesson_id[80];
};

#define KINDS                                                                                                          \
	"lesson, question, open-question, numeric-question,\n"                                                         \
	"matching-question, ordering-question, question-set, card, cloze, occlusion or config"

static const struct option_row rows[] = {
	OPT_STRING(0, "id", "ID", struct new, template.id,
		   "the id of the lesson; by default the name of FILE, or random"),
	OPT_STRING('l', "lang", "TAG", struct new, template.language, "the language of the lesson; en-GB by default"),
	OPT_NUMBER('n', "count", "N", 1, COUNT_MAX, struct new, template.count, "print N questions or cards"),
	OPT_STRING('o', "output", "FILE", struct new, output, "write to FILE, which must not exist"),
	OPT_NEW_IDS_SEED(struct new, ids),
	OPT_STRING(0, "today", "DATE", struct new, template.today,
		   "the review date of the lesson, YYYY-MM-DD; today by default"),
	OPT_COMMON,
};

static const struct program_help help = {
	.usage = "satchel-new KIND [OPTION...]",
	.about = "Prints a new lesson, a question or card to paste into a lesson, or a satchel.xml, which\n"
		 "marks the top of a tree of lessons. Kinds: " KINDS ".",
};

static int check_values(const struct new *new)
{
	const struct program *program = &new->program;
	const struct template *template = &new->template;
	if (template->id && !id_looks_valid(str_from(template->id)))
		return program_fail(program, EXIT_USAGE,
				    "an id must be " ID_FORM ", not '%s'",
				    template->id);
	if (template->language && !language_tag_check(str_from(template->language), NULL))
		return program_fail(program, EXIT_USAGE, "--lang must be a tag such as en-GB, not '%s'",
				    template->language);
	if (template->today && !date_is_real(str_from(template->today)))
		return program_fail(program, EXIT_USAGE, "--today must be a date such as 2026-11-20, not '%s'",
				    template->today);
	return PROGRAM_GO_ON;
}

static int take_operands(struct new *new)
{
	const struct program *program = &new->program;
	const struct options *options = &program->options;
	if (options->operand_count == 0)
		return program_fail(
			program, EXIT_USAGE,
			"name what to create, such as lesson or question; see satchel-new --help");
	if (!template_kind_parse(options->operands[0], &new->template.kind))
		return program_fail(program, EXIT_USAGE,
				    "unknown kind '%s'; see satchel-new --help for all kinds", options->operands[0]);
	if (options->operand_count > 1)
		return program_fail(program, EXIT_USAGE, "one kind at a time: unexpected '%s'", options->operands[1]);
	return PROGRAM_GO_ON;
}

/* Fills in what the command line omits. */
static int complete(struct new *new)
{
	struct template *template = &new->template;
	bool lesson = template->kind == TEMPLATE_LESSON;
	if ((lesson || template->kind == TEMPLATE_CONFIG) && template->count)
		return program_fail(&new->program, EXIT_USAGE, "--count is for questions and cards");
	if (!lesson && (template->id || template->language || template->today))
		return program_fail(&new->program, EXIT_USAGE, "--id, --lang and --today are for lessons");
	template->count = template->count ? template->count : 1;
	template->language = template->language ? template->language : "en-GB";
	if (!template->today) {
		time_t now = time(NULL);
		struct tm local;
		if (!localtime_r(&now, &local) || strftime(new->today, sizeof(new->today), "%Y-%m-%d", &local) == 0)
			return program_fail(&new->program, EXIT_FAILED,
					    "the current date is unknown; give it with --today");
		template->today = new->today;
	}
	if (!lesson || template->id)
		return PROGRAM_GO_ON;
	struct str id = id_of_path(new->output ? new->output : "");
	snprintf(new->lesson_id, sizeof(new->lesson_id), "%.*s", STR_ARG(id));
	if (!id.len && !new_ids_make(&new->ids, "lesson-", new->lesson_id))
		return program_fail_memory(&new->program);
	template->id = new->lesson_id;
	return PROGRAM_GO_ON;
}

/* Without a satchel.xml, a lesson that is checked alone does not know the others. */
static void offer_config(const struct new *new)
{
	struct buf folder;
	buf_init(&folder, BUF_CAP);
	buf_str(&folder, path_folder(new->output));
	char *real = new->template.kind == TEMPLATE_LESSON ? tree_root_existing(buf_cstr(&folder), NULL) : NULL;
	if (real && !tree_root_climb(real))
		fprintf(new->program.err,
			"satchel-new: note: no satchel.xml marks the top of the tree of '%s'; "
			"to create one, run 'satchel-new config -o satchel.xml' in the top folder\n",
			new->output);
	free(real);
	buf_release(&folder);
}

/* Writes a new file completely or not at all. */
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
	return program_fail(&new->program, EXIT_FAILED, "cannot write '%s': %s", new->output,
			    there ? "it exists" : file_status_text(status));
}

static int write_text(struct new *new)
{
	struct buf text;
	buf_init(&text, BUF_CAP);
	int code = EXIT_CLEAN;
	if (!template_write(&new->template, &new->ids, &text))
		code = program_fail_memory(&new->program);
	else if (new->output && strcmp(new->output, "-") != 0)
		code = write_new(new, buf_view(&text));
	else
		code = program_print(&new->program, &text);
	buf_release(&text);
	return code;
}

int new_main(int argc, char **argv, FILE *in, FILE *out, FILE *err)
{
	struct new new = { .program = { .name = "satchel-new", .in = in, .out = out, .err = err } };
	new_ids_init(&new.ids);
	int code = program_start(&new.program, &help, rows, &new, argc, argv);
	if (code == PROGRAM_GO_ON)
		code = take_operands(&new);
	if (code == PROGRAM_GO_ON)
		code = check_values(&new);
	if (code == PROGRAM_GO_ON)
		code = complete(&new);
	if (code == PROGRAM_GO_ON)
		code = write_text(&new);
	code = program_end(&new.program, code);
	new_ids_release(&new.ids);
	return code;
}
