#include "convert/formats.h"

const struct import_format import_formats[] = {
#define FORMAT(name, about, import, detects) { name, about, import, detects },
#include "convert/formats.def"
#undef FORMAT
	{ NULL, NULL, NULL, NULL },
};

const struct import_format *import_format_named(const char *name)
{
	for (const struct import_format *format = import_formats; format->name; format++)
		if (strcmp(format->name, name) == 0)
			return format;
	return NULL;
}

const struct import_format *import_format_of(const char *path, struct str start)
{
	for (const struct import_format *format = import_formats; format->name; format++)
		if (format->detects(path, start))
			return format;
	return NULL;
}

const struct exporter *const exporters[] = {
#define EXPORTER(constant) &constant,
#include "convert/exporters.def"
#undef EXPORTER
	NULL,
};

const struct exporter *exporter_named(const char *name)
{
	for (const struct exporter *const *exporter = exporters; *exporter; exporter++)
		if (strcmp((*exporter)->name, name) == 0)
			return *exporter;
	return NULL;
}
