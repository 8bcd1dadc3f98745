#include "base/ascii.h"
#include "check/core/fold.h"
#include "check/core/phrase.h"
#include "check/media/licence.h"
#include "check/media/picture.h"
#include "check/core/rules.h"

#include "base/file.h"
#include "base/path.h"

enum { PICTURE_SIZE_MAX = 64 * 1024 * 1024 }; /* in bytes; larger files are not examined */

/* The properties of a file, which several lessons may show. */
struct media_file {
	struct media media;
	struct svg_look svg;
	size_t size;
	enum file_status status;
};

void media_cache_init(struct media_cache *cache)
{
	arena_init(&cache->arena);
	map_init(&cache->files);
	buf_init(&cache->bytes, BUF_CAP);
}

void media_cache_release(struct media_cache *cache)
{
	arena_release(&cache->arena);
	map_release(&cache->files);
	buf_release(&cache->bytes);
}

/* NULL if memory ran out. */
static const struct media_file *look_up(struct media_cache *cache, struct str path)
{
	struct media_file *known = map_get(&cache->files, path);
	if (known)
		return known;
	struct str key = arena_str(&cache->arena, path);
	struct media_file *file = arena_alloc(&cache->arena, sizeof(*file));
	void **slot = key.at && file ? map_put(&cache->files, key) : NULL;
	if (!slot)
		return NULL;
	*slot = file;
	file->status = file_read(key.at, PICTURE_SIZE_MAX, &cache->bytes);
	file->size = cache->bytes.len;
	if (file->status == FILE_NO_MEMORY)
		return NULL;
	if (file->status != FILE_OK)
		return file;
	file->media = media_look(buf_view(&cache->bytes));
	bool svg = file->media.kind == MEDIA_SVG ||
		   (file->media.kind == MEDIA_UNKNOWN && media_kind_promised(key.at) == MEDIA_SVG && file->size &&
		    !file->media.pointer);
	if (svg)
		svg_look(buf_view(&cache->bytes), &file->svg);
	return file->svg.failed ? NULL : file;
}

static void report_kind(struct lesson_check *check, const struct attribute *src, struct str item, const char *path,
			const struct media_file *file)
{
	struct report *report = check->report;
	enum media_kind kind = file->media.kind, promised = media_kind_promised(path);
	struct diagnostic *d;
	if (file->media.broken || (kind == MEDIA_UNKNOWN && file->size == 0)) {
		d = report_add(report, RULE_MEDIA_UNREADABLE, src->span, item, "this picture is damaged");
		report_label(report, d, "%s", file->media.broken ? file->media.broken : "the file is empty");
		report_help(report, d, file->media.pointer ? "fetch the picture: git lfs pull"
							   : "export it again, or download it again from its source");
	} else if (kind != MEDIA_UNKNOWN && kind != MEDIA_PDF) {
		if (kind == promised)
			return;
		d = report_add(report, RULE_MEDIA_WRONG_KIND, src->span, item,
			       "the picture's format does not match its file name");
		report_label(report, d, "it is %s", media_kind_name(kind));
		report_help(report, d, "rename the file to match its format, or export it again");
	} else {
		d = report_add(report, RULE_MEDIA_WRONG_KIND, src->span, item,
			       "packs can't contain pictures of this format");
		report_label(report, d, "it is %s", media_kind_name(kind));
		report_help(report, d, "save it as SVG, PNG, JPEG, WebP, GIF or AVIF");
	}
}

static void report_size(struct lesson_check *check, const struct attribute *src, struct str item,
			const struct media_file *file)
{
	struct report *report = check->report;
	const long *options = report->settings->options;
	unsigned long bytes = (unsigned long)options[OPTION_MEDIA_TOO_LARGE_KIB] * 1024;
	uint64_t pixels = (uint64_t)options[OPTION_MEDIA_TOO_LARGE_PIXELS];
	uint64_t area = file->media.kind == MEDIA_SVG ? 0 : (uint64_t)file->media.width * file->media.height;
	if (file->size <= bytes && area <= pixels)
		return;
	struct diagnostic *d = report_add(report, RULE_MEDIA_TOO_LARGE, src->span, item,
					  "this picture is larger than a learner's device needs");
	if (area > pixels)
		report_label(report, d, "%u × %u pixels", file->media.width, file->media.height);
	else
		report_label(report, d, "%zu KiB", (file->size + 1023) / 1024);
	report_help(report, d, "scale it to at most %llu pixels and %lu KiB", (unsigned long long)pixels, bytes / 1024);
}

