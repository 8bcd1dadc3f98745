/* Categories of questions: each with questions is a lesson. */
#include "convert/moodle/bank_parts.h"

/* Takes the next name from the path of a category, in which // is a slash in a name. */
static bool take_category_name(struct arena *arena, struct str *path, struct str *name)
{
	if (!path->len)
		return false;
	char *copy = arena_alloc(arena, path->len + 1);
	size_t len = 0, i = 0;
	for (; copy && i < path->len; i++) {
		bool slash = path->at[i] == '/';
		if (slash && (i + 1 == path->len || path->at[i + 1] != '/'))
			break;
		copy[len++] = path->at[i];
		i += slash;
	}
	*name = str_trim((struct str){ copy, len });
	size_t taken = i < path->len ? i + 1 : path->len;
	*path = (struct str){ path->at + taken, path->len - taken };
	return copy != NULL;
}

/* Whether a category is above another one, or the same. */
static bool is_above(struct str category, struct str next)
{
	return next.len >= category.len && str_equal((struct str){ next.at, category.len }, category) &&
	       (next.len == category.len || next.at[category.len] == '/');
}

/* $course$, $module$ and the like, and the category that contains all others. */
static bool is_root(struct str name)
{
	return !name.len || (name.at[0] == '$' && name.at[name.len - 1] == '$') || str_is(name, "top");
}

static bool is_only_root(struct arena *arena, struct str path)
{
	struct str name;
	while (take_category_name(arena, &path, &name))
		if (!is_root(name))
			return false;
	return true;
}

void bank_leave_category(struct bank_importer *bank, struct str next)
{
	struct ledger *ledger = &bank->import->ledger;
	const struct bank_question *category = &bank->category;
	bool matters = category->stem.text.at || (!next.at && !bank->any) ||
		       !(is_only_root(&bank->import->arena, category->name) || is_above(category->name, next));
	if (category->name.at && !bank->lesson && matters)
		ledger_leave_out(ledger, ledger_read(ledger, LEDGER_LESSON, category->name, category->line),
				 "the category has no questions");
	bank->any = bank->any || bank->lesson;
	bank->set = NULL;
	bank->lesson = NULL;
	bank->lesson_item = NULL;
}

struct import_lesson *bank_open_lesson(struct bank_importer *bank)
{
	struct import *import = bank->import;
	struct str path = bank->category.name, rest = path, name, title = bank->title;
	struct buf key;
	if (bank->lesson)
		return bank->lesson;
	while (path.at && take_category_name(&import->arena, &rest, &name))
		title = is_root(name) ? title : name;
	bank->lesson_item = ledger_read(&import->ledger, LEDGER_LESSON, path.at ? path : title, bank->category.line);
	buf_init(&key, BUF_CAP);
	bool named = bank->category.id.at && bank->category.id.len;
	buf_text(&key, named ? "lesson:" : path.at ? "category:" : "file");
	buf_str(&key, named ? bank->category.id : path.at ? path : STR(""));
	struct str made = make_attribute(&import->arena, buf_view(&key)).value;
	bank->lesson = made.at ? import_lesson(import, made, title, STR_NONE) : NULL;
	import->arena.failed = import->arena.failed || buf_failed(&key);
	buf_release(&key);
	if (!bank->lesson)
		return NULL;
	import_lesson_item(import, bank->lesson, bank->lesson_item);
	for (rest = path; path.at && take_category_name(&import->arena, &rest, &name);) {
		if (is_root(name) || !rest.len)
			continue;
		ledger_changef(&import->ledger, bank->lesson_item, "lessons are not nested", "kept as a tag",
			       "parent category '%.*s'", STR_ARG(name));
		import_tag(import, &bank->lesson->lesson.tags, name, bank->lesson_item);
	}
	struct bank_draft draft = { .bank = bank, .arena = &import->arena, .item = bank->lesson_item };
	struct inline_node *summary = bank_inline(&draft, &bank->category.stem);
	struct lesson *lesson = &bank->lesson->lesson;
	if (summary && !inline_is_blank(summary) && !lesson->summary && (lesson->summary = make_flow(&import->arena)))
		lesson->summary->text = summary;
	return bank->lesson;
}
