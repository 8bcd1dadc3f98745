#include "base/options.h"

#include "base/nearest.h"

#include <errno.h>
#include <stdlib.h>

void options_init(struct options *options, const struct option_row *rows, int argc, char **argv)
{
	*options = (struct options){ .rows = rows, .argc = argc, .argv = argv, .next = 1 };
}

static int fail(struct options *options, const char *format, const char *a, const char *b)
{
	snprintf(options->error, sizeof(options->error), format, a, b ? b : "");
	return OPTIONS_ERROR;
}

static int unknown_name(struct options *options, struct str name)
{
	struct nearest nearest;
	nearest_init(&nearest, name);
	for (const struct option_row *row = options->rows; row->id; row++)
		nearest_offer(&nearest, row->name);
	char shown[80];
	snprintf(shown, sizeof(shown), "%.*s", STR_ARG(name));
	if (nearest.best)
		return fail(options, "there is no option --%s; did you mean --%s?", shown, nearest.best);
	return fail(options, "there is no option --%s", shown, NULL);
}

static int long_option(struct options *options, const char *text)
{
	const char *equals = strchr(text, '=');
	struct str name = { text, equals ? (size_t)(equals - text) : strlen(text) };
	const struct option_row *row = options->rows;
	while (row->id && !str_is(name, row->name))
		row++;
	if (!row->id)
		return unknown_name(options, name);
	if (!row->argument)
		return equals ? fail(options, "--%s takes no argument", row->name, NULL) : row->id;
	if (equals) {
		options->value = equals + 1;
	} else {
		if (options->next >= options->argc)
			return fail(options, "--%s needs an argument: %s", row->name, row->argument);
		options->value = options->argv[options->next++];
	}
	return row->id;
}

static int short_option(struct options *options)
{
	char letter[2] = { *options->cluster++, '\0' };
	const char *rest = *options->cluster ? options->cluster : NULL;
	options->cluster = rest;
	const struct option_row *row = options->rows;
	while (row->id && row->letter != letter[0])
		row++;
	if (!row->id)
		return fail(options, "there is no option -%s", letter, NULL);
	if (!row->argument)
		return row->id;
	options->cluster = NULL;
	if (rest) {
		options->value = rest;
	} else {
		if (options->next >= options->argc)
			return fail(options, "-%s needs an argument: %s", letter, row->argument);
		options->value = options->argv[options->next++];
	}
	return row->id;
}

int options_next(struct options *options)
{
	options->value = NULL;
	if (options->cluster)
		return short_option(options);
	if (options->next >= options->argc)
		return OPTIONS_END;
	const char *word = options->argv[options->next++];
	if (options->operands_only || word[0] != '-' || word[1] == '\0') {
		options->value = word;
		return OPTIONS_OPERAND;
	}
	if (strcmp(word, "--") == 0) {
		options->operands_only = true;
		return options_next(options);
	}
	if (word[1] == '-')
		return long_option(options, word + 2);
	options->cluster = word + 1;
	return short_option(options);
}

void options_print_help(FILE *out, const char *usage, const char *about, const struct option_row *rows)
{
	enum { HELP_COLUMN = 28 };
	fprintf(out, "usage: %s\n\n%s\n\n", usage, about);
	for (const struct option_row *row = rows; row->id; row++) {
		char left[128];
		char letter[8] = "    ";
		if (row->letter)
			snprintf(letter, sizeof(letter), "-%c, ", row->letter);
		snprintf(left, sizeof(left), "  %s--%s%s%s", letter, row->name, row->argument ? "=" : "",
			 row->argument ? row->argument : "");
		if (strlen(left) >= HELP_COLUMN)
			fprintf(out, "%s\n%*s", left, HELP_COLUMN, "");
		else
			fprintf(out, "%-*s", HELP_COLUMN, left);
		for (const char *p = row->help; *p; p++) {
			fputc(*p, out);
			if (*p == '\n')
				fprintf(out, "%*s", HELP_COLUMN, "");
		}
		fputc('\n', out);
	}
}

bool option_number(const char *text, unsigned long low, unsigned long high, unsigned long *number)
{
	if (*text < '0' || *text > '9')
		return false;
	char *end;
	errno = 0;
	unsigned long value = strtoul(text, &end, 10);
	if (errno || *end || value < low || value > high)
		return false;
	*number = value;
	return true;
}

bool option_jobs(const char *text, unsigned *jobs)
{
	unsigned long number;
	if (!option_number(text, 1, 256, &number))
		return false;
	*jobs = (unsigned)number;
	return true;
}

bool option_color(const char *text, enum option_color *color)
{
	static const char *const names[] = {
		[OPTION_COLOR_AUTO] = "auto", [OPTION_COLOR_ALWAYS] = "always", [OPTION_COLOR_NEVER] = "never"
	};
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(names[i], text) == 0) {
			*color = (enum option_color)i;
			return true;
		}
	}
	return false;
}
