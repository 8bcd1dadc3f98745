/* The formats of other programs. */
#ifndef CONVERT_FORMATS_H
#define CONVERT_FORMATS_H

#include "convert/core/export.h"
#include "convert/core/import.h"

enum { FORMAT_START = 64 * 1024 };

/* Whether the file at path, which begins with start, at most FORMAT_START bytes, has the format. */
typedef bool format_detector(const char *path, struct str start);

struct import_format {
	const char *name; /* as on the command line */
	const char *about;
	importer *import;
	format_detector *detects;
};

extern const struct import_format import_formats[]; /* ends with a NULL name */
extern const struct exporter *const exporters[];    /* ends with NULL */

/* NULL if there is none. */
const struct import_format *import_format_named(const char *name);
const struct import_format *import_format_of(const char *path, struct str start);
const struct exporter *exporter_named(const char *name);

/* Declared here for all formats. */
#define FORMAT(name, about, import, detects)                                                                           \
	importer import;                                                                                               \
	format_detector detects;
#include "convert/formats.def"
#undef FORMAT
#define EXPORTER(constant) extern const struct exporter constant;
#include "convert/exporters.def"
#undef EXPORTER

#endif
