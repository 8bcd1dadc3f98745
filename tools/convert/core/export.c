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
			   bool with_sources, const char *why)
{
	struct ledger *ledger = &export->ledger;
	const struct {
		bool there;
		const char *name;
	} parts[] = {
		{ lesson->summary != NULL, "summary" },
		{ lesson->reviewed.value.at != NULL, "date of the review" },
		{ lesson->review_by.value.at != NULL, "date of the next review" },
		{ lesson->tags.value.at != NULL, "tags" },
		{ lesson->access == ACCESS_MEMBER, "access for members" },
		{ lesson->people != NULL, "authors and reviewers" },
		{ lesson->objectives != NULL, "objectives" },
		{ lesson->takeaways != NULL, "takeaways" },
	};
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (parts[i].there)
			ledger_change(ledger, item, str_from(parts[i].name), why, "left out");
	leave_out_sections(ledger, lesson->sections, why);
	for (const struct entry *e = lesson->glossary; e; e = e->next)
		ledger_leave_out(ledger, ledger_read(ledger, LEDGER_ENTRY, e->id.value, 0), "%s", why);
	for (const struct reference *r = with_sources ? lesson->sources : NULL; r; r = r->next)
		ledger_leave_out(ledger, ledger_read(ledger, LEDGER_SOURCE, r->id.value, 0), "%s", why);
}
