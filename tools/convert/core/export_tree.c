/* Exports the lessons of a tree. */
#include "base/path.h"
#include "check/media/picture.h"
#include "convert/core/export.h"
#include "convert/core/tree_lesson.h"
#include "lesson/id.h"
#include "lesson/reader.h"

struct tree_export {
	struct export *export;
	const struct file_list *files;
	const char *const *roots;
	struct lesson_schema *schema;
	struct reader *reader;
	struct rule_settings settings;
	struct buf bytes;	/* of the current lesson */
	struct own_ids own;	/* of the current lesson */
	struct targets targets; /* of all lessons */
	const struct lesson *lesson;
	struct tree_lesson_maker maker;
	size_t index;
};

/* Reads the lesson at the index. */
static enum result read_lesson(struct tree_export *tree, struct buf *why)
{
	const char *path = tree->files->paths[tree->index];
	enum result result = file_result(file_read(path, LESSON_SIZE_MAX, &tree->bytes), "read", path, why);
	if (result != RESULT_OK)
		return result;
	struct report report;
	struct source source;
	report_init(&report, &tree->settings);
	source_init(&source, path, buf_view(&tree->bytes));
	enum reader_status status = reader_read(tree->reader, &source, &report, &tree->lesson);
	report_close_source(&report, &source);
	source_release(&source);
	report_release(&report);
	if (status == READER_NO_MEMORY || (status == READER_OK && !own_ids_gather(&tree->own, tree->lesson)))
		return RESULT_NO_MEMORY;
	if (status == READER_UNUSABLE)
		buf_format(why, "'%s' has changed and is no lesson any more", path);
	return status == READER_OK ? RESULT_OK : RESULT_FAILED;
}

static enum result read_file(void *context, struct str path, struct buf *bytes, struct buf *why)
{
	const struct tree_export *tree = context;
	struct buf found;
	buf_init(&found, BUF_CAP);
	struct str folder = path_folder(tree->files->paths[tree->index]);
	enum picture_status status = picture_find(path, folder, str_from(tree->roots[tree->index]), NULL, &found);
	enum result result = RESULT_OK;
	if (status == PICTURE_NO_MEMORY || buf_failed(&found))
		result = RESULT_NO_MEMORY;
	else if (status != PICTURE_FOUND) {
		buf_format(why, "'%.*s' cannot be found", STR_ARG(path));
		result = RESULT_FAILED;
	} else {
		result = file_result(file_read(buf_cstr(&found), SATCHEL_ASSET_MAX, bytes), "read", buf_cstr(&found),
				     why);
	}
	buf_release(&found);
	return result;
}

/* The name of the folder that contains the lesson, below the root; "" if that is the root itself. */
static struct str unit_of(const struct tree_export *tree)
{
	const char *path = tree->files->paths[tree->index];
	struct str folder = path_folder(path);
	size_t skipped = folder.len;
	while (skipped && folder.at[skipped - 1] != '/')
		skipped--;
	struct str name = { folder.at + skipped, folder.len - skipped };
	return str_equal(name, tree->export->title) ? STR("") : name;
}

/* The title is the name of the tree's folder. */
static void name_tree(struct tree_export *tree)
{
	struct export *export = tree->export;
	const char *name = path_name(tree->roots[0]);
	export->title = *name ? str_from(name) : STR("lessons");
	struct str id = id_meant(&tree->maker.arena, export->title);
	export->id = id.len ? arena_str(&export->ledger.arena, id) : STR("lessons");
	export->title = arena_str(&export->ledger.arena, export->title);
}

/* Calls the exporter for each lesson, once the targets of all links are known. */
static enum result each_lesson(struct tree_export *tree, const struct exporter *exporter, void *state, struct buf *why)
{
	enum result result = RESULT_OK;
	for (tree->index = 0; tree->index < tree->files->count && result == RESULT_OK; tree->index++) {
		result = read_lesson(tree, why);
		if (result == RESULT_OK && !targets_add(&tree->targets, &tree->own, tree->lesson))
			result = RESULT_NO_MEMORY;
	}
	for (tree->index = 0; tree->index < tree->files->count && result == RESULT_OK; tree->index++) {
		result = read_lesson(tree, why);
		if (result != RESULT_OK)
			break;
		const struct lesson *lesson = tree_lesson_make(&tree->maker, tree->lesson, &tree->own, &tree->targets);
		tree->export->unit = unit_of(tree);
		ledger_source(&tree->export->ledger, str_from(tree->files->paths[tree->index]));
		result = lesson ? exporter->lesson(state, lesson, why) : RESULT_NO_MEMORY;
	}
	return result;
}

enum result export_tree(struct export *export, const struct exporter *exporter, const struct file_list *files,
			const char *const *roots, struct buf *why)
{
	struct tree_export tree = { .export = export, .files = files, .roots = roots };
	void *state = NULL;
	rule_settings_default(&tree.settings);
	buf_init(&tree.bytes, BUF_CAP);
	tree_lesson_maker_init(&tree.maker);
	own_ids_init(&tree.own);
	targets_init(&tree.targets);
	tree.schema = lesson_schema_new();
	tree.reader = tree.schema ? reader_new(NULL) : NULL;
	export->read_file = read_file;
	export->context = &tree;
	enum result result = tree.reader ? RESULT_OK : RESULT_NO_MEMORY;
	if (result == RESULT_OK) {
		name_tree(&tree);
		result = exporter->begin(export, &state, why);
	}
	if (result == RESULT_OK)
		result = each_lesson(&tree, exporter, state, why);
	if (result == RESULT_OK)
		result = exporter->end(state, why);
	exporter->release(state);
	reader_free(tree.reader);
	if (tree.schema)
		lesson_schema_free(tree.schema);
	targets_release(&tree.targets);
	own_ids_release(&tree.own);
	tree_lesson_maker_release(&tree.maker);
	buf_release(&tree.bytes);
	return result;
}
