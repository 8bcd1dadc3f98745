#include "convert/qti/qti.h"

#include "convert/core/gaps.h"

enum { NAME_MAX_LENGTH = 100 };

struct marks {
	struct qti *qti;
	qti1_mark_finder *find;
	void *context;
};

static struct str replaced(struct marks *marks, struct str text)
{
	struct arena *arena = &marks->qti->import->arena;
	struct buf out, found;
	size_t done = 0;
	buf_init(&out, BUF_CAP);
	buf_init(&found, BUF_CAP);
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] != '[')
			continue;
		size_t room = text.len - i - 1 < NAME_MAX_LENGTH ? text.len - i - 1 : NAME_MAX_LENGTH;
		const char *end = memchr(text.at + i + 1, ']', room);
		if (!end)
			continue;
		buf_clear(&found);
		marks->find(marks->context, (struct str){ text.at + i + 1, (size_t)(end - text.at) - i - 1 }, &found);
		if (!found.len)
			continue;
		buf_add(&out, text.at + done, i - done);
		buf_str(&out, buf_view(&found));
		i = (size_t)(end - text.at);
		done = i + 1;
	}
	buf_add(&out, text.at + done, text.len - done);
	struct str made = done ? arena_str(arena, buf_view(&out)) : text;
	arena->failed = arena->failed || buf_failed(&out) || buf_failed(&found);
	buf_release(&out);
	buf_release(&found);
	return made;
}

static void replace_run(void *context, struct inline_node *run)
{
	for (; run; run = run->next) {
		if (run->kind == INLINE_TEXT)
			run->text = replaced(context, run->text);
		replace_run(context, run->children);
	}
}

void qti1_replace_marks(struct qti *qti, struct flow *flow, qti1_mark_finder *find, void *context)
{
	struct marks marks = { qti, find, context };
	if (flow)
		gaps_each_run(flow, replace_run, &marks);
}
