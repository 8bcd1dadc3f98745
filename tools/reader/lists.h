/* The lists of the index. */
#ifndef READER_LISTS_H
#define READER_LISTS_H

enum list { LIST_LESSONS, LIST_OUTLINE, LIST_ITEMS, LIST_FILES, LISTS };

/* Their names in index.json. */
extern const char *const list_names[LISTS];

#endif
