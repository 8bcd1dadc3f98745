/* A pack definition for lessons that have none: a unit for each folder. */
#ifndef PREVIEW_FOLDER_DEFINITION_H
#define PREVIEW_FOLDER_DEFINITION_H

#include "base/file_list.h"
#include "pack/definition.h"

/* Fills in the definition of a full edition with a search index, in the order of the paths. ids are those of the
 * lessons, each different, or NULL for files that are left out; names are borrowed. operand, which the user gave, gives
 * the title. Release the definition whatever the result. False if memory ran out. */
bool folder_definition(struct definition *definition, const char *operand, const struct file_list *files,
		       const char *const *ids) MUST_CHECK;

#endif
