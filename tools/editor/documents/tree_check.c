/* Checks whole trees, shows the findings in the lessons that are not open, and collects what all lessons mention. */
#include "editor/documents/check.h"
#include "editor/documents/diagnostics.h"

#include "base/path.h"
#include "editor/documents/folders.h"

#include <stdlib.h>
#include <unistd.h>

/* Collects what the lessons of a tree mention, on several threads. */
struct mention_gathering {
	struct mentions *first;
	pthread_mutex_t lock;
	char folder[4096]; /* for relative paths */
};

static bool gather(void *context, unsigned worker, size_t index, const struct lesson *lesson,
		   const struct source *source, bool usable)
{
	struct mention_gathering *gathering = context;
	struct buf path;
	(void)worker, (void)index, (void)usable;
	buf_init(&path, BUF_CAP);
	path_absolute(&path, gathering->folder, source->path);
	struct mentions *mentions = buf_failed(&path) ? NULL : mentions_read(buf_cstr(&path), lesson);
	buf_release(&path);
	if (!mentions)
		return false;
	pthread_mutex_lock(&gathering->lock);
	mentions->next = gathering->first;
	gathering->first = mentions;
	pthread_mutex_unlock(&gathering->lock);
	return true;
}

static void free_file(struct tree_file *file)
{
	if (!file)
		return;
	free(file->path);
	free(file->uri);
	free(file);
}

static struct tree_file *shown_at(const struct language_server *server, struct editor_tree *tree, const char *path)
{
	struct buf uri;
	struct tree_file *file = map_get(&tree->shown_by_path, str_from(path));
	if (file)
		return file;
	buf_init(&uri, BUF_CAP);
	folders_uri(server, path, &uri);
	file = calloc(1, sizeof(*file));
	if (file) {
		file->path = strdup(path);
		file->uri = strdup(buf_cstr(&uri));
		buf_init(&file->published, BUF_CAP);
	}
	void **slot = file && file->path && file->uri && !buf_failed(&uri)
			      ? map_put(&tree->shown_by_path, str_from(file->path))
			      : NULL;
	buf_release(&uri);
	if (!slot) {
		free_file(file);
		return NULL;
	}
	*slot = file;
	file->next = tree->shown;
	tree->shown = file;
	return file;
}

/* Whether a document shows the findings in the file at path, and not its tree. */
static bool is_open_lesson(struct language_server *server, const char *path)
{
	const struct document *document = documents_find_path(&server->documents, path);
	return document && diagnostics_are_own(server, document);
}

/* Sends the findings in a file that is not open, or keeps them until the client asks. */
static void publish(struct language_server *server, struct tree_file *file, struct str findings)
{
	if (!server->client.pulls_all) {
		diagnostics_publish(server, file->uri, NULL, &file->published, findings);
		return;
	}
	if (str_equal(buf_view(&file->published), findings))
		return;
	buf_clear(&file->published);
	buf_str(&file->published, findings);
	server->starved = server->starved || buf_failed(&file->published);
	/* It asks of its own accord only for the others. */
	if (server->client.refreshes && documents_find_path(&server->documents, file->path))
		server_ask(server, "workspace/diagnostic/refresh", STR_NONE);
}

bool diagnostics_write_file(struct json *json, struct language_server *server, const char *path,
			    const struct diagnostic *first)
{
	struct editor_text loaded;
	struct findings findings;
	text_init(&loaded);
	findings_init(&findings);
	json_open_array(json);
	const struct editor_text *text = first ? server_text(server, path, &loaded) : NULL;
	bool taken = text && findings_take(&findings, first, first->path, buf_view(&text->bytes));
	for (const struct editor_finding *finding = findings.first; taken && finding; finding = finding->next)
		write_finding(json, server, text, finding);
	json_close_array(json);
	server->starved = server->starved || (text && !taken) || buf_failed(json->out);
	findings_release(&findings);
	text_release(&loaded);
	return taken && !buf_failed(json->out);
}

/* Publishes the findings in a file, at path, whose document does not show them; the first of them is given. */
static void publish_file(struct language_server *server, struct editor_tree *tree, const struct diagnostic *first,
			 const char *path)
{
	struct buf out;
	struct json json;
	buf_init(&out, BUF_CAP);
	json_init(&json, &out);
	struct tree_file *file = shown_at(server, tree, path);
	server->starved = server->starved || !file;
	if (file && diagnostics_write_file(&json, server, path, first)) {
		publish(server, file, buf_view(&out));
		file->seen = true;
	}
	buf_release(&out);
}

