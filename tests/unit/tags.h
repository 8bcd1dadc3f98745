/* The tags of a well-formed text, for tests that damage it. */
#ifndef TESTS_TAGS_H
#define TESTS_TAGS_H

#include "base/buf.h"
#include "lesson/markup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { TAGS_MAX = 4096 };

struct tag {
	size_t start, end;
	size_t name, name_end;
	bool closes, empty, attributes;
	size_t partner; /* of an element with two tags; else itself */
};

struct text {
	struct buf bytes;
	struct tag tags[TAGS_MAX];
	size_t count;
};

static inline void find_tags(struct text *text)
{
	struct str s = buf_view(&text->bytes);
	size_t open[128], depth = 0;
	text->count = 0;
	struct markup_scan scan = { .bytes = s };
	struct markup markup = { .end = 0 };
	while (text->count < TAGS_MAX && markup_next(&scan, markup.end, &markup)) {
		if (markup.kind > MARKUP_END)
			continue;
		struct tag *tag = &text->tags[text->count];
		bool closes = markup.kind == MARKUP_END;
		*tag = (struct tag){ .start = markup.start,
				     .end = markup.end,
				     .name = markup.start + 1 + closes,
				     .name_end = markup.inside,
				     .closes = closes,
				     .empty = markup.kind == MARKUP_EMPTY };
		tag->attributes = memchr(s.at + markup.start, '=', markup.end - markup.start) != NULL;
		tag->partner = text->count;
		if (closes) {
			assert_true(depth > 0);
			tag->partner = open[--depth];
			text->tags[tag->partner].partner = text->count;
		} else if (!tag->empty) {
			assert_true(depth < 128);
			open[depth++] = text->count;
		}
		text->count++;
	}
}

#endif
