#include "editor/documents/document.h"

#include "base/path.h"
#include "check/core/lesson_files.h"
#include "editor/protocol/uri.h"
#include "lesson/other_file.h"

#include <limits.h>
#include <stdlib.h>

static void free_document(struct document *document)
{
	free(document->uri);
	free(document->path);
	text_release(&document->text);
	findings_release(&document->alone);
	findings_release(&document->full);
	buf_release(&document->published);
	free(document);
}

void documents_release(struct documents *documents)
{
	while (documents->first) {
		struct document *next = documents->first->next;
		free_document(documents->first);
		documents->first = next;
	}
}

struct document *documents_find(const struct documents *documents, struct str uri)
{
	struct document *document = documents->first;
	while (document && !str_is(uri, document->uri))
		document = document->next;
	return document;
}

struct document *documents_find_path(const struct documents *documents, const char *path)
{
	struct document *document = documents->first;
	while (document && strcmp(path, document->path) != 0)
		document = document->next;
	return document;
}

/* The path as the checker shows it: its folder is real, because the tree of a lesson is found from there. */
static char *real_path(const char *path)
{
	char folder[PATH_MAX];
	struct str parent = path_folder(path);
	if (parent.len >= sizeof(folder))
		return strdup(path);
	memcpy(folder, parent.at, parent.len);
	folder[parent.len] = '\0';
	char *real = realpath(folder, NULL);
	if (!real)
		return strdup(path);
	struct buf whole;
	buf_init(&whole, BUF_CAP);
	buf_format(&whole, "%s/%s", strcmp(real, "/") == 0 ? "" : real, path_name(path));
	free(real);
	return whole.at; /* NULL if memory ran out */
}

char *documents_path_of(struct str uri, bool *is_file)
{
	struct buf path;
	buf_init(&path, BUF_CAP);
	*is_file = uri_path(uri, &path);
	char *real = *is_file && !buf_failed(&path) ? real_path(buf_cstr(&path)) : NULL;
	buf_release(&path);
	return real;
}

/* The path of a document that is no file: there are none below /dev/null. */
static char *new_path(size_t number)
{
	struct buf path;
	buf_init(&path, BUF_CAP);
	buf_format(&path, "/dev/null/%zu/new.xml", number);
	return path.at;
}

struct document *documents_open(struct documents *documents, struct str uri, int64_t version, struct str text)
{
	struct document *document = documents_find(documents, uri);
	if (!document) {
		document = calloc(1, sizeof(*document));
		if (!document)
			return NULL;
		text_init(&document->text);
		findings_init(&document->alone);
		findings_init(&document->full);
		buf_init(&document->published, BUF_CAP);
		document->uri = strndup(uri.at, uri.len);
		document->path = documents_path_of(uri, &document->is_file);
		if (!document->is_file)
			document->path = new_path(++documents->new_count);
		document->next = documents->first;
		documents->first = document;
	}
	document->version = version;
	document->state = DOCUMENT_CHANGED;
	findings_release(&document->alone);
	findings_release(&document->full);
	if (document->uri && document->path && text_set(&document->text, text))
		return document;
	documents_close(documents, document);
	return NULL;
}

void documents_close(struct documents *documents, struct document *document)
{
	struct document **link = &documents->first;
	while (*link && *link != document)
		link = &(*link)->next;
	if (!*link)
		return;
	*link = document->next;
	free_document(document);
}

bool document_change(struct document *document, size_t start, size_t end, struct str with)
{
	size_t len = document->text.bytes.len;
	end = end > len ? len : end;
	start = start > end ? end : start;
	document->state = DOCUMENT_CHANGED;
	findings_move(&document->alone, (uint32_t)start, (uint32_t)end, (uint32_t)with.len);
	findings_move(&document->full, (uint32_t)start, (uint32_t)end, (uint32_t)with.len);
	return text_replace(&document->text, start, end, with);
}

bool document_is_lesson(const struct document *document)
{
	struct str bytes = buf_view(&document->text.bytes);
	return lesson_file(NULL, document->path) && may_be_lesson(bytes, document->path) && !other_file(bytes);
}

static const struct editor_finding *first_wide(const struct editor_finding *finding)
{
	while (finding && !finding->wide)
		finding = finding->next;
	return finding;
}

const struct editor_finding *document_next_finding(const struct document *document, const struct editor_finding *last)
{
	if (document->state == DOCUMENT_CHECKED)
		return last ? last->next : document->full.first;
	if (last && last->wide)
		return first_wide(last->next);
	const struct editor_finding *next = last ? last->next : document->alone.first;
	return next ? next : first_wide(document->full.first);
}