static void report_svg(struct lesson_check *check, const struct attribute *src, struct str item,
		       const struct svg_look *svg)
{
	struct report *report = check->report;
	if (svg->offences) {
		struct diagnostic *d =
			report_add(report, RULE_MEDIA_ACTIVE_SVG, src->span, item,
				   "this SVG has content that a browser would run or load: %s", svg->offence);
		if (svg->offences > 1)
			report_label(report, d, "at line %u, and %u more", svg->line, svg->offences - 1);
		else
			report_label(report, d, "at line %u", svg->line);
		report_help(report, d, "remove it from the SVG: a drawing needs neither scripts nor other files");
	} else if (svg->broken) {
		struct diagnostic *d = report_add(report, RULE_MEDIA_UNREADABLE, src->span, item,
						  "this SVG is not well-formed or is nested too deeply");
		report_label(report, d, "at line %u", svg->line);
		report_help(report, d, "export it again from the program that made it");
	}
}

static void check_file(struct lesson_check *check, const struct picture *picture, struct str item)
{
	if (picture_find(picture->src.value, path_folder(check->source->path), check->root, &check->pictures.text) !=
	    PICTURE_FOUND)
		return; /* reported by check_pictures */
	const struct media_file *file = look_up(&check->media, buf_view(&check->pictures.text));
	if (!file) {
		check->failed = true;
		return;
	}
	if (file->status == FILE_TOO_LARGE) {
		report_size(check, &picture->src, item, file);
		return;
	}
	if (file->status != FILE_OK) {
		struct diagnostic *d = report_add(check->report, RULE_MEDIA_UNREADABLE, picture->src.span, item,
						  "this picture can't be opened");
		report_help(check->report, d, "give read permission to the user who builds the pack");
		return;
	}
	report_svg(check, &picture->src, item, &file->svg);
	if (!file->svg.broken)
		report_kind(check, &picture->src, item, buf_cstr(&check->pictures.text), file);
	report_size(check, &picture->src, item, file);
}

/* Whether alt is a file name, or says no more or no sooner than that it is a picture: "image", "A photo of", "Figure
 * 3". */
static bool names_file(struct str alt, struct str src)
{
	static const char *const articles[] = { "a", "an", "the", "this is a", "this is an", NULL };
	static const char *const kinds[] = { "image",  "picture",      "photo",	     "photograph",
					     "figure", "illustration", "screenshot", NULL };
	static const char *const plain[] = { "diagram", "graph", "chart", "drawing", "graphic", "x-ray", "scan", NULL };
	struct str rest = str_trim(alt);
	rest = str_trim(phrase_after(rest, phrase_starts_any(rest, articles)));
	size_t kind = phrase_starts_any(rest, kinds), any = kind ? kind : phrase_starts_any(rest, plain);
	rest = str_trim(phrase_after(rest, any));
	size_t digits = 0;
	while (digits < rest.len && (ascii_is_digit(rest.at[digits]) || rest.at[digits] == '.'))
		digits++;
	if ((any && digits == rest.len) || (kind && phrase_starts(rest, "of")))
		return true;
	size_t slash = src.len;
	while (slash > 0 && src.at[slash - 1] != '/')
		slash--;
	struct str name = { src.at + slash, src.len - slash };
	return str_equal(alt, src) || str_equal(alt, name);
}

/* Whether caption is the text that check->pictures.folded holds. */
static bool is_folded(struct lesson_check *check, const struct flow *caption)
{
	if (!caption)
		return false;
	buf_clear(&check->pictures.text);
	buf_clear(&check->pictures.other);
	inline_plain(&check->pictures.text, caption->text);
	fold(&check->pictures.other, buf_view(&check->pictures.text));
	return str_equal(buf_view(&check->pictures.folded), buf_view(&check->pictures.other));
}

