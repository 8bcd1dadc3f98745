#include "convert/core/export.h"

#include "convert/core/new_folder.h"

void export_init(struct export *export, struct buf *out)
{
	*export = (struct export){ .title = STR(""), .id = STR(""), .unit = STR(""), .out = out };
	ledger_init(&export->ledger);
}

void export_release(struct export *export)
{
	ledger_release(&export->ledger);
}

enum result export_write(const struct export *export, struct str name, struct str bytes, struct buf *why)
{
	return new_folder_write(export->folder, name, bytes, why);
}

static void leave_out_sections(struct ledger *ledger, const struct section *section, const char *why)
{
	for (; section; section = section->next) {
		ledger_leave_out(ledger, ledger_read(ledger, LEDGER_SECTION, section->id.value, 0), "%s", why);
		leave_out_sections(ledger, section->sections, why);
	}
}

void export_leave_out_text(struct export *export, const struct lesson *lesson, struct ledger_item *item,
			   const struct export_text *has)
{
	struct ledger *ledger = &export->ledger;
	const struct {
		bool lost;
		const char *name;
	} parts[] = {
		{ lesson->summary && !has->summary, "summary" },
		{ lesson->lang.value.at && !has->language, "language" },
		{ lesson->reviewed.value.at && !has->review, "date of the review" },
		{ lesson->review_by.value.at && !has->review, "date of the next review" },
		{ lesson->tags.value.at, "tags" },
		{ lesson->access == ACCESS_MEMBER, "access for members only" },
		{ lesson->people, "authors and reviewers" },
		{ lesson->objectives, "objectives" },
		{ lesson->takeaways, "takeaways" },
	};
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (parts[i].lost)
			ledger_change(ledger, item, str_from(parts[i].name), has->why, "left out");
	leave_out_sections(ledger, lesson->sections, has->why);
	for (const struct card *c = has->cards ? NULL : lesson->cards; c; c = c->next)
		ledger_leave_out(ledger, ledger_read(ledger, LEDGER_CARD, c->id.value, 0), "%s", has->why);
	for (const struct entry *e = lesson->glossary; e; e = e->next)
		ledger_leave_out(ledger, ledger_read(ledger, LEDGER_ENTRY, e->id.value, 0), "%s", has->why);
	for (const struct reference *r = has->sources ? NULL : lesson->sources; r; r = r->next)
		ledger_leave_out(ledger, ledger_read(ledger, LEDGER_SOURCE, r->id.value, 0), "%s", has->why);
}
