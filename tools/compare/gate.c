#include "compare/gate.h"

static bool is_whole(const struct side *side, struct buf *why)
{
	struct version version;
	if (!side->version)
		buf_format(why, "'%s' is a folder of lessons, which has no version; name a pack definition",
			   side->path);
	else if (strcmp(side->edition, "full") != 0)
		buf_format(why, "'%s' is a partial edition, which can't be checked; name the full edition", side->path);
	else if (!version_parse(str_from(side->version), &version))
		buf_format(why, "the version of '%s' is not three numbers such as 1.4.0", side->path);
	else
		return true;
	return false;
}

bool gate_fits(const struct side *before, const struct side *after, struct buf *why)
{
	if (!is_whole(before, why) || !is_whole(after, why))
		return false;
	if (strcmp(before->id, after->id) == 0)
		return true;
	buf_format(
		why,
		"'%s' belongs to the pack '%s' and '%s' to '%s': these are different packs; restore id=\"%s\", "
		"or put the definition of a new pack into a file of its own",
		before->path, before->id, after->path, after->id, before->id);
	return false;
}

static struct version parsed(const char *text)
{
	struct version version;
	if (!version_parse(str_from(text), &version))
		return (struct version){ .pre = STR("") };
	return version;
}

struct gate gate_judge(const struct comparison *comparison)
{
	const struct side *before = comparison->before, *after = comparison->after;
	if (before->is_nothing)
		return (struct gate){ .declared = parsed(after->version),
				      .wanted = parsed(after->version),
				      .wanted_release = after->release };
	struct gate gate = { .before = parsed(before->version), .declared = parsed(after->version) };
	gate.needed = change_bump(comparison->kinds);
	gate.vanished = comparison->counts[CHANGE_ID_VANISHED];
	for (const struct change *change = comparison->first; change && !gate.false_keep; change = change->next)
		if (compare_keeps_falsely(comparison, change))
			gate.false_keep = change;
	gate.version_too_low = !version_says(&gate.before, &gate.declared, gate.needed);
	gate.wanted = gate.version_too_low ? version_next(&gate.before, gate.needed) : gate.declared;
	/* Without changes it is either the same release again, or one with a new number. */
	bool same = gate.needed == BUMP_NONE && version_compare(&gate.before, &gate.declared) == 0;
	gate.release_too_low = same ? after->release < before->release : after->release <= before->release;
	gate.wanted_release = gate.release_too_low ? before->release + !same : after->release;
	return gate;
}

bool gate_passes(const struct gate *gate)
{
	return !gate->version_too_low && !gate->release_too_low && gate->vanished == 0 && !gate->false_keep;
}
