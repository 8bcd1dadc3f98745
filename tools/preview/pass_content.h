/* The parts of a pass, for pass.c. */
#ifndef PREVIEW_PASS_CONTENT_H
#define PREVIEW_PASS_CONTENT_H

#include "preview/pass.h"

/* A pass while lessons are read. */
struct passing {
	struct preview_pass *pass;
	struct gather gather;
	struct store store;
	pthread_mutex_t lock; /* protects the arena of the pass */
};

/* Records the sections of the lesson in the arena. False if memory ran out. */
bool pass_note_sections(struct arena *arena, const struct source *source, const struct lesson *lesson,
			struct pass_section **sections) MUST_CHECK;
/* A check_lesson_visitor: records the lesson, and collects it if it is usable. */
check_lesson_visitor pass_visit;
/* The same for another lesson of the tree: records what links to it show. */
check_lesson_visitor pass_visit_context;
/* Collects the lessons that are not usable, as they were when they last were. False if memory ran out. */
bool pass_recover(struct passing *passing) MUST_CHECK;
/* Gives new ids to items whose ids other items or lessons before them have, which is an error, but would make the pack
 * invalid. False if memory ran out or a file could not be read or written. */
bool pass_rename_items(struct gather *gather) MUST_CHECK;
/* Packs what was collected into a file without a name. */
enum result pass_pack(struct passing *passing) MUST_CHECK;

#endif
