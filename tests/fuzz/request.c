/* libFuzzer target: headers of requests to satchel-preview, separated by line ends: Host, Range, If-Range,
 * If-None-Match. The first byte is the length of the file; the input is also joined as a module. */
#include "preview/request.h"
#include "preview/modules.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { HEADERS = 4 };

static struct embedded_file module[] = { { "main.js", NULL, 0 }, { NULL, NULL, 0 } };

static void read_headers(char *text, uint64_t size)
{
	const char *headers[HEADERS] = { NULL };
	uint64_t from, length;
	for (size_t i = 0; text && i < HEADERS; i++) {
		headers[i] = text;
		text = strchr(text, '\n');
		if (text)
			*text++ = '\0';
	}
	/* Only these names, with that port. */
	if (request_is_local(headers[0], 8417) && !strstr(headers[0], ":8417"))
		abort();
	if (request_range(headers[1], headers[2], "\"a\"", size, &from, &length) != RANGE_NOT_SATISFIABLE &&
	    (from > size || length > size - from || (size > 0 && length == 0)))
		abort();
	(void)request_has_etag(headers[3], "\"a\"");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct modules modules = { .files = module, .all = true };
	struct buf out, why;
	char *text = malloc(size + 1);
	if (!text)
		return 0;
	memcpy(text, data, size);
	text[size] = '\0';
	module->bytes = text;
	module->len = size;
	buf_init(&out, BUF_CAP);
	buf_init(&why, BUF_CAP);
	if (!modules_add(&modules, str_from(module->path)) ||
	    (modules_join(&modules, &out, &why) == RESULT_REFUSED && why.len == 0))
		abort();
	buf_release(&out);
	buf_release(&why);
	if (size > 0)
		read_headers(text + 1, data[0]);
	free(text);
	return 0;
}
