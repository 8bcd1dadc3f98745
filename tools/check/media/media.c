#include "base/ascii.h"
#include "check/core/fold.h"
#include "check/core/phrase.h"
#include "check/media/licence.h"
#include "check/media/media_file.h"

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
		report_help(report, d, "did you mean \"%s\"?", near);
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

static void check_credit(struct lesson_check *check, const struct credit *credit, const struct element *element,
			 const char *what, struct str item)
{
	if (!credit) {
		struct diagnostic *d = report_add(check->report, RULE_MEDIA_NO_CREDIT, element->tag, item,
						  "this %s has no credit", what);
		report_help(check->report, d, "add <credit licence=\"CC-BY-4.0\">its author</credit>");
	} else if (report_wants(check->report, RULE_MEDIA_UNKNOWN_LICENCE)) {
		check_licence(check, &credit->licence, item);
	}
}

static void check_block(void *context, const struct block *block, struct str item)
{
	struct lesson_check *check = context;
	const struct figure *figure = &block->of.figure;
	switch (block->kind) {
	case BLOCK_FIGURE:
		for (const struct picture *p = figure->pictures; p; p = p->next)
			check_alt(check, p, figure->caption, item);
		check_credit(check, figure->credit, &block->element, "figure", item);
		break;
	case BLOCK_AUDIO:
	case BLOCK_VIDEO:
		media_recording_check(check, block, item);
		check_credit(check, block->of.recording.credit, &block->element,
			     block->kind == BLOCK_AUDIO ? "audio" : "video", item);
		break;
	default: break;
	}
}

void check_media(struct lesson_check *check)
{
	lesson_each_block(check->lesson, check_block, check);
	for (const struct card *card = check->lesson->cards; card; card = card->next) {
		if (!card->occlusion)
			continue;
		check_alt(check, &card->occlusion->picture, NULL, card->id.value);
		check_credit(check, card->occlusion->credit, &card->element, "occlusion", card->id.value);
	}
	if (wants_files(check->report))
		lesson_each_file(check->lesson, media_file_check, check);
	check->failed = check->failed || buf_failed(&check->pictures.text) || buf_failed(&check->pictures.folded) ||
			buf_failed(&check->pictures.other);
}
