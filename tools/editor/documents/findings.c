#include "editor/documents/findings.h"

#include "editor/protocol/text.h"

void findings_init(struct findings *findings)
{
	arena_init(&findings->arena);
	findings->first = NULL;
}

void findings_release(struct findings *findings)
{
	arena_release(&findings->arena);
	findings->first = NULL;
}

static const char *copy_text(struct arena *arena, const char *text)
{
	return text ? arena_copy(arena, text, strlen(text)) : NULL;
}

static const struct finding_other *copy_other(struct arena *arena, const struct other_side *from)
{
	struct finding_other *other = from && from->path ? arena_alloc(arena, sizeof(*other)) : NULL;
	if (other)
		*other = (struct finding_other){ copy_text(arena, from->path), from->location };
	return other;
}

static struct edit *copy_edits(struct arena *arena, const struct edit *from)
{
	struct edit *first = NULL, **end = &first;
	for (; from; from = from->next) {
		struct edit *edit = arena_alloc(arena, sizeof(*edit));
		if (!edit)
			break;
		*edit = (struct edit){ .span = from->span, .text = arena_str(arena, from->text) };
		*end = edit;
		end = &edit->next;
	}
	return first;
}

static struct editor_finding *copy_finding(struct arena *arena, const struct diagnostic *d, struct source *source)
{
	struct editor_finding *finding = arena_alloc(arena, sizeof(*finding));
	if (!finding)
		return NULL;
	*finding = (struct editor_finding){
		.span = text_span(source, &d->location),
		.rule = d->rule,
		.name = copy_text(arena, d->name),
		.severity = d->severity,
		.message = copy_text(arena, d->message),
		.label = copy_text(arena, d->label),
		.help = copy_text(arena, d->help),
		.item = d->item.at ? arena_str(arena, d->item) : STR_NONE,
		.other = copy_other(arena, d->other),
		.fix = d->fix,
		.edits = copy_edits(arena, d->edits),
	};
	return finding;
}

bool findings_take(struct findings *findings, const struct diagnostic *first, const char *path, struct str bytes)
{
	struct source source;
	struct editor_finding **end = &findings->first;
	findings_release(findings);
	source_init(&source, path, bytes);
	(void)source_line(&source, 1);
	bool good = source.lines; /* without memory for them, no location can be found */
	for (const struct diagnostic *d = first; d && good; d = d->next) {
		if (d->path && strcmp(d->path, path) == 0) {
			*end = copy_finding(&findings->arena, d, &source);
			good = *end;
			if (good)
				end = &(*end)->next;
		} else if (findings->first) {
			break; /* those of a file are adjacent */
		}
	}
	source_release(&source);
	return good && !arena_failed(&findings->arena);
}

static bool is_same(const struct editor_finding *a, const struct editor_finding *b)
{
	return a->rule == b->rule && a->span.start == b->span.start && a->span.end == b->span.end &&
	       strcmp(a->message, b->message) == 0;
}

void findings_mark_wide(struct findings *findings, const struct findings *others)
{
	for (struct editor_finding *finding = findings->first; finding; finding = finding->next) {
		const struct editor_finding *other = others->first;
		while (other && !is_same(finding, other))
			other = other->next;
		finding->wide = !other;
	}
}

void findings_move(struct findings *findings, uint32_t start, uint32_t end, uint32_t len)
{
	struct editor_finding **link = &findings->first;
	while (*link) {
		struct editor_finding *finding = *link;
		finding->edits = NULL;
		if (finding->span.start >= end) {
			finding->span.start += len - (end - start);
			finding->span.end += len - (end - start);
		} else if (finding->span.end > start) {
			*link = finding->next;
			continue;
		}
		link = &finding->next;
	}
}
