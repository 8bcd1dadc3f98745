/* A baseline: findings that are known, so that only new ones are reported.
 *
 * A finding is known by its rule, by the id of the item it is about (or of the lesson, or the path if there is no
 * id), and by the folded text it is on; never by its line. One about a pair is known by both sides, in byte order, and
 * by what they have in common. The same may be known several times.
 *
 * The file is text, sorted, a line each:
 *
 *   satchel-baseline 1
 *   RULE <tab> SUBJECT [" + " SUBJECT] <tab> LESSON [" " LESSON] or - <tab> COUNT <tab> TEXT
 *
 * SUBJECT is item:ID, lesson:ID or path:PATH. So that two people's changes merge line by line, lines may be in any order
 * and repeat, the first one too; if the same finding has two counts, the larger one is taken. */
#ifndef CHECK_CORE_BASELINE_H
#define CHECK_CORE_BASELINE_H

#include "base/file.h"
#include "check/core/groups.h"
#include "base/map.h"
#include "report/report.h"

struct baseline_entry {
	struct str key; /* rule, subject and text, with tabs between them */
	struct str rule, subject, lesson, text; /* lesson is "-" if there is none */
	const struct group_side *group; /* of a pair; NULL until it was read */
	size_t count;	/* how often it is known */
	size_t seen;	/* how often it was found this time */
};

struct baseline {
	struct arena arena;
	struct map map; /* from keys to entries */
	struct groups pairs;
	struct baseline_entry **entries;
	size_t entry_count, room;
};

enum baseline_status {
	BASELINE_OK,
	BASELINE_UNREADABLE,	/* *why says why; errno is set for FILE_FAILED */
	BASELINE_NONE,		/* the file is no baseline */
	BASELINE_OTHER_VERSION, /* it is one of another version of the format */
	BASELINE_DAMAGED,	/* line *line can't be understood */
	BASELINE_CUT_SHORT,	/* its last line, *line, does not end */
	BASELINE_CONFLICT,	/* line *line is a mark that Git leaves in a conflict */
	BASELINE_NO_MEMORY,
};

void baseline_init(struct baseline *baseline);
void baseline_release(struct baseline *baseline);
enum baseline_status baseline_read(struct baseline *baseline, const char *path, enum file_status *why,
				   size_t *line) MUST_CHECK;

/* Takes the known findings out of a sorted report, and with learn the others too, which are known from then on. What
 * can't be read is never known. Returns how many were new; false where memory ran out. */
bool baseline_apply(struct baseline *baseline, struct report *report, bool learn, size_t *news) MUST_CHECK;

/* Counts a finding that is not reported anyway, so that its entry is not available to another one. False if memory ran
 * out. */
bool baseline_spend(struct baseline *baseline, const struct diagnostic *diagnostic) MUST_CHECK;

/* Which entries a run could have found again: those of the lessons that were read, by id, or of all if lessons is
 * NULL. Those of rules that are off could not, whatever was read. */
struct baseline_reach {
	const struct map *lessons;
	const struct rule_settings *settings;
};
/* How often the entry was known but not found, though it could have been. */
size_t baseline_gone(const struct baseline_entry *entry, const struct baseline_reach *reach);
/* Writes what was found, and what could not have been. A file that is there keeps its mode, and a symbolic link stays
 * one. errno is set for FILE_FAILED. */
enum file_status baseline_write(struct baseline *baseline, const char *path,
				const struct baseline_reach *reach) MUST_CHECK;

#endif
