/* What a lesson has and Anki does not. */
#include "convert/anki/export_parts.h"

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