static void check_alt(struct lesson_check *check, const struct picture *picture, const struct flow *caption,
		      struct str item)
{
	struct report *report = check->report;
	const struct attribute *alt = &picture->alt;
	if (!alt->value.at)
		return; /* reported by the schema */
	buf_clear(&check->pictures.folded);
	fold(&check->pictures.folded, alt->value);
	if (check->pictures.folded.len == 0) {
		/* An empty value has no location. */
		struct span span = alt->span.end > alt->span.start ? alt->span : picture->element.tag;
		struct diagnostic *d =
			report_add(report, RULE_MEDIA_MISSING_ALT, span, item, "this picture has no alt text");
		report_help(report, d, "in alt, write what learners who can't see the picture need to know");
		return;
	}
	if (names_file(alt->value, picture->src.value)) {
		struct diagnostic *d = report_add(report, RULE_MEDIA_ALT_NAMES_FILE, alt->span, item,
						  "this alt text describes the file, not what it shows");
		report_help(report, d, "describe what can be seen: a screen reader already says that it is a picture");
	}
	if (!report_wants(report, RULE_MEDIA_ALT_REPEATS_CAPTION) ||
	    (!is_folded(check, caption) && !is_folded(check, picture->caption)))
		return;
	struct diagnostic *d = report_add(report, RULE_MEDIA_ALT_REPEATS_CAPTION, alt->span, item,
					  "the alt text repeats the caption");
	report_help(report, d, "the caption is read aloud too: describe what can be seen");
}

static void check_licence(struct lesson_check *check, const struct attribute *licence, struct str item)
{
	struct report *report = check->report;
	if (!licence->value.len || licence_is_known(licence->value))
		return;
	struct diagnostic *d = report_add(report, RULE_MEDIA_UNKNOWN_LICENCE, licence->span, item,
					  "\"%.*s\" is not the SPDX identifier of a licence", STR_ARG(licence->value));
	const char *spelled = licence_spelled(licence->value), *near = licence_nearest(licence->value);
	if (spelled) {
		report_help(report, d, "write %s", spelled);
		report_edit(report, d, FIX_SAFE, licence->span, str_from(spelled));
	} else if (near) {
		report_help(report, d, "did you mean %s?", near);
	} else {
		report_help(report, d,
			    "write an identifier such as CC-BY-4.0 or CC0-1.0, or LicenseRef-NAME for other terms");
	}
}

static bool wants_files(const struct report *report)
{
	return report_wants(report, RULE_MEDIA_WRONG_KIND) || report_wants(report, RULE_MEDIA_UNREADABLE) ||
	       report_wants(report, RULE_MEDIA_TOO_LARGE) || report_wants(report, RULE_MEDIA_ACTIVE_SVG);
}

static void check_figure(void *context, const struct block *block, struct str item)
{
	struct lesson_check *check = context;
	if (block->kind != BLOCK_FIGURE)
		return;
	const struct figure *figure = &block->of.figure;
	for (const struct picture *p = figure->pictures; p; p = p->next)
		check_alt(check, p, figure->caption, item);
	if (!figure->credit) {
		struct diagnostic *d = report_add(check->report, RULE_MEDIA_NO_CREDIT, block->element.tag, item,
						  "this figure has no credit");
		report_help(check->report, d, "add <credit licence=\"CC-BY-4.0\">its author</credit>");
	}
	if (figure->credit && report_wants(check->report, RULE_MEDIA_UNKNOWN_LICENCE))
		check_licence(check, &figure->credit->licence, item);
	for (const struct picture *p = figure->pictures; p && wants_files(check->report); p = p->next)
		if (p->src.value.len)
			check_file(check, p, item);
	check->failed = check->failed || buf_failed(&check->pictures.text) || buf_failed(&check->pictures.folded) ||
			buf_failed(&check->pictures.other);
}

void check_media(struct lesson_check *check)
{
	lesson_each_block(check->lesson, check_figure, check);
}
