#include "base/ascii.h"
#include "report/render_sarif.h"

#include <stdlib.h>

/* question/no-key: QuestionNoKey */
static void add_rule_name(struct buf *out, const char *name)
{
	bool begins = true;
	for (const char *p = name; *p; p++) {
		if (*p == '/' || *p == '-') {
			begins = true;
			continue;
		}
		buf_char(out, begins && ascii_is_lower(*p) ? (char)(*p - 'a' + 'A') : *p);
		begins = false;
	}
}

static void add_sentence(struct buf *out, const char *summary)
{
	buf_char(out, ascii_is_lower(*summary) ? (char)(*summary - 'a' + 'A') : *summary);
	buf_text(out, summary + 1);
	buf_char(out, '.');
}

/* Writes a rule of the catalogue, or a custom rule with its own name and severity. */
static void add_rule(struct sarif *sarif, enum rule_id id, const char *name, enum severity severity)
{
	const struct rule *rule = rule_get(id);
	struct json *json = &sarif->json;
	struct buf *scratch = &sarif->scratch;
	json_open_object(json);
	json_member_text(json, "id", name);
	sarif_begin(sarif, scratch);
	add_rule_name(scratch, name);
	json_member_str(json, "name", buf_view(scratch));
	sarif_begin(sarif, scratch);
	add_sentence(scratch, rule->summary);
	sarif_add_one(sarif, "shortDescription", "text", buf_view(scratch));
	sarif_add_one(sarif, "fullDescription", "text", buf_view(scratch));
	const char *page = sarif->options->page ? sarif->options->page(id) : NULL;
	json_key(json, "help");
	json_open_object(json);
	json_member_str(json, "text", page ? str_from(page) : buf_view(scratch));
	if (page)
		json_member_text(json, "markdown", page);
	json_close_object(json);
	json_key(json, "defaultConfiguration");
	json_open_object(json);
	if (severity == SEVERITY_INFO) {
		json_key(json, "enabled");
		json_bool(json, false);
	}
	json_member_text(json, "level", sarif_level(severity));
	json_close_object(json);
	json_close_object(json);
}

static bool is_own(const struct diagnostic *d)
{
	return d->rule == RULE_CUSTOM_PATTERN && strcmp(d->name, rule_get(d->rule)->name) != 0;
}

static size_t find_own(const struct sarif *sarif, const char *name)
{
	size_t i = 0;
	while (i < sarif->own_count && sarif->own[i] != name && strcmp(sarif->own[i], name) != 0)
		i++;
	return i;
}

bool sarif_collect_rules(struct sarif *sarif)
{
	for (const struct diagnostic *d = sarif->report->first; d; d = d->next) {
		if (!is_own(d) || find_own(sarif, d->name) < sarif->own_count)
			continue;
		/* Grow when the count is a power of two. */
		if ((sarif->own_count & (sarif->own_count - 1)) == 0) {
			size_t room = sarif->own_count ? sarif->own_count * 2 : 1;
			const char **own = realloc(sarif->own, room * sizeof(*own));
			if (!own)
				return false;
			sarif->own = own;
		}
		sarif->own[sarif->own_count++] = d->name;
	}
	return true;
}

size_t sarif_rule_index(const struct sarif *sarif, const struct diagnostic *d)
{
	return is_own(d) ? RULE_COUNT + find_own(sarif, d->name) : d->rule;
}

void sarif_add_tool(struct sarif *sarif)
{
	struct json *json = &sarif->json;
	json_key(json, "tool");
	json_open_object(json);
	json_key(json, "driver");
	json_open_object(json);
	json_member_text(json, "name", sarif->options->program);
	json_member_text(json, "semanticVersion", sarif->options->version);
	json_key(json, "rules");
	json_open_array(json);
	for (unsigned id = 0; id < RULE_COUNT; id++)
		add_rule(sarif, (enum rule_id)id, rule_get((enum rule_id)id)->name,
			 rule_get((enum rule_id)id)->severity);
	for (size_t i = 0; i < sarif->own_count; i++)
		add_rule(sarif, RULE_CUSTOM_PATTERN, sarif->own[i], rule_get(RULE_CUSTOM_PATTERN)->severity);
	json_close_array(json);
	json_close_object(json);
	json_close_object(json);
}
