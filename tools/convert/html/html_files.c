/* Files that HTML names. */
#include "convert/html/html_media.h"

#include "convert/core/encoding.h"
#include "convert/html/data_url.h"

/* The name without what addresses add. */
static struct str plain_name(struct html_reading *reading, struct str name)
{
	struct buf plain;
	buf_init(&plain, BUF_CAP);
	path_of_address(name, &plain);
	struct str path = arena_take(reading->arena, &plain);
	return path.at ? path : STR("");
}

bool html_is_remote(struct str src)
{
	return str_starts(src, "//") ||
	       (memmem(src.at, src.len < 16 ? src.len : 16, "://", 3) && !str_starts(src, "file:"));
}

void html_lose_file(struct html_reading *reading, const char *kind, struct str src, const char *why,
		    const char *outcome)
{
	struct html_reader *reader = reading->reader;
	if (src.len > 200)
		src.len = 200;
	ledger_changef(&reader->import->ledger, reader->item, why, outcome, "%s '%.*s'", kind, STR_ARG(src));
}

/* The bytes of a file of the source; plain is its name without escapes. */
static bool find(struct html_reading *reading, struct str src, struct str plain, struct str *bytes)
{
	struct html_reader *reader = reading->reader;
	struct buf why;
	buf_init(&why, BUF_CAP);
	enum result result = RESULT_REFUSED;
	if (reader->find)
		result = reader->find(reader->context_of_find, src, bytes, &why);
	if (result == RESULT_REFUSED && reader->find && plain.len && !str_equal(plain, src))
		result = reader->find(reader->context_of_find, plain, bytes, &why);
	reading->arena->failed = reading->arena->failed || result == RESULT_NO_MEMORY;
	buf_release(&why);
	return result == RESULT_OK;
}

bool html_has_file(struct html_reading *reading, struct str src)
{
	struct str bytes;
	return str_starts(src, "data:") || find(reading, src, plain_name(reading, src), &bytes);
}

/* Whether a file at the path, whose folder depends on its content, is of that kind. */
static bool suits(const char *kind, struct str path)
{
	bool captions = path.len > 4 && str_is((struct str){ path.at + path.len - 4, 4 }, ".vtt");
	bool picture = str_starts(path, "images/");
	if (strcmp(kind, "picture") == 0)
		return picture;
	if (strcmp(kind, "captions") == 0)
		return captions;
	return !captions && (!picture || strcmp(kind, "recording") != 0);
}

struct str html_take_file(struct html_reading *reading, const char *kind, struct str src)
{
	struct str bytes, path, name = src;
	src = str_trim(src);
	if (str_starts(src, "data:")) {
		name = STR("embedded");
		if (!data_url_read(reading->arena, src, &bytes)) {
			html_lose_file(reading, kind, STR("data:"), "its data are damaged", "left out");
			return STR_NONE;
		}
	} else {
		name = plain_name(reading, src);
		if (!find(reading, src, name, &bytes)) {
			import_missing_file(reading->reader->import, str_is(str_from(kind), "picture"), name);
			html_lose_file(reading, kind, src, "the source does not contain it", "left out");
			return STR_NONE;
		}
	}
	path = import_file(reading->reader->import, name, bytes);
	if (path.at && suits(kind, path))
		return path;
	html_lose_file(reading, kind, name, path.at ? "the file is of another kind" : "it cannot be shown or played",
		       "left out");
	return STR_NONE;
}

void html_add_link(struct html_reading *reading, const char *kind, struct str src, struct str label)
{
	struct attribute href = html_address(reading, src);
	if (!href.value.at) {
		html_lose_file(reading, kind, src, "it is not part of the source", "left out");
		return;
	}
	struct inline_node link = { .kind = INLINE_LINK, .of.link.href = href };
	html_lose_file(reading, kind, src, "it is on the web, not in the source", "written as a link");
	bool open = flow_maker_open(reading->maker, &link);
	flow_maker_text(reading->maker, str_trim(label).len ? label : href.value);
	if (open)
		flow_maker_close(reading->maker);
}
