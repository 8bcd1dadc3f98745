/* An OCI image layout of a release, for container registries: an artifact whose layers are the packs.
 * https://github.com/opencontainers/image-spec, version 1.1 */
#ifndef RELEASE_OCI_H
#define RELEASE_OCI_H

#include "pack/definition.h"
#include "release/folder.h"

/* Writes it to oci/ in the folder, which already contains the packs of latest. */
enum result oci_write(struct release_folder *folder, const struct release_latest *latest,
		      const struct definition *definition, struct buf *why) MUST_CHECK;

#endif
