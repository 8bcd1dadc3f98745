#include "check/media/media_file.h"

#include "base/path.h"
#include "check/media/picture.h"

enum { FILE_SIZE_MAX = 64 * 1024 * 1024 }; /* in bytes; larger files are not examined */

void media_cache_init(struct media_cache *cache)
{
	arena_init(&cache->arena);
	map_init(&cache->files);
	buf_init(&cache->bytes, BUF_CAP);
	picture_folder_init(&cache->folder);
}

void media_cache_release(struct media_cache *cache)
{
	arena_release(&cache->arena);
	map_release(&cache->files);
	buf_release(&cache->bytes);
	picture_folder_release(&cache->folder);
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
	file->status = file_read(key.at, FILE_SIZE_MAX, &cache->bytes);
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

static const char *use_name(enum file_use use)
{
	switch (use) {
	case FILE_PICTURE: return "picture";
	case FILE_AUDIO: return "audio";
	case FILE_VIDEO: return "video";
	case FILE_CAPTIONS: break;
	}
	return "captions file";
}

static const char *plural_of(enum file_use use)
{
	return use == FILE_PICTURE ? "pictures" : use == FILE_CAPTIONS ? "captions" : use_name(use);
}

static const char *formats_of(enum file_use use)
{
	switch (use) {
	case FILE_PICTURE: return "save it as SVG, PNG, JPEG, WebP, GIF or AVIF";
	case FILE_AUDIO: return "save it as MP3, Ogg (Opus or Vorbis), MP4, WebM or WAV, without pictures";
	case FILE_VIDEO: return "save it as MP4 or WebM";
	case FILE_CAPTIONS: break;
	}
	return "save it as WebVTT, which begins with the word WEBVTT";
}

static void report_broken(struct lesson_check *check, const struct lesson_file *file, const struct media *media)
{
	struct report *report = check->report;
	struct diagnostic *d = report_add(report, RULE_MEDIA_UNREADABLE, file->path->span, file->item,
					  "this %s is damaged", use_name(file->use));
	const char *why = media->broken ? media->broken : "the file is empty";
	if (media->line)
		report_label(report, d, "at line %u: %s", media->line, why);
	else
		report_label(report, d, "%s", why);
	report_help(report, d, media->pointer ? "fetch the file: git lfs pull"
			       : media->line  ? "correct the line"
					      : "export it again, or download it again from its source");
}

static void report_kind(struct lesson_check *check, const struct lesson_file *file, const char *path,
			const struct media_file *found)
{
	struct report *report = check->report;
	const struct media *media = &found->media;
	struct diagnostic *d;
	if (media->broken || (media->kind == MEDIA_UNKNOWN && found->size == 0)) {
		report_broken(check, file, media);
	} else if (media_suits(media, file->use)) {
		if (media->kind == media_kind_promised(path))
			return;
		d = report_add(report, RULE_MEDIA_WRONG_KIND, file->path->span, file->item,
			       "the %s's format does not match its file name", use_name(file->use));
		report_label(report, d, "it is %s", media_kind_name(media->kind));
		report_help(report, d, "rename the file to match its format, or export it again");
	} else {
		d = report_add(report, RULE_MEDIA_WRONG_KIND, file->path->span, file->item,
			       "packs can't contain %s of this format", plural_of(file->use));
		report_label(report, d, "it is %s%s", media_kind_name(media->kind),
			     file->use == FILE_VIDEO && media_suits(media, FILE_AUDIO)	? " without pictures"
			     : file->use == FILE_AUDIO && media_suits(media, FILE_VIDEO) ? " with pictures"
											  : "");
		report_help(report, d, "%s", formats_of(file->use));
	}
}

static void report_size(struct lesson_check *check, const struct lesson_file *file, const struct media_file *found)
{
	struct report *report = check->report;
	const long *options = report->settings->options;
	bool picture = file->use == FILE_PICTURE;
	unsigned long bytes = 1024 * (unsigned long)options[picture ? OPTION_MEDIA_TOO_LARGE_KIB
								     : OPTION_MEDIA_TOO_LARGE_RECORDING_KIB];
	uint64_t pixels = (uint64_t)options[OPTION_MEDIA_TOO_LARGE_PIXELS];
	uint64_t area = found->media.kind == MEDIA_SVG || !picture
				? 0
				: (uint64_t)found->media.width * found->media.height;
	if (found->size <= bytes && area <= pixels)
		return;
	struct diagnostic *d = report_add(report, RULE_MEDIA_TOO_LARGE, file->path->span, file->item,
					  "this %s is larger than a learner's device needs", use_name(file->use));
	if (area > pixels)
		report_label(report, d, "%u × %u pixels", found->media.width, found->media.height);
	else
		report_label(report, d, "%zu KiB", (found->size + 1023) / 1024);
	if (picture)
		report_help(report, d, "scale it to at most %llu pixels and %lu KiB", (unsigned long long)pixels,
			    bytes / 1024);
	else
		report_help(report, d, "compress it to at most %lu KiB, or link to it: src=\"https://…\"", bytes / 1024);
}

static void report_svg(struct lesson_check *check, const struct lesson_file *file, const struct svg_look *svg)
{
	struct report *report = check->report;
	if (svg->offences) {
		struct diagnostic *d =
			report_add(report, RULE_MEDIA_ACTIVE_SVG, file->path->span, file->item,
				   "this SVG has content that a browser would run or load: %s", svg->offence);
		if (svg->offences > 1)
			report_label(report, d, "at line %u, and %u more", svg->line, svg->offences - 1);
		else
			report_label(report, d, "at line %u", svg->line);
		report_help(report, d, "remove it from the SVG: a drawing needs neither scripts nor other files");
	} else if (svg->broken) {
		struct diagnostic *d = report_add(report, RULE_MEDIA_UNREADABLE, file->path->span, file->item,
						  "this SVG is damaged");
		report_label(report, d, "at line %u: %s", svg->line, svg->broken);
		report_help(report, d, "export it again from the program that made it");
	}
}

const struct media_file *media_file_find(struct lesson_check *check, const struct attribute *path)
{
	if (picture_find(path->value, path_folder(check->source->path), check->root, &check->media.folder,
			 &check->pictures.text) != PICTURE_FOUND)
		return NULL;
	const struct media_file *found = look_up(&check->media, buf_view(&check->pictures.text));
	check->failed = check->failed || !found;
	return found;
}

void media_file_check(void *context, const struct lesson_file *file)
{
	struct lesson_check *check = context;
	const struct media_file *found = media_file_find(check, file->path);
	if (!found)
		return;
	if (found->status != FILE_OK && found->status != FILE_TOO_LARGE) {
		struct diagnostic *d = report_add(check->report, RULE_MEDIA_UNREADABLE, file->path->span, file->item,
						  "this %s can't be opened", use_name(file->use));
		report_help(check->report, d, "give read permission to the user who builds the pack");
		return;
	}
	if (found->status == FILE_OK) {
		report_svg(check, file, &found->svg);
		if (!found->svg.broken)
			report_kind(check, file, buf_cstr(&check->pictures.text), found);
	}
	report_size(check, file, found);
}
