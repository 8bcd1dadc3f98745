/* libFuzzer target: messages to satchel-lsp, one in each line of the input, after one that initializes it and one that
 * opens a small lesson. Lines that begin with a space are sent as they are, so that headers can be wrong too. */
#include "editor/server.h"

#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char start[] =
	"{\"id\":0,\"method\":\"initialize\",\"params\":{\"capabilities\":{}}}\n"
	"{\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":{\"uri\":\"untitled:a\",\"version\":1,"
	"\"text\":\"<lesson xmlns='urn:satchel:lesson:1' id='a'>\\r\\n<title>\xc3\xa9 \xf0\x9f\x98\x80</title>"
	"<section id='b'><p>c <link to='b'>d</link></p></section></lesson>\"}}}\n";

static void add_messages(struct buf *out, struct str lines)
{
	while (lines.len) {
		const char *end = memchr(lines.at, '\n', lines.len);
		size_t len = end ? (size_t)(end - lines.at) : lines.len;
		if (*lines.at != ' ')
			buf_format(out, "Content-Length: %zu\r\n\r\n", len);
		buf_add(out, lines.at, len);
		len += end != NULL;
		lines = (struct str){ lines.at + len, lines.len - len };
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static FILE *nowhere;
	struct buf in;
	int ends[2];
	buf_init(&in, BUF_CAP);
	add_messages(&in, STR(start));
	add_messages(&in, (struct str){ (const char *)data, size });
	if (!nowhere)
		nowhere = fopen("/dev/null", "w");
	/* What does not fit into a pipe would block. */
	if (nowhere && in.len < 60000 && pipe(ends) == 0) {
		if (write(ends[1], in.at, in.len) != (ssize_t)in.len)
			abort();
		close(ends[1]);
		(void)server_run(ends[0], nowhere);
		close(ends[0]);
	}
	buf_release(&in);
	return 0;
}
