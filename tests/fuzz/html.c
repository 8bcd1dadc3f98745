/* libFuzzer target: a field of HTML, or text. What it becomes is written as HTML and read back as the same. The first
 * byte chooses the options of the reader. */
#include "convert/html/html_read.h"
#include "convert/html/html_write.h"
#include "convert/core/import_map.h"
#include "lesson/writer.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool good)
{
	if (!good)
		abort();
}

/* Every other file is there, and those that were taken over. */
static enum result find_some(void *context, struct str name, struct str *bytes, struct buf *why)
{
	const struct import *import = context;
	for (const struct import_asset *asset = import->assets; asset; asset = asset->next) {
		if (str_equal(asset->path, name)) {
			*bytes = asset->bytes;
			return RESULT_OK;
		}
	}
	*bytes = STR("<svg xmlns='http://www.w3.org/2000/svg'/>");
	if (name.len % 2)
		buf_text(why, "no such file");
	return name.len % 2 ? RESULT_REFUSED : RESULT_OK;
}

/* The flow as XML without the ids of figures, which are random. */
static void show(const struct flow *flow, struct buf *out)
{
	struct flow copy = *flow;
	struct card card = { .front = &copy };
	lesson_write_card(&card, STR("en"), out);
	static const char *const starts[] = { "<figure id=\"", "<audio id=\"", "<video id=\"", "<table id=\"" };
	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++) {
		for (char *at = out->at; (at = strstr(at, starts[i]));) {
			at += strlen(starts[i]);
			size_t len = strcspn(at, "\"");
			memmove(at, at + len, strlen(at + len) + 1);
			buf_cut(out, out->len - len);
		}
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct import_map map;
	struct import import;
	struct buf html, before, after;
	if (size == 0)
		return 0;
	import_map_init(&map);
	import_init(&import, &map);
	import.language = "en";
	import.ids.seed = 1;
	import_begin(&import, "fuzz");
	struct html_reader reader = { .import = &import,
				      .item = ledger_read(&import.ledger, LEDGER_CARD, STR("x"), 0),
				      .find = find_some,
				      .context_of_find = &import,
				      .tex = data[0] & 1,
				      .dollars = data[0] & 2,
				      .callouts = data[0] & 4,
				      .blanks = data[0] & 8,
				      .targets = true };
	struct str input = { (const char *)data + 1, size - 1 };
	buf_init(&html, BUF_CAP);
	buf_init(&before, BUF_CAP);
	buf_init(&after, BUF_CAP);
	text_read(&reader, input);
	html_read_inline(&reader, input);
	struct flow *flow = html_read(&reader, input);
	require(flow && !arena_failed(&import.arena));
	struct html_writer writer = { .out = &html, .xhtml = data[0] & 16, .lang = STR("en") };
	html_write_flow(&writer, flow);
	/* A delimiter that was text, such as in a description, is one in HTML. */
	reader.tex = false;
	struct flow *back = html_read(&reader, buf_view(&html));
	require(back && !buf_failed(&html));
	show(flow, &before);
	show(back, &after);
	if (!str_equal(buf_view(&before), buf_view(&after)))
		fprintf(stderr, "%s\nbecame\n%s\nas\n%s\n", buf_cstr(&before), buf_cstr(&after), buf_cstr(&html));
	require(str_equal(buf_view(&before), buf_view(&after)));
	buf_release(&html);
	buf_release(&before);
	buf_release(&after);
	import_release(&import);
	import_map_release(&map);
	return 0;
}
