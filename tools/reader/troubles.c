#include "reader/internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool trouble(struct troubles *troubles, enum satchel_status status, const char *entry, const char *format, ...)
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
	if (troubles->count++ == 0)
		troubles->first = error;
	else if (status == SATCHEL_UNREADABLE || status == SATCHEL_NO_MEMORY)
		/* A failure to look outweighs what was seen before it. */
		troubles->first.status = status;
	if (troubles->report)
		troubles->report(troubles->context, &error);
	return false;
}

bool trouble_memory(struct troubles *troubles)
{
	return trouble(troubles, SATCHEL_NO_MEMORY, "", "out of memory");
}

enum satchel_status troubles_give(const struct troubles *troubles, struct satchel_error *error)
{
	if (error && troubles->count > 0)
		*error = troubles->first;
	else if (error)
		*error = (struct satchel_error){ .status = SATCHEL_OK };
	return troubles->count > 0 ? troubles->first.status : SATCHEL_OK;
}
