/* satchel.xml: the configuration of a content tree. Its folder is the root of the tree, which must contain all
 * pictures. Specified in schema/config.xsd. */
#ifndef CHECK_CORE_CONFIG_H
#define CHECK_CORE_CONFIG_H

#include "base/arena.h"
#include "base/file.h"
#include "base/map.h"
#include "lesson/lesson.h"
#include "report/report.h"

#define CONFIG_NAME "satchel.xml"

enum { CONFIG_SIZE_MAX = 4 * 1024 * 1024 }; /* in bytes */

enum custom_kind {
	CUSTOM_MUST_NOT, /* each match is a finding */
	CUSTOM_MUST,     /* each text in scope without a match is a finding */
	CUSTOM_AT_MOST,  /* matches beyond the count in one lesson are findings */
	CUSTOM_AT_LEAST, /* a lesson with fewer matches than the count is a finding */
	CUSTOM_ONE_WAY,  /* matches that are spelt differently from the most frequent one of the lesson are findings */
};

/* A rule defined in satchel.xml: a PCRE2 pattern applied to the texts of certain elements. */
struct custom_rule {
	const char *name;        /* custom/NAME */
	enum custom_kind kind;
	const char *pattern;
	struct span span;        /* of the pattern, in satchel.xml */
	struct span replacement_span;
	const char *replacement; /* in PCRE2 syntax, or NULL. The fix is unsafe unless safe is set */
	bool safe;
	bool ignore_case;
	const char *message;
	const char *help;        /* or NULL */
	enum severity severity;
	unsigned roles;         /* bit set of 1u << text_role */
	const char *paths;       /* glob relative to the root; NULL: all lessons */
	unsigned times;          /* the count, for kinds that have one */
	struct custom_rule *next;
};

/* A glob relative to the root: * matches within a folder, ** across folders, ? one character. One that ends with a
 * slash matches everything below that folder. */
struct path_pattern {
	const char *glob;
	struct path_pattern *next;
};

/* A tag that lessons may have: a word, scheme:code, or scheme:* for all codes. */
struct config_tag {
	const char *name;
	struct span span; /* in satchel.xml */
	struct config_tag *next;
};

struct config {
	struct arena arena;              /* owns everything below */
	const char *path;                /* of satchel.xml; NULL if none was read and the defaults apply */
	struct str text;                 /* of satchel.xml */
	struct str root;                 /* real path of its folder; at is NULL if path is */
	struct rule_settings settings;
	struct path_pattern *ignored;    /* lessons to skip */
	struct custom_rule *custom;
	struct config_tag *tags;         /* NULL: any */
	struct map tags_by_name;
	bool spelling;                   /* whether spelling is checked */
	const char *words;               /* file of additional words, one per line; or NULL */
	struct location words_location;  /* where path names it */
};

void config_init(struct config *config);
void config_release(struct config *config);

enum config_status {
	CONFIG_OK,
	CONFIG_WRONG,     /* errors have been reported: the caller exits with 2 */
	CONFIG_UNREADABLE,/* see *why; errno is set for FILE_FAILED */
	CONFIG_NO_MEMORY,
};

/* Reads the file at path into config, which must have been initialised. Mistakes are reported as findings of the family
 * config. */
enum config_status config_read(struct config *config, const char *path, struct report *report,
			       enum file_status *why) MUST_CHECK;
/* The same with a text instead of that of the file. */
enum config_status config_read_text(struct config *config, const char *path, struct str text,
				    struct report *report) MUST_CHECK;

/* must-not, at-most … */
const char *custom_kind_name(enum custom_kind kind);
/* For a bit set as in struct custom_rule: *name becomes the name of its first element in satchel.xml, NULL if it is
 * empty; returns the others. */
unsigned custom_roles_named(unsigned roles, const char **name);
/* The rule custom/NAME, or NULL. */
struct custom_rule *config_custom(const struct config *config, struct str name);

/* Appends the effective configuration, with severities and thresholds from settings, as a satchel.xml. */
void config_write(const struct config *config, const struct rule_settings *settings, struct buf *out);

/* Whether lessons may have the tag. */
bool config_has_tag(const struct config *config, struct str tag) MUST_CHECK;

/* Appends path, which is relative to the working folder, as a path relative to the root; false if it is outside. */
bool config_relative(const struct config *config, const char *path, struct buf *out) MUST_CHECK;
/* Whether satchel.xml excludes the file at path. */
bool config_ignores(const struct config *config, const char *path) MUST_CHECK;
/* Whether the path relative to a root matches the glob. */
bool path_matches(const char *glob, const char *path);

#endif
