#include "compare/gate.h"

const char *gate_fits(const struct side *before, const struct side *after)
{
	struct version version;
	if (!after->version || !before->version)
		return "a folder of lessons has no version; name a pack definition";
	if (strcmp(before->id, after->id) != 0)
		return "these are two packs, not two versions of one";
	if (strcmp(before->edition, "full") != 0 || strcmp(after->edition, "full") != 0)
		return "a part of a pack can't be judged; take its full edition";
	return version_parse(str_from(before->version), &version) && version_parse(str_from(after->version), &version)
		       ? NULL
		       : "a version is no semantic version";
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
	struct gate gate = { .before = parsed(before->version), .declared = parsed(after->version) };
	gate.needed = change_bump(comparison->kinds);
	gate.vanished = comparison->counts[CHANGE_ID_VANISHED];
	gate.version_too_low = !version_says(&gate.before, &gate.declared, gate.needed);
	gate.wanted = gate.version_too_low ? version_next(&gate.before, gate.needed) : gate.declared;
	/* Where nothing changed, it is the release that there was, made anew; or one of another number. */
	bool same = gate.needed == BUMP_NONE && version_compare(&gate.before, &gate.declared) == 0;
	gate.release_too_low = same ? after->release < before->release : after->release <= before->release;
	gate.wanted_release = gate.release_too_low ? before->release + !same : after->release;
	return gate;
}

bool gate_passes(const struct gate *gate)
{
	return !gate->version_too_low && !gate->release_too_low && gate->vanished == 0;
}
