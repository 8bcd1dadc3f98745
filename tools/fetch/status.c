#include "fetch/status.h"

enum fetch_status fetch_because(enum fetch_status status, struct buf *why, const char *format, ...)
{
	va_list args;
	buf_clear(why);
	va_start(args, format);
	buf_vformat(why, format, args);
	va_end(args);
	return status;
}

enum fetch_status fetch_because_of(const struct satchel_error *error, const char *name, struct buf *why)
{
	enum fetch_status status = error->status == SATCHEL_NO_MEMORY	 ? FETCH_NO_MEMORY
				   : error->status == SATCHEL_UNREADABLE ? FETCH_FAILED
									 : FETCH_REFUSED;
	return fetch_because(status, why, "%s: %s", name, error->message);
}
