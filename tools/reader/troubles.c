#include "reader/internal.h"

#include <stdarg.h>
#include <stdio.h>

static void set(struct satchel_error *error, enum satchel_status status, const char *format, va_list args)
{
	error->status = status;
	vsnprintf(error->message, sizeof(error->message), format, args);
}

bool trouble(struct troubles *troubles, enum satchel_status status, const char *format, ...)
{
	struct satchel_error error;
	va_list args;
	va_start(args, format);
	set(&error, status, format, args);
	va_end(args);
	if (troubles->count++ == 0)
		troubles->first = error;
	else if (status == SATCHEL_UNREADABLE || status == SATCHEL_NO_MEMORY)
		/* A failure to look outweighs what was seen before it. */
		troubles->first.status = status;
	if (troubles->report)
		troubles->report(troubles->context, error.message);
	return false;
}

bool trouble_memory(struct troubles *troubles)
{
	return trouble(troubles, SATCHEL_NO_MEMORY, "out of memory");
}

void error_set(struct satchel_error *error, enum satchel_status status, const char *format, ...)
{
	if (!error)
		return;
	va_list args;
	va_start(args, format);
	set(error, status, format, args);
	va_end(args);
}
