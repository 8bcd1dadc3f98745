/* Semantic versions (https://semver.org, 2.0.0), restricted to three numbers of at most 9 digits and an optional
 * pre-release of at most 64 characters, without build metadata. */
#ifndef BASE_VERSION_H
#define BASE_VERSION_H

#include "base/attributes.h"
#include "base/buf.h"

#include <stdint.h>

/* The kind of change that a version announces. */
enum bump { BUMP_NONE, BUMP_PATCH, BUMP_MINOR, BUMP_MAJOR };

struct version {
	uint32_t numbers[3]; /* major, minor, patch */
	struct str pre;	     /* view into the text, such as rc.1; empty if it is not a pre-release */
};

/* False if text is not a version. */
bool version_parse(struct str text, struct version *version) MUST_CHECK;
/* Negative, 0 or positive, by precedence: 1.0.0-rc.2 is below 1.0.0-rc.10, which is below 1.0.0. */
int version_compare(const struct version *a, const struct version *b) MUST_CHECK;
/* The lowest version above version that announces bump; for BUMP_NONE, the version itself without its pre-release. */
struct version version_next(const struct version *version, enum bump bump) MUST_CHECK;
/* Whether an update from one version to the other announces bump or more. From a pre-release, any higher version does
 * if its numbers already announce it: 2.0.0-rc.1 announces a major change, 1.0.1-rc.1 does not. */
bool version_says(const struct version *from, const struct version *to, enum bump bump) MUST_CHECK;
void version_write(struct buf *out, const struct version *version);

/* "major", "minor", "patch", "none". */
const char *bump_name(enum bump bump);

#endif
