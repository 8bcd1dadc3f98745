#include "check/core/index_judge.h"

#include "base/path.h"

#include <stdio.h>
#include <stdlib.h>

/* The lessons of one folder and the positions of their keys. */
struct key_folder {
	struct left first; /* the first of them, by path */
	size_t lessons;
	bool reported; /* a single lesson has been reported */
	struct key_positions by_options[KEY_POSITIONS + 1];
};

struct folders {
	struct judge judge; /* must be first: each_file passes it on */
	long least;	    /* minimum number of questions */
	struct map map;	    /* by folder */
};

/* The folder, independent of how its lessons were named. */
static struct str folder_of(const char *path)
{
	while (path[0] == '.' && path[1] == '/')
		path += 2;
	return path_folder(path);
}

static struct key_folder *folder_for(struct folders *folders, const char *path)
{
	void **slot = map_put(&folders->map, folder_of(path));
	if (slot && !*slot)
		*slot = calloc(1, sizeof(struct key_folder));
	folders->judge.failed = folders->judge.failed || !slot || !*slot;
	return slot ? *slot : NULL;
}

static void count_file(struct judge *judge, const struct left *left)
{
	struct folders *folders = (struct folders *)judge;
	struct key_positions own = { .questions = 0 };
	size_t most;
	if (left->file->keys == left->ends.keys || strcmp(left->path, "-") == 0)
		return;
	struct key_folder *folder = folder_for(folders, left->path);
	if (!folder)
		return;
	for (size_t i = left->file->keys; i < left->ends.keys; i++) {
		struct key key = { left->part->keys[i].options, left->part->keys[i].position };
		key_positions_add(&own, key);
		key_positions_add(&folder->by_options[key.options], key);
	}
	folder->reported = folder->reported || (own.questions >= folders->least && key_positions_unevenness(&own, &most) > 1);
	/* Context comes first, whatever its path. */
	if (folder->lessons++ == 0 || strcmp(left->path, folder->first.path) < 0)
		folder->first = *left;
}

static void report_folder(struct judge *judge, const struct key_folder *folder, unsigned options)
{
	const struct key_positions *positions = &folder->by_options[options];
	const struct left *first = &folder->first;
	char counts[KEY_POSITIONS * 32];
	size_t len = 0;
	for (unsigned i = 0; i < options; i++)
		len += (size_t)snprintf(counts + len, sizeof(counts) - len, "%s%c %.0f", i ? ", " : "", (int)('A' + i),
					positions->seen[i]);
	struct diagnostic *d =
		report_add_at(judge->report, RULE_QUESTION_KEY_POSITION, first->path, first->file->keys_location,
			      str_from(first->file->lesson), STR_NONE,
			      "in the folder '%.*s' the correct options of the %ld questions with %u options are %s",
			      STR_ARG(folder_of(first->path)), positions->questions, options, counts);
	report_label(judge->report, d, "the first question of the first lesson; by chance each would be %.0f",
		     positions->expected[0]);
	report_help(judge->report, d,
		    "order options by number, date or alphabet, which spreads the key over all positions");
}

/* A single lesson is judged when it is read. Reports the number of options with the most uneven distribution. */
static void judge_folder(const struct folders *folders, struct judge *judge, const struct key_folder *folder)
{
	double worst = 1;
	unsigned options = 0;
	size_t most;
	if (folder->lessons < 2 || folder->reported || is_context(judge, &folder->first))
		return;
	for (unsigned i = 2; i <= KEY_POSITIONS; i++) {
		const struct key_positions *positions = &folder->by_options[i];
		double unevenness =
			positions->questions >= folders->least ? key_positions_unevenness(positions, &most) : 0;
		if (unevenness <= worst)
			continue;
		worst = unevenness;
		options = i;
	}
	if (options)
		report_folder(judge, folder, options);
}

bool judge_keys(struct judge *judge)
{
	if (!report_wants(judge->report, RULE_QUESTION_KEY_POSITION))
		return true;
	struct folders folders = { .judge = *judge };
	folders.least = judge->report->settings->options[OPTION_QUESTION_KEY_POSITION_QUESTIONS];
	map_init(&folders.map);
	bool good = each_file(&folders.judge, count_file);
	for (size_t i = 0; i < folders.map.room; i++) {
		struct key_folder *folder = folders.map.slots[i].value;
		if (folder && good)
			judge_folder(&folders, judge, folder);
		free(folder);
	}
	map_release(&folders.map);
	return good;
}
