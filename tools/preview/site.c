#include "preview/site.h"

#include "base/media_type.h"
#include "base/path.h"

const struct embedded_file *site_file(struct str path)
{
	for (const struct embedded_file *file = embedded_site; file->path; file++)
		if (str_is(path, file->path))
			return file;
	return NULL;
}

const char *site_type(const char *path)
{
	static const struct {
		const char *extension, *type;
	} rows[] = {
		{ ".html", "text/html; charset=utf-8" },	 { ".js", "text/javascript; charset=utf-8" },
		{ ".css", "text/css; charset=utf-8" },		 { ".json", "application/json" },
		{ ".webmanifest", "application/manifest+json" }, { ".md", "text/plain; charset=utf-8" },
		{ ".vtt", "text/vtt; charset=utf-8" },		 { ".satchel", "application/octet-stream" },
	};
	const char *extension = strrchr(path_name(path), '.');
	for (size_t i = 0; extension && i < sizeof(rows) / sizeof(rows[0]); i++)
		if (strcmp(extension, rows[i].extension) == 0)
			return rows[i].type;
	const char *media = media_type(str_from(path));
	return media ? media : "text/plain; charset=utf-8";
}
