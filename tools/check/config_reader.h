/* What the files that read satchel.xml share. */
#ifndef CHECK_CONFIG_READER_H
#define CHECK_CONFIG_READER_H

#include "check/config.h"
#include "lesson/xml_tree.h"

#define CONFIG_NAMESPACE "urn:satchel:config:1"

struct config_reader {
	struct config *config;
	struct source *source;
	struct report *report;
	bool failed; /* memory ran out */
};

/* The value of an attribute without white space at its ends; NULL where there is none or memory ran out. It lives
 * in the config's arena. */
const char *config_attribute(struct config_reader *reader, const xmlNode *element, const char *name) MUST_CHECK;
/* The same for an attribute that must be there; that it is not is told. */
const char *config_need(struct config_reader *reader, const xmlNode *element, const char *name) MUST_CHECK;
/* Tells of attributes that are not among names, which ends with NULL. */
void config_know(struct config_reader *reader, const xmlNode *element, const char *const *names);
bool config_is(const xmlNode *node, const char *name);
/* The first element from node on; text that stands before it is told. */
xmlNode *config_next(struct config_reader *reader, xmlNode *node);
/* Tells of an element that can't stand where it does; names, which ends with NULL, are those that can. */
void config_misplaced(struct config_reader *reader, const xmlNode *element, const char *const *names);
/* Tells that something with the same name stands at an earlier place. */
void config_twice(struct config_reader *reader, struct span span, struct span earlier, const char *what,
		  const char *name);
/* The severity in an attribute, or otherwise where it is left out or wrong, which is told. */
enum severity config_severity(struct config_reader *reader, const xmlNode *element, enum severity otherwise);
/* Whether the text is a path below a folder; that it is not is told. */
bool config_glob(struct config_reader *reader, const xmlNode *element, const char *name, const char *glob);

/* config_pattern.c: adds the pattern to those of the config. */
void config_read_pattern(struct config_reader *reader, const xmlNode *element);

#endif
