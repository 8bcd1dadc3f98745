/* Reads HTML and shows what it became as XML. */
#ifndef TESTS_HTML_H
#define TESTS_HTML_H

#include "convert/html/html_read.h"
#include "convert/core/import_map.h"
#include "lesson/writer.h"

#include "../lesson.h"

struct html_test {
	struct import_map map;
	struct import import;
	struct html_reader reader;
	struct buf out;
};

static inline int html_setup(void **state)
{
	struct html_test *t = calloc(1, sizeof(*t));
	assert_non_null(t);
	import_map_init(&t->map);
	import_init(&t->import, &t->map);
	t->import.language = "en";
	t->import.ids.seed = 1;
	t->reader.import = &t->import;
	t->reader.item = ledger_read(&t->import.ledger, LEDGER_CARD, STR("x"), 0);
	buf_init(&t->out, BUF_CAP);
	*state = t;
	return 0;
}

static inline int html_teardown(void **state)
{
	struct html_test *t = *state;
	import_release(&t->import);
	import_map_release(&t->map);
	buf_release(&t->out);
	free(t);
	return 0;
}

/* Removes the ids of figures, which are random. */
static inline void html_without_ids(char *xml)
{
	for (char *id; (id = strstr(xml, " id=\"f"));)
		memmove(id, strchr(id + 5, '"') + 1, strlen(strchr(id + 5, '"')));
}

/* The flow as the content of an element, without ids. */
static inline const char *html_shown(struct html_test *t, struct flow *flow)
{
	struct card card = { .front = flow };
	assert_non_null(flow);
	buf_clear(&t->out);
	lesson_write_card(&card, STR("en"), &t->out);
	const char *start = strstr(buf_cstr(&t->out), "<front>");
	char *end = strstr(t->out.at, "</front>");
	assert_non_null(start);
	assert_non_null(end);
	*end = '\0';
	html_without_ids(t->out.at);
	return start + strlen("<front>");
}

static inline const char *html_became(struct html_test *t, const char *html)
{
	return html_shown(t, html_read(&t->reader, str_from(html)));
}

/* The rows of the ledger so far: "what > outcome", one a line. They are forgotten. */
static inline const char *html_rows(struct html_test *t, char *room, size_t size)
{
	size_t len = 0;
	room[0] = '\0';
	for (const struct ledger_row *row = t->import.ledger.rows; row; row = row->next)
		len += (size_t)snprintf(room + len, size - len, "%.*s > %.*s\n", STR_ARG(row->what),
					STR_ARG(row->outcome));
	t->import.ledger.rows = NULL;
	t->import.ledger.end = &t->import.ledger.rows;
	t->reader.item = ledger_read(&t->import.ledger, LEDGER_CARD, STR("x"), 0);
	return room;
}

#endif
