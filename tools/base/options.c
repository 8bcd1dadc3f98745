#include "base/options.h"

#include "base/nearest.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>

const char *const option_colors[] = { "auto", "always", "never", NULL };

/* A command line being parsed. */
struct option_parser {
	struct options *options;
	char **words;
	size_t count, next;
};

static enum options_status fail(struct options *options, const char *format, ...) PRINTF_LIKE(2, 3);
static enum options_status fail(struct options *options, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	vsnprintf(options->error, sizeof(options->error), format, args);
	va_end(args);
	return OPTIONS_WRONG;
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

enum { NAMES_SIZE = 160 };

/* "a, b or c" */
static void list_choices(const char *const *choices, char names[NAMES_SIZE])
{
	size_t len = 0;
	names[0] = '\0';
	for (size_t i = 0; choices[i] && len < NAMES_SIZE; i++)
		len += (size_t)snprintf(names + len, NAMES_SIZE - len, "%s%s",
					i == 0 ? "" : choices[i + 1] ? ", " : " or ", choices[i]);
}

/* Sets the index of value among the choices. */
static enum options_status set_choice(struct options *options, const struct option_row *row, const char *value,
				      unsigned *index)
{
	struct nearest nearest;
	char names[NAMES_SIZE];
	nearest_init(&nearest, str_from(value));
	for (unsigned i = 0; row->choices[i]; i++) {
		if (strcmp(row->choices[i], value) == 0) {
			*index = i;
			return OPTIONS_OK;
		}
		nearest_offer(&nearest, row->choices[i]);
	}
	list_choices(row->choices, names);
	return fail(options, "--%s must be %s, not '%s'%s%s%s", row->name, names, value,
		    nearest.best ? "; did you mean '" : "", nearest.best ? nearest.best : "", nearest.best ? "'?" : "");
}

static bool append(struct option_list *list, const char *value)
{
	const char **values = realloc(list->values, (list->count + 1) * sizeof(*values));
	if (!values)
		return false;
	list->values = values;
	values[list->count++] = value;
	return true;
}

static enum options_status set(struct option_parser *reading, const struct option_row *row, const char *value)
{
	struct options *options = reading->options;
	void *field = (char *)options->record + row->field;
	unsigned long number;
	switch (row->type) {
	case OPTION_BOOL: *(bool *)field = true; break;
	case OPTION_STRING: *(const char **)field = value; break;
	case OPTION_NUMBER:
		if (!option_number(value, row->low, row->high, &number))
			return fail(options, "--%s must be a number from %u to %u, not '%s'", row->name, row->low,
				    row->high, value);
		*(unsigned *)field = (unsigned)number;
		break;
	case OPTION_CHOICE: return set_choice(options, row, value, field);
	case OPTION_LIST: return append(field, value) ? OPTIONS_OK : OPTIONS_NO_MEMORY;
	case OPTION_HELP: return OPTIONS_HELP;
	case OPTION_VERSION: return OPTIONS_VERSION;
	case OPTION_END: break;
	}
	return OPTIONS_OK;
}

static enum options_status long_option(struct option_parser *reading, const char *text)
{
	struct options *options = reading->options;
	const char *value = strchr(text, '=');
	struct str name = { text, value ? (size_t)(value++ - text) : strlen(text) };
	struct nearest nearest;
	nearest_init(&nearest, name);
	const struct option_row *row = options->rows;
	for (; row->type && !str_is(name, row->name); row++)
		nearest_offer(&nearest, row->name);
	if (!row->type)
		return fail(options, "there is no option --%.*s%s%s%s", name.len > 80 ? 80 : (int)name.len, name.at,
			    nearest.best ? "; did you mean --" : "", nearest.best ? nearest.best : "",
			    nearest.best ? "?" : "");
	if (!row->argument && value)
		return fail(options, "--%s takes no argument", row->name);
	if (row->argument && !value) {
		if (reading->next == reading->count)
			return fail(options, "--%s needs an argument: %s", row->name, row->argument);
		value = reading->words[reading->next++];
	}
	return set(reading, row, value);
}

static enum options_status short_options(struct option_parser *reading, const char *letters)
{
	struct options *options = reading->options;
	enum options_status status = OPTIONS_OK;
	while (*letters && status == OPTIONS_OK) {
		char letter = *letters++;
		const char *value = NULL;
		const struct option_row *row = options->rows;
		while (row->type && row->letter != letter)
			row++;
		if (!row->type)
			return fail(options, "there is no option -%c", letter);
		if (row->argument) {
			if (!*letters && reading->next == reading->count)
				return fail(options, "-%c needs an argument: %s", letter, row->argument);
			value = *letters ? letters : reading->words[reading->next++];
			letters = "";
		}
		status = set(reading, row, value);
	}
	return status;
}

enum options_status options_read(struct options *options, const struct option_row *rows, void *record, int argc,
				 char **argv)
{
	size_t count = argc > 0 ? (size_t)argc - 1 : 0;
	struct option_parser reading = { options, argv + 1, count, 0 };
	enum options_status status = OPTIONS_OK;
	bool operands_only = false;
	*options = (struct options){ .rows = rows, .record = record };
	options->operands = calloc(count + 1, sizeof(*options->operands));
	if (!options->operands)
		return OPTIONS_NO_MEMORY;
	while (reading.next < count && status == OPTIONS_OK) {
		const char *word = reading.words[reading.next++];
		if (operands_only || word[0] != '-' || word[1] == '\0')
			options->operands[options->operand_count++] = word;
		else if (strcmp(word, "--") == 0)
			operands_only = true;
		else
			status = word[1] == '-' ? long_option(&reading, word + 2) : short_options(&reading, word + 1);
	}
	return status;
}

void options_release(struct options *options)
{
	for (const struct option_row *row = options->rows; row && row->type; row++) {
		if (row->type != OPTION_LIST)
			continue;
		struct option_list *list = (void *)((char *)options->record + row->field);
		free(list->values);
		*list = (struct option_list){ 0 };
	}
	free(options->operands);
	*options = (struct options){ 0 };
}

enum { HELP_COLUMN = 28 };

static void print_indented(FILE *out, const char *text)
{
	for (const char *p = text; *p; p++) {
		fputc(*p, out);
		if (*p == '\n')
			fprintf(out, "%*s", HELP_COLUMN, "");
	}
}

void options_print_help(FILE *out, const char *usage, const char *about, const struct option_row *rows)
{
	fprintf(out, "usage: %s\n\n%s\n\n", usage, about);
	for (const struct option_row *row = rows; row->type; row++) {
		char left[128], names[NAMES_SIZE];
		char letter[8] = "    ";
		if (row->letter)
			snprintf(letter, sizeof(letter), "-%c, ", row->letter);
		snprintf(left, sizeof(left), "  %s--%s%s%s", letter, row->name, row->argument ? "=" : "",
			 row->argument ? row->argument : "");
		if (strlen(left) >= HELP_COLUMN)
			fprintf(out, "%s\n%*s", left, HELP_COLUMN, "");
		else
			fprintf(out, "%-*s", HELP_COLUMN, left);
		print_indented(out, row->help);
		if (row->choices) {
			list_choices(row->choices, names);
			fprintf(out, "\n%*s%s", HELP_COLUMN, "", names);
		}
		fputc('\n', out);
	}
}
