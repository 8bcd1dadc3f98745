/* Checks that everything a release is made of is committed in Git, so that its tag can restore the release. */
#ifndef RELEASE_COMMITTED_H
#define RELEASE_COMMITTED_H

#include "base/file_list.h"
#include "pack/build.h"

enum { COMMITTED_SHOWN = 20 };

struct committed {
	bool in_repository;
	struct buf commit;  /* of HEAD; empty if there is none */
	struct buf tree;    /* the content folder, satchel.xml and retired.xml, as shell words */
	struct buf missing; /* one line per file that differs from that commit, up to COMMITTED_SHOWN */
	size_t count;	    /* how many there are */
};

void committed_init(struct committed *committed);
void committed_release(struct committed *committed);
/* Compares the lessons, the pictures of build->assets, the definition, retired.xml and the configuration with HEAD;
 * config is the file used instead of satchel.xml, or NULL. RESULT_FAILED if Git cannot be run: see build->why. */
enum result committed_check(struct committed *committed, struct build *build, const struct file_list *lessons,
			    const char *config) MUST_CHECK;

#endif
