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
	return folder_write(export->folder, name, bytes, why);
}
