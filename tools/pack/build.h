/* Builds the editions of a pack: definition and lessons in, checked files out, or a reason and none of them.
 *
 * What goes into place was read back: the structure of the archive, its manifest and index, and the length and digests
 * of every entry (see pack/readback.h). satchel-pack verify checks more.
 *
 * All lessons of the content folder are checked, not only those of the pack: what is broken there would be linked to or
 * packed next. An error in any of them, or in the definition, and nothing is written. */
#ifndef PACK_BUILD_H
#define PACK_BUILD_H

#include "check/core/check.h"
#include "pack/deflate_library.h"
#include "pack/outputs.h"

struct build;
struct assets;

/* What a check of the lessons in build->folder looked at; it lives as long as the build. */
struct build_lessons {
	const struct file_list *files;
	const char *const *roots; /* of each: the folder that its pictures must not lie outside of */
};

enum build_status {
	BUILD_OK,        /* the files are there */
	BUILD_REFUSED,   /* the report or the mistakes say why */
	BUILD_FAILED,    /* reading or writing failed; why says more, or the check has said it */
	BUILD_UNCHECKED, /* the lessons can't be checked, which the check has said */
	BUILD_NO_MEMORY,
};

/* Checks the lessons of the pack's folder as satchel-lint does, into build->report, whose settings are build->settings;
 * sets *lessons, and then shows each lesson to on_lesson. */
typedef enum build_status build_check(void *context, struct build *build, struct build_lessons *lessons,
				      check_lesson_visitor *on_lesson, void *visitor);

/* Called when all packs are written and none is in its place yet: whether they may be put there. */
typedef enum build_status build_approve(void *context, struct build *build);

struct build_request {
	const char *definition; /* path */
	const char *output;     /* the file, or the folder of several editions; NULL: the current folder */
	bool versioned;         /* the files' names tell the version too, and output is a folder */
	const char *edition;    /* the only one to build; NULL: all that the definition names */
	const char *base;       /* an older pack, whose stored bytes are taken over where they can be; or NULL */
	const char *date;       /* YYYY-MM-DD: the day of the release; or NULL */
	unsigned jobs;          /* threads that write; 0: as many as there are processors */
	build_check *check;
	build_approve *approve; /* or NULL */
	void *context;          /* of check and approve */
};

struct build {
	struct rule_settings settings;
	struct report report;     /* what was found in the lessons; sorted */
	struct definition definition;
	struct mistakes mistakes; /* what was found in the definition, warnings too */
	struct buf folder;        /* the path of the folder of the lessons */
	struct outputs outputs;   /* the files written */
	const struct assets *assets; /* the pictures taken in, while build_approve is called; else NULL */
	bool foreign_deflate;     /* they are not compressed with the reference zlib, but with: */
	char deflater[DEFLATE_NAME_SIZE];
	struct buf why;
};

void build_init(struct build *build);
void build_release(struct build *build);
enum build_status build_run(struct build *build, const struct build_request *request) MUST_CHECK;

#endif
