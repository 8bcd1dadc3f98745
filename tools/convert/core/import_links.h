/* Resolves links, citations and bound terms between imported parts, once all of them are known. */
#ifndef CONVERT_CORE_IMPORT_LINKS_H
#define CONVERT_CORE_IMPORT_LINKS_H

#include "convert/core/import.h"

/* Keys that begin so mean the lesson of a file: its name follows, without extension, in any case. */
#define IMPORT_NOTE "note:"
enum { IMPORT_NOTE_LENGTH = sizeof(IMPORT_NOTE) - 1 };

/* Importers set the target of a link, the source of a citation and the entry of a term to the key of what they mean;
 * this replaces them by ids. What leads to nothing that was imported becomes plain text, with a row for the lesson. */
enum result import_links_resolve(struct import *import) MUST_CHECK;

#endif
