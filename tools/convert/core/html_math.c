/* Formulas in text. */
#include "convert/core/html_reading.h"

/* A formula that cannot be read keeps its source. */
static void keep_source(struct html_reading *reading, struct str source, const char *why)
{
	struct html_reader *reader = reading->reader;
	struct inline_node code = { .kind = INLINE_CODE };
	ledger_changef(&reader->import->ledger, reader->item, why, "its source was kept", "formula '%.*s'",
		       STR_ARG(source));
	bool open = flow_maker_open(reading->maker, &code);
	flow_maker_text(reading->maker, source);
	if (open)
		flow_maker_close(reading->maker);
}

void html_read_math(struct html_reading *reading, const xmlNode *node)
{
	keep_source(reading, html_text_of(reading, node), "it is not understood");
}

void html_read_tex(struct html_reading *reading, struct str tex, bool block)
{
	(void)block;
	keep_source(reading, tex, "it is not understood");
}

static void add_text(struct html_reading *reading, struct str text)
{
	while (reading->keeps_lines && text.len) {
		const char *end = memchr(text.at, '\n', text.len);
		if (!end)
			break;
		size_t len = (size_t)(end - text.at);
		flow_maker_text(reading->maker, (struct str){ text.at, len });
		flow_maker_break(reading->maker);
		text = (struct str){ end + 1, text.len - len - 1 };
	}
	flow_maker_text(reading->maker, text);
}

const xmlNode *html_read_text(struct html_reading *reading, const xmlNode *node)
{
	add_text(reading, str_from(node->content ? (const char *)node->content : ""));
	return node;
}
