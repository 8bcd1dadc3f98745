/* Whether Git has what a release is made of: only then does its tag bring the release back. */
#ifndef RELEASE_COMMITTED_H
#define RELEASE_COMMITTED_H

#include "base/file_list.h"
#include "pack/build.h"

enum { COMMITTED_SHOWN = 20 };

struct committed {
	bool in_repository;
	struct buf commit;  /* that is checked out; empty where there is none */
	struct buf tree;    /* the content folder, satchel.xml and retired.xml, as words of a shell */
	struct buf missing; /* a line for each file that differs from that commit, the first COMMITTED_SHOWN */
	size_t count;	    /* how many there are */
};

void committed_init(struct committed *committed);
void committed_release(struct committed *committed);
/* Compares the lessons, the pictures of build->assets, the definition, retired.xml and the configuration with what is
 * committed; config is the file that takes the place of satchel.xml, or NULL. BUILD_FAILED where Git can't be asked:
 * build->why says why. */
enum build_status committed_check(struct committed *committed, struct build *build, const struct file_list *lessons,
				  const char *config) MUST_CHECK;

#endif
