/* satchel-diff: what changed between two versions of lessons. */
#include "base/nearest.h"
#include "base/options.h"
#include "base/path.h"
#include "cmd/cmd.h"
#include "compare/render.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#define PROGRAM "satchel-diff"

enum { FORMAT = 1, JOBS, COLOUR, QUIET };

static const struct option_row rows[] = {
	{ FORMAT, 'f', "format", "FORMAT", "text, markdown or json" },
	{ COLOUR, 0, "colour", "WHEN", "auto, always or never" },
	{ JOBS, 'j', "jobs", "N", "threads to use; as many as there are processors where it is\nleft out" },
	{ QUIET, 'q', "quiet", NULL, "print nothing; the exit status tells" },
	OPTION_ROWS_COMMON,
	{ 0, 0, NULL, NULL, NULL },
};

static const char usage[] = "satchel-diff [OPTION...] BEFORE AFTER";
static const char about[] = "Tells which units, lessons, questions, cards and glossary entries were added,\n"
			    "removed, moved or changed, and in which words. BEFORE and AFTER are packs, pack\n"
			    "definitions (.xml) or folders of lessons.";

enum format { FORMAT_TEXT, FORMAT_MARKDOWN, FORMAT_JSON };

struct arguments {
	const char *operands[2];
	size_t operand_count;
	enum format format;
	unsigned jobs;
	bool colour, quiet;
	bool done; /* help or version was printed */
};

static bool wants_colour(void)
{
	const char *no = getenv("NO_COLOR"), *terminal = getenv("TERM");
	return isatty(STDOUT_FILENO) && (!no || !*no) && terminal && strcmp(terminal, "dumb") != 0;
}

/* The place of value among names, or -1 and a complaint. */
static int choose(const char *option, const char *value, const char *const *names, size_t count, FILE *err)
{
	struct nearest nearest;
	nearest_init(&nearest, str_from(value));
	for (size_t i = 0; i < count; i++) {
		if (strcmp(names[i], value) == 0)
			return (int)i;
		nearest_offer(&nearest, names[i]);
	}
	fprintf(err, PROGRAM ": --%s is ", option);
	for (size_t i = 0; i < count; i++)
		fprintf(err, "%s%s", i == 0 ? "" : i + 1 == count ? " or " : ", ", names[i]);
	fprintf(err, ", not '%s'", value);
	if (nearest.best)
		fprintf(err, "; did you mean '%s'?", nearest.best);
	fputc('\n', err);
	return -1;
}

static int take_option(struct arguments *arguments, int id, const char *value, FILE *err)
{
	static const char *const formats[] = { "text", "markdown", "json" };
	static const char *const whens[] = { "auto", "always", "never" };
	unsigned long number;
	int chosen = 0;
	switch (id) {
	case FORMAT:
		chosen = choose("format", value, formats, 3, err);
		arguments->format = (enum format)chosen;
		break;
	case COLOUR:
		chosen = choose("colour", value, whens, 3, err);
		arguments->colour = chosen == 0 ? wants_colour() : chosen == 1;
		break;
	case JOBS:
		if (!option_number(value, 1, 1024, &number)) {
			fprintf(err, PROGRAM ": --jobs takes a number from 1 to 1024, not '%s'\n", value);
			return EXIT_USAGE;
		}
		arguments->jobs = (unsigned)number;
		break;
	default: arguments->quiet = true;
	}
	return chosen < 0 ? EXIT_USAGE : EXIT_CLEAN;
}

