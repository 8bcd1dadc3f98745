/* Internals shared by the files that read satchel.xml. */
#ifndef CHECK_CORE_CONFIG_READER_H
#define CHECK_CORE_CONFIG_READER_H

#include "check/core/config.h"
#include "check/core/tree_reader.h"

struct setting;

struct config_reader {
	struct tree_reader tree;
	struct config *config;
	/* What has been read so far, to detect duplicates: */
	struct setting *settings;
	const xmlNode *spelling;
	struct config_tag **last_tag;
};

/* The severity in an attribute; the given default if it is missing, or invalid, which is reported. */
enum severity config_severity(struct config_reader *reader, const xmlNode *element, enum severity otherwise);
/* Whether the text is a relative path without "..". Reports it if not. */
bool config_glob(struct config_reader *reader, const xmlNode *element, const char *name, const char *glob);

/* config_rule.c: stores a <rule> element; config_apply_rules applies all of them, families before rules, whatever their
 * order in the file. */
void config_read_rule(struct config_reader *reader, const xmlNode *element);
void config_apply_rules(struct config_reader *reader);
/* config_pattern.c: adds a pattern to the configuration. */
void config_read_pattern(struct config_reader *reader, const xmlNode *element);

#endif
