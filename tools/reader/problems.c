#include "reader/internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool add_problem(struct problems *problems, enum satchel_status status, const char *entry, const char *format, ...)
{
	struct satchel_error error = { .status = status };
	size_t len = 0;
	va_list args;
	snprintf(error.entry, sizeof(error.entry), "%s", entry);
	if (*entry)
		len = (size_t)snprintf(error.message, sizeof(error.message), "%s: ", error.entry);
	va_start(args, format);
	vsnprintf(error.message + len, sizeof(error.message) - len, format, args);
	va_end(args);
	if (problems->count++ == 0)
		problems->first = error;
	else if (status == SATCHEL_UNREADABLE || status == SATCHEL_NO_MEMORY)
		/* A failure to read outweighs earlier problems. */
		problems->first.status = status;
	if (problems->report)
		problems->report(problems->context, &error);
	return false;
}

bool add_no_memory(struct problems *problems)
{
	return add_problem(problems, SATCHEL_NO_MEMORY, "", "out of memory");
}

enum satchel_status problems_first(const struct problems *problems, struct satchel_error *error)
{
	if (error && problems->count > 0)
		*error = problems->first;
	else if (error)
		*error = (struct satchel_error){ .status = SATCHEL_OK };
	return problems->count > 0 ? problems->first.status : SATCHEL_OK;
}
