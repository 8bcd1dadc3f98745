/* The folders that are open in the editor. Their addresses may name them by other paths, with symbolic links; the
 * client gets the addresses of their files below its own. */
#ifndef EDITOR_FOLDERS_H
#define EDITOR_FOLDERS_H

#include "editor/server.h"

struct folder {
	char *uri;  /* without a slash at its end */
	char *path; /* real */
	struct folder *next;
};

void folders_release(struct folder *first);
/* Adds the folders that the parameters of initialize name, in one of the forms of LSP. */
void folders_start(struct language_server *server, struct json_walk params);
/* Adds the folders of an array, and the trees in and above them. */
void folders_add(struct language_server *server, struct json_walk folders);
/* Removes the folders of an array, and the trees that belong neither to another nor to an open document. */
void folders_remove(struct language_server *server, struct json_walk folders);
/* Files have changed: drops the trees without satchel.xml, and adds new ones. */
void folders_refresh(struct language_server *server);
/* Appends the address of a file: that of its document if it is open. */
void folders_uri(const struct language_server *server, const char *path, struct buf *uri);

#endif
