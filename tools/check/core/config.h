/* satchel.xml: how the rules are set for a content tree. It stands at the top of the tree, and makes the folder
 * it stands in the root that pictures must not lie outside of. Its schema is schema/config.xsd. */
#ifndef CHECK_CORE_CONFIG_H
#define CHECK_CORE_CONFIG_H

#include "base/arena.h"
#include "base/file.h"
#include "lesson/lesson.h"
#include "report/report.h"

#define CONFIG_NAME "satchel.xml"

enum custom_kind {
	CUSTOM_MUST_NOT, /* each match is a finding */
	CUSTOM_MUST,     /* each text of its scope without a match is one */
	CUSTOM_AT_MOST,  /* matches beyond the count in one lesson are */
	CUSTOM_AT_LEAST, /* a lesson with fewer matches than the count is */
	CUSTOM_ONE_WAY,  /* matches of one lesson that are spelt otherwise than the most frequent one are */
};

/* An author's own rule: a PCRE2 pattern over the texts of some places. */
struct custom_rule {
	const char *name;        /* custom/NAME */
	enum custom_kind kind;
	const char *pattern;
	struct span span;        /* of the pattern in satchel.xml */
	struct span replacement_span;
	const char *replacement; /* in PCRE2's form, or NULL; makes an unsafe fix, or a safe one where safe is set */
	bool safe;
	bool ignore_case;
	const char *message;
	const char *help;        /* or NULL */
	enum severity severity;
	unsigned places;         /* a bit, 1u << text_place, each */
	const char *paths;       /* a glob relative to the root; NULL: everywhere */
	unsigned times;          /* the count, for the kinds that have one */
	struct custom_rule *next;
};

/* A glob, relative to the root: * is within a folder, ** over folders, ? one character; one that ends with a slash is
 * all below that folder. */
struct path_pattern {
	const char *glob;
	struct path_pattern *next;
};

enum { WORDS_SIZE_MAX = 16 * 1024 * 1024 }; /* of the list of words that satchel.xml names */

struct config {
	struct arena arena;              /* all below lives here */
	const char *path;                /* of satchel.xml; NULL: none was read, all is as the tables say */
	struct str root;                 /* the real path of the folder it stands in; at is NULL where path is */
	struct rule_settings settings;
	struct path_pattern *ignored;    /* lessons that are not looked at */
	struct custom_rule *custom;
	bool spelling;                   /* whether words are looked up */
	const char *words;               /* a file of words that are known, a line each; or NULL */
};

void config_init(struct config *config);
void config_release(struct config *config);

enum config_status {
	CONFIG_OK,
	CONFIG_WRONG,     /* what is wrong has been reported: the caller exits with 2 */
	CONFIG_UNREADABLE,/* *why says why; errno is set for FILE_FAILED */
	CONFIG_NO_MEMORY,
};

/* Reads the file at path into config, which must have been initialised. Mistakes are reported, at their lines,
 * into report, as findings of the family config. */
enum config_status config_read(struct config *config, const char *path, struct report *report,
			       enum file_status *why) MUST_CHECK;

/* must-not, at-most … */
const char *custom_kind_name(enum custom_kind kind);
/* The name, in satchel.xml, of the first of some places (see struct custom_rule); returns the others. NULL at the
 * end. */
unsigned custom_places_named(unsigned places, const char **name);
/* The rule named custom/NAME, or NULL. */
struct custom_rule *config_custom(const struct config *config, struct str name);

/* Appends all that holds, with the severities and numbers of settings, as a satchel.xml of its own. */
void config_write(const struct config *config, const struct rule_settings *settings, struct buf *out);

/* Appends path, relative to the working folder, as it is seen from the root; false where it does not lie below. */
bool config_relative(const struct config *config, const char *path, struct buf *out) MUST_CHECK;
/* Whether satchel.xml says to leave the file at path alone. */
bool config_ignores(const struct config *config, const char *path) MUST_CHECK;
/* Whether the path relative to a root matches the glob. */
bool path_matches(const char *glob, const char *path);

#endif
