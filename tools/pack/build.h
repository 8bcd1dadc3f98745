/* Builds the editions of a pack from definition and lessons. Either all files are written and verified, or none, with a
 * reason.
 *
 * The written files are read back before they are committed: the structure of the archive, its manifest and index, and
 * length and digests of every entry (see pack/readback.h). satchel-pack verify checks more.
 *
 * All lessons of the content folder are checked, not only those of the pack, because others may be linked to or packed
 * next. An error in any of them, or in the definition, stops the build. */
#ifndef PACK_BUILD_H
#define PACK_BUILD_H

#include "base/result.h"
#include "check/core/check.h"
#include "pack/outputs.h"

struct build;
struct assets;

/* The lessons checked in build->folder; valid as long as the build. */
struct build_lessons {
	const struct file_list *files;
	const char *const *roots; /* for each: the folder that must contain its pictures */
};

/* Checks the lessons in the pack's folder like satchel-lint, into build->report, whose settings are build->settings;
 * sets *lessons, then calls on_lesson for each lesson. */
typedef enum result build_check(void *context, struct build *build, struct build_lessons *lessons,
				check_lesson_visitor *on_lesson, void *visitor);

/* Called when all packs are written but not committed: whether they may be committed. */
typedef enum result build_approve(void *context, struct build *build);

struct build_request {
	const char *definition; /* path */
	const char *output;     /* the file, or the folder of several editions; NULL: the current folder */
	bool versioned;         /* file names include the version, and output is a folder */
	const char *edition;    /* the only one to build; NULL: all in the definition */
	const char *base;       /* an older pack whose stored bytes are reused if possible; or NULL */
	const char *date;       /* YYYY-MM-DD: the date of the release; or NULL */
	int level;              /* of compression: DEFLATE_FAST or DEFLATE_BEST */
	unsigned jobs;          /* writing threads; 0: the number of processors */
	build_check *check;
	build_approve *approve; /* or NULL */
	void *context;          /* passed to check and approve */
};

struct build {
	struct rule_settings settings;
	struct report report;     /* findings in the lessons; sorted */
	struct definition definition;
	struct mistakes mistakes; /* mistakes in the definition, including warnings */
	struct buf folder;        /* path of the folder of the lessons */
	struct outputs outputs;   /* the written files */
	const struct assets *assets; /* the pictures, during build_approve; else NULL */
	struct buf why;
};

void build_init(struct build *build);
void build_release(struct build *build);
/* RESULT_OK: the files have been written. RESULT_REFUSED: see the report, the mistakes or why. RESULT_FAILED: see why,
 * unless the check has reported it. */
enum result build_run(struct build *build, const struct build_request *request) MUST_CHECK;

#endif