static int read_arguments(struct arguments *arguments, int argc, char **argv, FILE *out, FILE *err)
{
	struct options options;
	*arguments = (struct arguments){ .colour = wants_colour() };
	options_init(&options, rows, argc, argv);
	for (int id; (id = options_next(&options)) != OPTIONS_END;) {
		switch (id) {
		case OPTION_HELP:
			options_print_help(out, usage, about, rows);
			arguments->done = true;
			return EXIT_CLEAN;
		case OPTION_VERSION:
			fprintf(out, PROGRAM " " SATCHEL_VERSION "\n");
			arguments->done = true;
			return EXIT_CLEAN;
		case OPTIONS_OPERAND:
			if (arguments->operand_count < 2)
				arguments->operands[arguments->operand_count] = options.value;
			arguments->operand_count++;
			break;
		case OPTIONS_ERROR: fprintf(err, PROGRAM ": %s\n", options.error); return EXIT_USAGE;
		default:
			if (take_option(arguments, id, options.value, err) != EXIT_CLEAN)
				return EXIT_USAGE;
		}
	}
	if (arguments->operand_count == 2)
		return EXIT_CLEAN;
	fprintf(err, PROGRAM ": give two things to compare, the older one first; try '" PROGRAM " --help'\n");
	return EXIT_USAGE;
}

static int fail(const struct buf *why, FILE *err)
{
	if (why && why->len > 0 && !buf_failed(why)) {
		for (const char *line = why->at; *line;) {
			size_t len = strcspn(line, "\n");
			fprintf(err, PROGRAM ": %.*s\n", (int)len, line);
			line += len + (line[len] == '\n');
		}
	} else {
		fprintf(err, PROGRAM ": out of memory\n");
	}
	return EXIT_FAILED;
}

static int finish(FILE *out, FILE *err)
{
	if (fflush(out) == 0 && !ferror(out))
		return EXIT_CLEAN;
	fprintf(err, PROGRAM ": cannot write: %s\n", strerror(errno));
	return EXIT_FAILED;
}

static int print(const struct comparison *comparison, const struct arguments *arguments, FILE *out, FILE *err)
{
	struct buf text;
	buf_init(&text, BUF_CAP);
	if (!arguments->quiet) {
		switch (arguments->format) {
		case FORMAT_TEXT: compare_render_text(comparison, arguments->colour, &text); break;
		case FORMAT_MARKDOWN: compare_render_markdown(comparison, &text); break;
		case FORMAT_JSON: compare_render_json(comparison, &text); break;
		}
	}
	bool good = !buf_failed(&text);
	errno = 0;
	if (good)
		fwrite(buf_cstr(&text), 1, text.len, out);
	buf_release(&text);
	int code = good ? finish(out, err) : fail(NULL, err);
	return code != EXIT_CLEAN ? code : comparison->count ? EXIT_FINDINGS : EXIT_CLEAN;
}

static int compare_sides(const struct arguments *arguments, struct side *before, struct side *after, FILE *out,
			 FILE *err)
{
	struct comparison comparison;
	enum compare_status status = compare(&comparison, before, after);
	int code = status == COMPARE_OK		 ? print(&comparison, arguments, out, err)
		   : status == COMPARE_NO_MEMORY ? fail(NULL, err)
						 : fail(before->why.len > 0 ? &before->why : &after->why, err);
	comparison_release(&comparison);
	return code;
}

int diff_main(int argc, char **argv, FILE *in, FILE *out, FILE *err)
{
	struct arguments arguments;
	struct side sides[2];
	(void)in;
	/* A reader that goes away is a failed write, to be told as one. */
	signal(SIGPIPE, SIG_IGN);
	int code = read_arguments(&arguments, argc, argv, out, err);
	if (code != EXIT_CLEAN || arguments.done)
		return code == EXIT_CLEAN ? finish(out, err) : code;
	size_t opened = 0;
	while (opened < 2) {
		struct side *side = &sides[opened];
		enum side_status status = side_open(side, arguments.operands[opened++], arguments.jobs);
		if (status != SIDE_OK) {
			code = fail(status == SIDE_BROKEN ? &side->why : NULL, err);
			goto out;
		}
	}
	code = compare_sides(&arguments, &sides[0], &sides[1], out, err);
out:
	while (opened > 0)
		side_release(&sides[--opened]);
	return code;
}
