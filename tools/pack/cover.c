#include "pack/cover.h"

#include "base/path.h"
#include "check/media/picture.h"
#include "reader/digest.h"

enum { COVER_SIZE_MAX = 1024 * 1024 };

/* Reads the file. RESULT_REFUSED: there is no such file in the folder; why says so. */
static enum result read_cover(const struct definition *definition, const char *folder, struct buf *path,
			      struct buf *bytes, struct buf *why)
{
	struct str src = definition->cover.value;
	switch (picture_find(src, str_from(folder), STR_NONE, NULL, path)) {
	case PICTURE_FOUND: break;
	case PICTURE_NO_MEMORY: return RESULT_NO_MEMORY;
	case PICTURE_MISSING:
	case PICTURE_FOLDER:
	case PICTURE_NOT_PLAIN:
		buf_format(why, "%s does not exist or is not a file", buf_cstr(path));
		return RESULT_REFUSED;
	default: buf_format(why, "this path is invalid, or leads out of '%s'", folder); return RESULT_REFUSED;
	}
	enum file_status status = file_read(buf_cstr(path), COVER_SIZE_MAX, bytes);
	if (status != FILE_TOO_LARGE)
		return file_result(status, "read the file", buf_cstr(path), why);
	buf_text(why, "this picture is larger than the limit of 1 MiB");
	return RESULT_REFUSED;
}

static enum result look_at_svg(struct str bytes, struct buf *why)
{
	struct svg_look look = { .line = 0 };
	svg_look(bytes, &look);
	if (look.failed)
		return RESULT_NO_MEMORY;
	if (look.offences)
		buf_format(why, "this SVG has content that a browser would run or load, at line %u: %s", look.line,
			   look.offence);
	else if (look.broken)
		buf_format(why, "this SVG is not well-formed or is nested too deeply, at line %u", look.line);
	return look.offences || look.broken ? RESULT_REFUSED : RESULT_OK;
}

/* Finds, reads and checks the picture as those of lessons are. */
static enum result check_cover(const struct definition *definition, const char *folder, struct buf *path,
			       struct compiled_asset *facts, struct buf *why)
{
	struct buf bytes, reason;
	uint8_t digest[SHA256_SIZE];
	buf_init(&bytes, (size_t)COVER_SIZE_MAX + 64);
	buf_init(&reason, 4096);
	enum result status = read_cover(definition, folder, path, &bytes, why);
	if (status == RESULT_OK) {
		sha256(digest, bytes.at, bytes.len);
		status = asset_describe(buf_view(&bytes), digest, FILE_PICTURE, facts, &reason);
		if (status == RESULT_REFUSED)
			buf_format(why, "this file is %s", buf_cstr(&reason));
	}
	if (status == RESULT_OK && media_look(buf_view(&bytes)).kind == MEDIA_SVG)
		status = look_at_svg(buf_view(&bytes), why);
	buf_release(&reason);
	buf_release(&bytes);
	return status;
}

enum result cover_add(struct gather *gather, const char *folder, struct mistakes *mistakes, struct buf *why)
{
	const struct definition *definition = gather->definition;
	struct compiled_asset facts;
	struct buf path, reason;
	unsigned editions = 0;
	if (!definition->cover.value.at)
		return RESULT_OK;
	for (int i = 0; i < EDITIONS; i++)
		editions |= gather->slots[i] ? 1u << i : 0;
	buf_init(&path, 64 * 1024);
	buf_init(&reason, 64 * 1024);
	enum result status = check_cover(definition, folder, &path, &facts, &reason);
	if (status == RESULT_OK)
		status = assets_add(&gather->assets, buf_cstr(&path), FILE_PICTURE, editions, &gather->cover, &reason);
	if (status == RESULT_REFUSED) {
		mistakes_add(mistakes, definition->cover.span, NULL, "%s", buf_cstr(&reason));
		status = RESULT_OK;
	} else if (status == RESULT_FAILED) {
		buf_str(why, buf_view(&reason));
	}
	buf_release(&path);
	buf_release(&reason);
	return status;
}

enum result cover_describe(const struct definition *definition, const char *folder, struct compiled_asset *facts)
{
	struct buf path, why;
	buf_init(&path, 64 * 1024);
	buf_init(&why, 64 * 1024);
	enum result status = check_cover(definition, folder, &path, facts, &why);
	buf_release(&path);
	buf_release(&why);
	return status;
}

void cover_json(struct json *json, const struct definition *definition, const struct compiled_asset *facts)
{
	json_key(json, "cover");
	json_open_object(json);
	json_member_text(json, "asset", facts->name);
	if (facts->width && facts->height) {
		json_member_uint(json, "width", facts->width);
		json_member_uint(json, "height", facts->height);
	}
	json_member_str(json, "alt", definition->cover_alt.value);
	json_close_object(json);
}
