/* Compares the messages for the bad examples of rule pages with the golden files tests/rules/messages/FAMILY/NAME.out,
 * so that no other test depends on wording. UPDATE=1 rewrites the files: review them before a commit. */
#ifndef TESTS_RULES_MESSAGES_H
#define TESTS_RULES_MESSAGES_H

#include "base/file.h"
#include "base/buf.h"
#include "report/report.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Appends text without the path of the folder. */
static void append_without(struct buf *out, const char *text, const char *folder)
{
	const char *found;
	size_t len = strlen(folder);
	for (; text && (found = strstr(text, folder)); text = found + len + (found[len] == '/'))
		buf_add(out, text, (size_t)(found - text));
	if (text)
		buf_text(out, text);
}

/* Appends the message and help of each finding, without repetitions. */
static void append_messages(struct buf *out, const struct report *report, const char *folder)
{
	struct buf message;
	buf_init(&message, BUF_CAP);
	for (const struct diagnostic *d = report->first; d; d = d->next) {
		buf_clear(&message);
		buf_format(&message, "%s: ", severity_name(d->severity));
		append_without(&message, d->message, folder);
		buf_text(&message, d->help ? "\n  help: " : "");
		append_without(&message, d->help, folder);
		buf_char(&message, '\n');
		if (!strstr(buf_cstr(out), buf_cstr(&message)))
			buf_str(out, buf_view(&message));
	}
	buf_release(&message);
}

/* Whether the messages of a rule match its golden file. */
static bool messages_are(const struct buf *messages, const char *rule)
{
	char path[256];
	struct buf golden;
	bool update = getenv("UPDATE") != NULL;
	snprintf(path, sizeof(path), "tests/rules/messages/%s.out", rule);
	if (update) {
		char *slash = strrchr(path, '/');
		*slash = '\0';
		bool there = mkdir(path, 0777) == 0 || errno == EEXIST;
		*slash = '/';
		return there && write_file(path, buf_view(messages));
	}
	buf_init(&golden, BUF_CAP);
	bool good = file_read(path, BUF_CAP - 1, &golden) == FILE_OK && !buf_failed(messages) &&
		    str_equal(buf_view(&golden), buf_view(messages));
	if (!good)
		printf("#   not as in %s:\n# %s\n", path, buf_cstr(messages));
	buf_release(&golden);
	return good;
}

#endif
