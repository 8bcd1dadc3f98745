/* Addresses of files, as editors name documents: file:///folder/name%20with%20spaces.xml (RFC 8089). */
#ifndef EDITOR_URI_H
#define EDITOR_URI_H

#include "base/buf.h"

/* Appends the path of a file on this machine; false if the address is of another kind, or its path has a zero byte. */
bool uri_path(struct str uri, struct buf *path) MUST_CHECK;
/* Appends the address of an absolute path; the same without the scheme, for what follows that of a folder. */
void uri_of_path(struct str path, struct buf *uri);
void uri_escape(struct str path, struct buf *uri);

#endif
