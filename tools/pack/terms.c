#include "pack/terms.h"

#include "check/core/fold.h"

void terms_init(struct terms *terms, const struct lesson *lesson)
{
	*terms = (struct terms){ .lesson = lesson };
	arena_init(&terms->arena);
	map_init(&terms->entries);
	buf_init(&terms->plain, BUF_CAP);
	buf_init(&terms->folded, BUF_CAP);
}

void terms_release(struct terms *terms)
{
	arena_release(&terms->arena);
	map_release(&terms->entries);
	buf_release(&terms->plain);
	buf_release(&terms->folded);
}

static struct str fold_name(struct terms *terms, const struct inline_node *text)
{
	buf_clear(&terms->plain);
	buf_clear(&terms->folded);
	inline_plain(&terms->plain, text);
	fold(&terms->folded, buf_view(&terms->plain));
	terms->failed = terms->failed || buf_failed(&terms->plain) || buf_failed(&terms->folded);
	return buf_view(&terms->folded);
}

static void add(struct terms *terms, const struct flow *name, const struct entry *entry)
{
	struct str folded = arena_str(&terms->arena, fold_name(terms, name->text));
	void **slot = folded.at ? map_put(&terms->entries, folded) : NULL;
	if (!slot)
		terms->failed = true;
	else if (!*slot)
		*slot = (void *)(uintptr_t)entry;
}

static void collect(struct terms *terms)
{
	const struct entry *glossary = terms->lesson->glossary;
	for (const struct entry *entry = glossary; entry; entry = entry->next)
		if (entry->term)
			add(terms, entry->term, entry);
	for (const struct entry *entry = glossary; entry; entry = entry->next)
		for (const struct flow *name = entry->term; name != entry->abbreviations; name = name->next)
			add(terms, name, entry);
	for (const struct entry *entry = glossary; entry; entry = entry->next)
		for (const struct flow *name = entry->abbreviations; name; name = name->next)
			add(terms, name, entry);
	terms->collected = true;
}

const struct entry *terms_find(struct terms *terms, const struct inline_node *text)
{
	if (!terms->lesson->glossary)
		return NULL;
	if (!terms->collected)
		collect(terms);
	struct str name = fold_name(terms, text);
	return name.len ? map_get(&terms->entries, name) : NULL;
}
