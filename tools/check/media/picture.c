#include "check/media/picture.h"

#include "base/path.h"
#include "check/core/missing.h"
#include "check/core/rules.h"

struct file_check {
	struct lesson_check *check;
	struct missing missing;
};

static const char *current_rule(enum picture_status status)
{
	switch (status) {
	case PICTURE_ADDRESS: return "this must be a file in the content tree, not a URL";
	case PICTURE_ABSOLUTE: return "a path can't start with a slash";
	case PICTURE_BACKSLASH: return "this path has a backslash";
	case PICTURE_OUTSIDE: return "this path leads out of the content tree";
	default: return "a symbolic link on this path leads out of the content tree";
	}
}

static const char *remedy(enum picture_status status)
{
	switch (status) {
	case PICTURE_ADDRESS: return "save the file in the lesson's folder, and write its relative path";
	case PICTURE_ABSOLUTE: return "write the path relative to the lesson's folder: images/heart.svg";
	case PICTURE_BACKSLASH: return "write / instead, also on Windows";
	default: return "copy the file into the content tree, beside the lesson";
	}
}

static void report_missing(struct file_check *files, const struct attribute *src, struct str item, struct str folder)
{
	struct lesson_check *check = files->check;
	struct report *report = check->report;
	if (missing_again(&files->missing, 'f', buf_view(&check->pictures.text), source_location(check->source, src->span).line))
		return;
	struct diagnostic *d = report_add(report, RULE_REFERENCE_MISSING_FILE, src->span, item,
					  "file %s does not exist", buf_cstr(&check->pictures.text));
	check->failed = !missing_add(&files->missing, 'f', buf_view(&check->pictures.text), d) || check->failed;
	if (!d)
		return;
	switch (picture_nearest(buf_cstr(&check->pictures.text), folder, check->root, &check->pictures.other)) {
	case NEAR_NORMAL_FORM:
		report_help(report, d,
			    "%s exists in another Unicode normal form, which looks the same: "
			    "use form C (NFC) in the file name and here",
			    buf_cstr(&check->pictures.other));
		break;
	case NEAR_LETTER_CASE:
		report_help(report, d, "the folder has %s; letter case matters", buf_cstr(&check->pictures.other));
		break;
	case NEAR_SPELLING: report_help(report, d, "did you mean %s?", buf_cstr(&check->pictures.other)); break;
	case NEAR_NONE:
		report_help(report, d,
			    "put the file there, or correct the path, which is relative to the lesson's folder");
	}
	check->failed = check->failed || buf_failed(&check->pictures.other);
}

static void check_file(void *context, const struct lesson_file *file)
{
	struct file_check *files = context;
	struct lesson_check *check = files->check;
	const struct attribute *src = file->path;
	struct str item = file->item;
	struct report *report = check->report;
	struct str folder = path_folder(check->source->path);
	enum picture_status status = picture_find(src->value, folder, check->root, &check->media.folder,
						  &check->pictures.text);
	struct diagnostic *d = NULL;
	switch (status) {
	case PICTURE_FOUND: break;
	case PICTURE_NO_MEMORY: check->failed = true; break;
	case PICTURE_MISSING: report_missing(files, src, item, folder); break;
	case PICTURE_FOLDER:
	case PICTURE_NOT_PLAIN:
		d = report_add(report, RULE_REFERENCE_MISSING_FILE, src->span, item, "%s is %s, not a file",
			       buf_cstr(&check->pictures.text),
			       status == PICTURE_FOLDER ? "a folder" : "a device or pipe");
		report_help(report, d, "name the file itself");
		break;
	case PICTURE_ESCAPE: break;
	case PICTURE_ZERO:
		d = report_add(report, RULE_REFERENCE_MISSING_FILE, src->span, item, "a file name can't contain %%00");
		report_help(report, d, "write the name as it is in the folder");
		break;
	case PICTURE_ADDRESS:
		if ((file->use == FILE_AUDIO || file->use == FILE_VIDEO) && memchr(src->value.at, ':', src->value.len))
			break; /* reported by the schema, which allows https there */
		/* fall through */
	default:
		d = report_add(report, RULE_REFERENCE_OUTSIDE_TREE, src->span, item, "%s", current_rule(status));
		report_help(report, d, "%s", remedy(status));
	}
}

void check_pictures(struct lesson_check *check)
{
	check_recording_links(check);
	if (!report_wants(check->report, RULE_REFERENCE_MISSING_FILE) &&
	    !report_wants(check->report, RULE_REFERENCE_OUTSIDE_TREE))
		return;
	struct file_check files = { .check = check };
	arena_clear(&check->pictures.memory);
	missing_begin(&files.missing, &check->pictures.memory, &check->pictures.seen);
	lesson_each_file(check->lesson, check_file, &files);
	missing_end(&files.missing, check->report);
}
