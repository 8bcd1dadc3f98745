/* What the files that read satchel.xml share. */
#ifndef CHECK_CORE_CONFIG_READER_H
#define CHECK_CORE_CONFIG_READER_H

#include "check/core/config.h"
#include "check/core/tree_reader.h"

struct setting;

struct config_reader {
	struct tree_reader tree;
	struct config *config;
	/* What has been read so far, to find what stands twice: */
	struct setting *settings;
	const xmlNode *spelling;
};

/* The severity in an attribute, or otherwise where it is left out or wrong, which is told. */
enum severity config_severity(struct config_reader *reader, const xmlNode *element, enum severity otherwise);
/* Whether the text is a path below a folder; that it is not is told. */
bool config_glob(struct config_reader *reader, const xmlNode *element, const char *name, const char *glob);

/* config_rule.c: keeps what a <rule> says; and puts it into force when all are read, as a family goes before its rules,
 * whatever their order. */
void config_read_rule(struct config_reader *reader, const xmlNode *element);
void config_apply_rules(struct config_reader *reader);
/* config_pattern.c: adds the pattern to those of the config. */
void config_read_pattern(struct config_reader *reader, const xmlNode *element);

#endif
