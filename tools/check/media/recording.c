/* Audio and video: their length, their text alternative, and what pins a link. */
#include "check/media/media_file.h"

static void check_link(struct lesson_check *check, const struct recording *recording, struct str item)
{
	struct report *report = check->report;
	struct diagnostic *d;
	if (recording->linked && !recording->digest.value.at) {
		d = report_add(report, RULE_REFERENCE_UNPINNED_LINK, recording->src.span, item,
			       "this address has no digest");
		report_help(report, d, "add digest=\"…\", which sha256sum prints for the file");
	} else if (!recording->linked && recording->src.value.len && recording->digest.value.at) {
		d = report_add(report, RULE_REFERENCE_UNPINNED_LINK, recording->digest.span, item,
			       "only an address needs a digest");
		report_help(report, d, "delete it: satchel-pack computes that of the file");
	}
}

/* 3:25, 1:02:30. */
static void write_length(char *to, size_t room, uint64_t seconds)
{
	unsigned hours = (unsigned)(seconds / 3600), minutes = (unsigned)(seconds / 60 % 60),
		 rest = (unsigned)(seconds % 60);
	if (hours)
		snprintf(to, room, "%u:%02u:%02u", hours, minutes, rest);
	else
		snprintf(to, room, "%u:%02u", minutes, rest);
}

static void check_length(struct lesson_check *check, const struct block *block, struct str item)
{
	const struct recording *recording = &block->of.recording;
	enum file_use use = block->kind == BLOCK_AUDIO ? FILE_AUDIO : FILE_VIDEO;
	const struct media_file *found =
		recording->linked || !recording->src.value.len ? NULL : media_file_find(check, &recording->src);
	uint64_t real = found && found->status == FILE_OK ? found->media.length : 0,
		 said = recording->seconds * (uint64_t)1000;
	if (!recording->length.value.at && (recording->linked || (found && !real && media_suits(&found->media, use)))) {
		struct diagnostic *d =
			report_add(check->report, RULE_MEDIA_LENGTH, block->element.tag, item,
				   "the length of this %s is unknown", use == FILE_AUDIO ? "audio" : "video");
		report_help(check->report, d, "add how long it plays: length=\"3:25\"");
	} else if (real && said && (said > real + 1999 || real > said + 1999)) {
		char length[24];
		write_length(length, sizeof(length), (real + 500) / 1000);
		struct diagnostic *d = report_add(check->report, RULE_MEDIA_LENGTH, recording->length.span, item,
						  "this length is not that of the file");
		report_label(check->report, d, "it plays for %s", length);
		report_help(check->report, d, "write length=\"%s\", or delete it: it is read from the file", length);
	}
}

void media_recording_check(struct lesson_check *check, const struct block *block, struct str item)
{
	const struct recording *recording = &block->of.recording;
	struct report *report = check->report;
	bool video = block->kind == BLOCK_VIDEO, silent = video && recording->captions;
	if (!recording->transcript && !silent) {
		struct diagnostic *d = report_add(report, RULE_MEDIA_NO_TRANSCRIPT, block->element.tag, item,
						  video ? "this video has neither captions nor a transcript"
							: "this audio has no transcript");
		report_help(report, d,
			    video ? "add <captions src=\"FILE.vtt\"/>, or a <transcript>"
				  : "add a <transcript> of what is said and heard");
	}
	if (video && !recording->poster.value.at) {
		struct diagnostic *d =
			report_add(report, RULE_MEDIA_NO_POSTER, block->element.tag, item, "this video has no poster");
		report_help(report, d, "add poster=\"…\", a picture to show before it plays");
	}
	if (report_wants(report, RULE_MEDIA_LENGTH))
		check_length(check, block, item);
}

static void check_block_link(void *context, const struct block *block, struct str item)
{
	if (block->kind == BLOCK_AUDIO || block->kind == BLOCK_VIDEO)
		check_link(context, &block->of.recording, item);
}

void check_recording_links(struct lesson_check *check)
{
	if (report_wants(check->report, RULE_REFERENCE_UNPINNED_LINK))
		lesson_each_block(check->lesson, check_block_link, check);
}
