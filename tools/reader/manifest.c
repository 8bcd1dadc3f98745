#include "reader/internal.h"

#include <string.h>

const char *const manifest_count_names[SATCHEL_ITEM_KINDS + 4] = { "units", "lessons",	"sections", "questions",
								   "cards", "glossary", "assets" };

/* Three whole numbers without leading zeros, and perhaps a pre-release behind a hyphen. */
static bool is_version(const char *text)
{
	for (int part = 0; part < 3; part++) {
		size_t digits = strspn(text, "0123456789");
		if (digits == 0 || digits > 9 || (digits > 1 && text[0] == '0'))
			return false;
		text += digits;
		if (part < 2 && *text++ != '.')
			return false;
	}
	if (*text == '\0')
		return true;
	if (*text++ != '-')
		return false;
	size_t len = strspn(text, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-.");
	return len > 0 && text[len] == '\0' && len <= 64;
}

static void parse_demands(const struct scope *scope, const json_t *json)
{
	json_t *requires = get_array(scope, json, "requires"), *extras = get_array(scope, json, "extras");
	size_t i;
	json_t *feature;
	json_array_foreach (requires, i, feature)
		trouble(scope->troubles, SATCHEL_UNSUPPORTED,
			"manifest.json: the pack requires a feature that this reader does not know");
	json_array_foreach (extras, i, feature)
		if (!json_is_string(feature))
			trouble(scope->troubles, SATCHEL_DAMAGED, "manifest.json: an entry of extras is not a string");
}

static void parse_counts(struct satchel *pack, const struct scope *scope, const json_t *json)
{
	json_t *counts = get_object(scope, json, "counts");
	const struct scope inner = { scope->troubles, "manifest.json: counts" };
	for (size_t i = 0; counts && i < SATCHEL_ITEM_KINDS + 4; i++) {
		uint64_t count;
		if (get_number(&inner, counts, manifest_count_names[i], UINT32_MAX, &count))
			pack->manifest_counts[i] = (size_t)count;
	}
}

bool manifest_parse(struct satchel *pack, const struct satchel_bytes *bytes, struct troubles *troubles)
{
	const struct scope scope = { troubles, "manifest.json" };
	struct satchel_manifest *manifest = &pack->manifest;
	uint64_t format;
	json_t *json = pack->manifest_json = parse_json(bytes, "manifest.json", troubles);
	if (!json || !get_number(&scope, json, "format", INT32_MAX, &format))
		return false;
	if (format != SATCHEL_FORMAT)
		return trouble(troubles, SATCHEL_UNSUPPORTED, "manifest.json: format %llu is unknown to this reader",
			       (unsigned long long)format);
	parse_demands(&scope, json);
	get_id(&scope, json, "id", &manifest->id);
	get_text(&scope, json, "title", &manifest->title);
	if (get_text(&scope, json, "version", &manifest->version) && !is_version(manifest->version))
		trouble(troubles, SATCHEL_DAMAGED, "manifest.json: version is not a semantic version");
	get_number(&scope, json, "release", INT32_MAX, &manifest->release);
	get_id(&scope, json, "edition", &manifest->edition);
	get_text(&scope, json, "licence", &manifest->licence);
	get_text(&scope, json, "lang", &manifest->lang);
	parse_counts(pack, &scope, json);
	get_digest(&scope, json, "contentRoot", manifest->content_root);
	json_t *index = get_object(&scope, json, "index");
	const struct scope inner = { troubles, "manifest.json: index" };
	struct satchel_entry told = { .name = "index.json" };
	if (index && get_stored(&inner, index, SATCHEL_INDEX_MAX, &told)) {
		struct satchel_entry *entry = &pack->entries[ENTRY_INDEX];
		told.offset = entry->offset;
		*entry = told;
		return true;
	}
	return false;
}
