/* What satchel-pack release and renew print: the commands that publish a release, as a shell runs them. Each runs only
 * if the one before it succeeded; all else is a comment. */
#ifndef RELEASE_PUBLISH_H
#define RELEASE_PUBLISH_H

#include "release/latest.h"

struct steps {
	const char *place; /* the folder of the release */
	const struct release_latest *latest;
	const char *definition; /* path */
	const char *commit;	/* that the release was made of, or "" */
	const char *tree;	/* its content, as words of a shell */
	bool oci;		/* the folder has an OCI image layout */
	bool changelog;		/* and a CHANGELOG.md */
};

/* Appends what the folder holds, a comment a line; signer is the name of the key. */
void steps_describe(const struct steps *steps, const struct buf *signer, struct buf *out);
/* Appends the commands that take the lock into the repository, sign a tag, and copy the release to SITE. */
void steps_publish(const struct steps *steps, struct buf *out);
/* Appends the commands that copy a new latest.json to SITE. */
void steps_renew(const struct steps *steps, struct buf *out);

#endif
