/* What a lesson has and Anki does not. */
#include "convert/anki/export_parts.h"

static void leave_out(struct anki_writer *writer, enum ledger_kind kind, struct str name)
{
	struct ledger *ledger = &writer->export->ledger;
	ledger_leave_out(ledger, ledger_read(ledger, kind, name, 0), "Anki has cards only");
}

static struct str title_of(const struct flow *title, struct str id)
{
	return title && title->text && title->text->kind == INLINE_TEXT ? title->text->text : id;
}

static void leave_out_sections(struct anki_writer *writer, const struct section *section)
{
	for (; section; section = section->next) {
		leave_out(writer, LEDGER_SECTION, title_of(section->title, section->id.value));
		leave_out_sections(writer, section->sections);
	}
}

void export_lesson_rest(struct anki_writer *writer, const struct lesson *lesson, struct ledger_item *item)
{
	struct ledger *ledger = &writer->export->ledger;
	const struct {
		bool present;
		const char *what;
	} parts[] = {
		{ lesson->lang.value.len > 0, "language" },
		{ lesson->reviewed.value.len > 0, "date of the review" },
		{ lesson->review_by.value.len > 0, "date of the next review" },
		{ lesson->tags.value.len > 0, "tags" },
		{ lesson->people != NULL, "authors and reviewers" },
		{ lesson->objectives != NULL, "objectives" },
		{ lesson->takeaways != NULL, "takeaways" },
	};
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (parts[i].present)
			ledger_change(ledger, item, str_from(parts[i].what), "decks have none", "left out");
	leave_out_sections(writer, lesson->sections);
	for (const struct entry *entry = lesson->glossary; entry; entry = entry->next)
		leave_out(writer, LEDGER_ENTRY, title_of(entry->term, entry->id.value));
}

void export_item_rest(struct anki_writer *writer, struct str objective, unsigned difficulty, enum access access,
		      struct str progress)
{
	const struct {
		bool present;
		const char *what;
	} parts[] = {
		{ objective.len > 0, "objective" },
		{ difficulty > 0, "difficulty" },
		{ access == ACCESS_MEMBER, "access" },
		{ progress.len > 0, "declaration about progress" },
	};
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (parts[i].present)
			ledger_change(&writer->export->ledger, writer->item, str_from(parts[i].what), "notes have none",
				      "left out");
}