/* Clears what is shown in lessons without findings. Documents show those in open ones. */
static void clear_others(struct language_server *server, struct editor_tree *tree)
{
	for (struct tree_file *file = tree->shown; file; file = file->next)
		if (!file->seen && is_open_lesson(server, file->path))
			buf_clear(&file->published);
		else if (!file->seen && file->published.len)
			publish(server, file, STR("[]"));
}

/* Publishes the findings in the lessons that are not open. */
static void publish_tree(struct language_server *server, struct editor_tree *tree, const struct report *report,
			 const char *folder)
{
	struct buf path;
	buf_init(&path, BUF_CAP);
	for (struct tree_file *file = tree->shown; file; file = file->next)
		file->seen = false;
	const char *last = NULL;
	for (const struct diagnostic *d = report->first; d; d = d->next) {
		if (!d->path || (last && strcmp(last, d->path) == 0))
			continue;
		last = d->path;
		buf_clear(&path);
		path_absolute(&path, folder, d->path);
		if (!buf_failed(&path) && !is_open_lesson(server, buf_cstr(&path)))
			publish_file(server, tree, d, buf_cstr(&path));
	}
	server->starved = server->starved || buf_failed(&path);
	clear_others(server, tree);
	buf_release(&path);
}

void diagnostics_check_tree(struct language_server *server, struct editor_tree *tree)
{
	struct editor_check check;
	struct mention_gathering gathering = { .first = NULL };
	struct checker_hooks hooks = { .on_lesson = gather, .context = &gathering };
	editor_check_init(&check, &server->documents, server->dictionaries);
	check.must_stop = server_must_stop;
	check.context = server;
	check.config = &tree->config;
	check.in_tree = true;
	if (!getcwd(gathering.folder, sizeof(gathering.folder)))
		*gathering.folder = '\0';
	pthread_mutex_init(&gathering.lock, NULL);
	enum editor_check_status status = editor_check_files(&check, tree->root, &hooks);
	bool complete = true;
	if (status == EDITOR_CHECK_OK)
		tree_clear(tree);
	while (gathering.first) {
		struct mentions *mentions = gathering.first;
		gathering.first = mentions->next;
		if (status != EDITOR_CHECK_OK)
			mentions_free(mentions);
		else
			complete = tree_take(tree, mentions) && complete;
	}
	if (status != EDITOR_CHECK_STOPPED)
		publish_tree(server, tree, &check.report, gathering.folder);
	if (status != EDITOR_CHECK_STOPPED)
		buf_clear(&tree->trouble);
	if (status == EDITOR_CHECK_WRONG)
		buf_str(&tree->trouble, str_trim(buf_view(&check.messages)));
	server->starved = server->starved || status == EDITOR_CHECK_FAILED || !complete || buf_failed(&tree->trouble);
	tree->changed = status == EDITOR_CHECK_STOPPED || server->starved;
	tree->read = tree->read || !tree->changed;
	pthread_mutex_destroy(&gathering.lock);
	editor_check_release(&check);
	server->stops = status == EDITOR_CHECK_STOPPED ? server->stops + 1 : 0;
}

bool diagnostics_read_tree(struct language_server *server, struct editor_tree *tree)
{
	if (!tree->read)
		diagnostics_check_tree(server, tree);
	return tree_refresh(tree, &server->documents);
}

struct editor_tree *diagnostics_tree(struct language_server *server, const struct document *document)
{
	struct editor_tree *tree = document->is_file ? trees_of(&server->trees, document->path) : NULL;
	if (!tree || diagnostics_read_tree(server, tree))
		return tree;
	server->starved = true;
	return NULL;
}

void diagnostics_take_over(struct language_server *server, struct document *document)
{
	const struct editor_tree *tree = document->is_file ? trees_of(&server->trees, document->path) : NULL;
	struct tree_file *file = tree ? map_get(&tree->shown_by_path, str_from(document->path)) : NULL;
	if (!file || document->published.len || !diagnostics_are_own(server, document))
		return;
	if (server->client.pulls || strcmp(file->uri, document->uri) != 0) {
		if (file->published.len && !server->client.pulls_all)
			diagnostics_clear(server, file->uri);
		buf_clear(&file->published);
		return;
	}
	struct buf published = document->published;
	document->published = file->published;
	file->published = published;
}

void diagnostics_drop_tree(struct language_server *server, struct editor_tree *tree)
{
	for (struct tree_file *file = tree->shown; file; file = file->next)
		if (file->published.len && !server->client.pulls_all)
			diagnostics_clear(server, file->uri);
	trees_drop(&server->trees, tree);
}
