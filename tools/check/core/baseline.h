/* A baseline: the known findings, so that only new ones are reported.
 *
 * A finding is identified by its rule, by the id of its item (or of the lesson, or the path if there is no id), and by
 * the folded text it is about; never by its line. One about a pair is identified by both sides, in byte order, and by
 * what they share. Identical findings are counted.
 *
 * The file is text, sorted, one finding per line:
 *
 *   satchel-baseline 1
 *   RULE <tab> SUBJECT [" + " SUBJECT] <tab> LESSON [" " LESSON] or - <tab> COUNT <tab> TEXT
 *
 * SUBJECT is item:ID, lesson:ID or path:PATH. So that Git can merge two people's changes line by line, lines may come
 * in any order and repeat, even the first one; if a finding has two counts, the larger one counts. */
#ifndef CHECK_CORE_BASELINE_H
#define CHECK_CORE_BASELINE_H

#include "base/file.h"
#include "check/core/groups.h"
#include "base/map.h"
#include "report/report.h"

struct baseline_entry {
	struct str key; /* rule, subject and text, separated by tabs */
	struct str rule, subject, lesson, text; /* lesson is "-" if there is none */
	const struct group_side *group; /* of a pair; NULL until read */
	size_t count;	/* known count */
	size_t seen;	/* count in this run */
};

struct baseline {
	struct arena arena;
	struct map map; /* key to entry */
	struct groups pairs;
	struct baseline_entry **entries;
	size_t entry_count, room;
};

enum baseline_status {
	BASELINE_OK,
	BASELINE_UNREADABLE,	/* see *why; errno is set for FILE_FAILED */
	BASELINE_NONE,		/* the file is not a baseline */
	BASELINE_OTHER_VERSION, /* a baseline of another format version */
	BASELINE_DAMAGED,	/* line *line is invalid */
	BASELINE_CUT_SHORT,	/* the last line, *line, has no line end */
	BASELINE_CONFLICT,	/* line *line is a conflict marker of Git */
	BASELINE_NO_MEMORY,
};

void baseline_init(struct baseline *baseline);
void baseline_release(struct baseline *baseline);
enum baseline_status baseline_read(struct baseline *baseline, const char *path, enum file_status *why,
				   size_t *line) MUST_CHECK;

/* Removes known findings from a sorted report. If learn is set, also removes the others and adds them to the baseline.
 * Never removes findings that a file cannot be read. *added is the number of new findings. False if memory ran out. */
bool baseline_apply(struct baseline *baseline, struct report *report, bool learn, size_t *news) MUST_CHECK;

/* Counts a finding that is not reported for another reason, so that its entry does not match another finding. False if
 * memory ran out. */
bool baseline_spend(struct baseline *baseline, const struct diagnostic *diagnostic) MUST_CHECK;

/* Which entries this run could have found: those of the lessons that were read, by id, or all if lessons is NULL; but
 * none of rules that are off. */
struct baseline_reach {
	const struct map *lessons;
	const struct rule_settings *settings;
};
/* How often the entry was known but not found, although this run could have found it. */
size_t baseline_gone(const struct baseline_entry *entry, const struct baseline_reach *reach);
/* Writes the findings of this run, and the entries that it could not have found. Keeps the mode of an existing file,
 * and writes through a symbolic link. errno is set for FILE_FAILED. */
enum file_status baseline_write(struct baseline *baseline, const char *path,
				const struct baseline_reach *reach) MUST_CHECK;

#endif
