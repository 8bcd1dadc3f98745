/* Output of satchel-pack release and renew: shell commands that publish a release. Each runs only if the previous one
 * succeeded; everything else is a comment. */
#ifndef RELEASE_PUBLISH_H
#define RELEASE_PUBLISH_H

#include "release/latest.h"

struct steps {
	const char *folder; /* folder of the release */
	const struct release_latest *latest;
	const char *definition; /* path */
	const char *commit;	/* that the release was made from, or "" */
	const char *tree;	/* its content, as shell words */
	bool oci;		/* the folder contains an OCI image layout */
	bool changelog;		/* and a CHANGELOG.md */
};

/* Appends a description of the folder as comments; signer is the name of the key. */
void steps_describe(const struct steps *steps, const struct buf *signer, struct buf *out);
/* Appends the commands that commit the lock, sign a tag, and copy the release to SITE. */
void steps_publish(const struct steps *steps, struct buf *out);
/* Appends the commands that copy a new latest.json to SITE. */
void steps_renew(const struct steps *steps, struct buf *out);

#endif
