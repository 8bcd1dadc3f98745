/* Shared by the files of preview/live.h. */
#ifndef PREVIEW_LIVE_INTERNAL_H
#define PREVIEW_LIVE_INTERNAL_H

#include "preview/live.h"

/* A lesson that was saved after the last pass began. */
struct live_lesson {
	char *id;
	uint64_t save;	     /* the number of the save */
	struct buf json;     /* empty: it has errors */
	struct buf findings; /* if it has errors */
	struct live_lesson *next;
};

/* A file that such a lesson shows. */
struct live_asset {
	char *name, *path;
	struct live_asset *next;
};

/* live_lesson.c: checks and compiles the lesson in the file at path, and announces it. False if the file is none of
 * those of the last pass, or memory ran out. */
bool live_take_lesson(struct live *live, const char *path, uint64_t save);
void live_free_lessons(struct live_lesson *lessons);
void live_free_assets(struct live_asset *assets);

/* live_pass.c: makes a pass over everything, or opens the pack again, and announces the result. */
enum result live_pass(struct live *live);
void live_close_packs(struct live *live);

#endif
