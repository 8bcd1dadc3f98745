/* Semantic versions (https://semver.org, version 2.0.0) as packs have them: three numbers of at most 9 digits, and
 * perhaps a pre-release of at most 64 characters; no build metadata. */
#ifndef BASE_VERSION_H
#define BASE_VERSION_H

#include "base/attributes.h"
#include "base/buf.h"

#include <stdint.h>

/* How much a version says that it changes. */
enum bump { BUMP_NONE, BUMP_PATCH, BUMP_MINOR, BUMP_MAJOR };

struct version {
	uint32_t numbers[3]; /* major, minor, patch */
	struct str pre;	     /* a view into the text: rc.1; empty where it is no pre-release */
};

/* False where text is no version. */
bool version_parse(struct str text, struct version *version) MUST_CHECK;
/* Below, equal to or above 0, by precedence: 1.0.0-rc.2 is below 1.0.0-rc.10, and that below 1.0.0. */
int version_compare(const struct version *a, const struct version *b) MUST_CHECK;
/* The least version above version that says bump; for BUMP_NONE the version itself, without its pre-release. */
struct version version_next(const struct version *version, enum bump bump) MUST_CHECK;
/* Whether going from one to the other says bump, or more. From a pre-release on, whatever is above it does where the
 * numbers before it say so: 2.0.0-rc.1 tells of a major change to come, 1.0.1-rc.1 does not. */
bool version_says(const struct version *from, const struct version *to, enum bump bump) MUST_CHECK;
void version_write(struct buf *out, const struct version *version);

/* "major", "minor", "patch", "none". */
const char *bump_name(enum bump bump);

#endif
