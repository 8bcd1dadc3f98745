#include "reader/internal.h"

/* Context for the visitor of a list. */
struct list_visitors {
	satchel_lesson_visitor *on_lesson;
	satchel_item_visitor *on_item;
	satchel_entry_visitor *on_entry;
	void *context;
};

static bool give_lesson(void *context, const union index_row *row)
{
	const struct list_visitors *listing = context;
	return listing->on_lesson(listing->context, &row->outline.lesson);
}

static bool give_item(void *context, const union index_row *row)
{
	const struct list_visitors *listing = context;
	return listing->on_item(listing->context, &row->item);
}

static bool give_entry(void *context, const union index_row *row)
{
	const struct list_visitors *listing = context;
	return listing->on_entry(listing->context, &row->entry);
}

static bool give_page(void *context, const struct satchel_entry *page)
{
	const struct list_visitors *listing = context;
	return listing->on_entry(listing->context, page);
}

static bool no_row(void *context, const union index_row *row)
{
	(void)context;
	(void)row;
	return true;
}

enum satchel_status satchel_list_units(const struct satchel *pack, satchel_unit_visitor *visit, void *context,
				       struct satchel_error *error)
{
	struct problems problems = { .count = 0 };
	units_walk(pack, visit, context, &problems);
	return problems_first(&problems, error);
}

enum satchel_status satchel_list_lessons(const struct satchel *pack, uint64_t first, satchel_lesson_visitor *visit,
					 void *context, struct satchel_error *error)
{
	struct problems problems = { .count = 0 };
	struct list_visitors listing = { .on_lesson = visit, .context = context };
	struct tree tree = { .pack = pack, .list = LIST_OUTLINE, .problems = &problems, .on_row = give_lesson,
			     .context = &listing, .first = first };
	tree_walk(&tree);
	return problems_first(&problems, error);
}

enum satchel_status satchel_list_items(const struct satchel *pack, satchel_item_visitor *visit, void *context,
				       struct satchel_error *error)
{
	struct problems problems = { .count = 0 };
	struct list_visitors listing = { .on_item = visit, .context = context };
	struct tree tree = { .pack = pack, .list = LIST_ITEMS, .problems = &problems, .on_row = give_item,
			     .context = &listing };
	tree_walk(&tree);
	return problems_first(&problems, error);
}

bool list_entries(const struct satchel *pack, enum list list, satchel_entry_visitor *visit, void *context,
		  struct problems *problems)
{
	struct list_visitors listing = { .on_entry = visit, .context = context };
	struct tree tree = { .pack = pack, .list = list, .problems = problems, .context = &listing };
	tree.on_page = give_page;
	tree.on_row = list == LIST_LESSONS || list == LIST_FILES ? give_entry : no_row;
	tree_walk(&tree);
	return !tree.ended && problems->count == 0;
}

bool list_head(const struct satchel *pack, satchel_entry_visitor *visit, void *context)
{
	bool more = true;
	for (int i = 0; more && i < HEAD_SIZE; i++)
		more = !*pack->head[i].name || visit(context, &pack->head[i]);
	return more;
}

enum satchel_status satchel_list_entries(const struct satchel *pack, satchel_entry_visitor *visit, void *context,
					 struct satchel_error *error)
{
	struct problems problems = { .count = 0 };
	bool more = list_head(pack, visit, context);
	for (enum list list = 0; more && list < LISTS; list++)
		more = list_entries(pack, list, visit, context, &problems);
	return problems_first(&problems, error);
}
