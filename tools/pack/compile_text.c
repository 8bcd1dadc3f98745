#include "pack/compiler.h"

const char *compile_access(enum access access)
{
	return access == ACCESS_MEMBER ? "member" : "free";
}

void compile_attribute(struct compiler *c, const char *key, const struct attribute *attribute)
{
	if (!attribute->value.at)
		return;
	json_key(&c->json, key);
	text_str_json(&c->json, attribute->value);
}

void compile_label(struct compiler *c, enum id_kind kind, const struct attribute *id)
{
	const struct own_id *own =
		c->labelled & 1u << kind && id->value.at ? own_ids_find(c->lesson.own, id->value, kind) : NULL;
	struct buf label;
	buf_init(&label, 1024);
	if (own && own_id_label(&label, own, c->lesson.lang))
		json_member_str(&c->json, "label", buf_view(&label));
	c->json.out->failed = c->json.out->failed || buf_failed(&label);
	buf_release(&label);
}

void compile_tags(struct compiler *c, const struct attribute *tags)
{
	struct str tag = STR_NONE;
	if (!tags->value.at)
		return;
	json_key(&c->json, "tags");
	json_open_array(&c->json);
	while (tags_next(tags->value, &tag))
		json_str(&c->json, tag);
	json_close_array(&c->json);
}

void compile_text(struct compiler *c, const char *key, const struct inline_node *text, const struct element *element)
{
	json_key(&c->json, key);
	text_json(&c->json, text, element->lang, &c->lesson);
}

void compile_line(struct compiler *c, const char *key, const struct flow *flow)
{
	if (flow)
		compile_text(c, key, flow->text, &flow->element);
}

void compile_text_and_blocks(struct compiler *c, const struct inline_node *text, const struct block *blocks,
			     const struct element *element)
{
	compile_text(c, "text", text, element);
	if (blocks) {
		json_key(&c->json, "blocks");
		compile_blocks(c, blocks);
	}
}

void compile_flow(struct compiler *c, const char *key, const struct flow *flow)
{
	if (!flow)
		return;
	json_key(&c->json, key);
	json_open_object(&c->json);
	compile_text_and_blocks(c, flow->text, flow->blocks, &flow->element);
	json_close_object(&c->json);
}

void compile_flows(struct compiler *c, const char *key, const struct flow *flows)
{
	json_key(&c->json, key);
	json_open_array(&c->json);
	for (const struct flow *flow = flows; flow; flow = flow->next) {
		json_open_object(&c->json);
		compile_text_and_blocks(c, flow->text, flow->blocks, &flow->element);
		json_close_object(&c->json);
	}
	json_close_array(&c->json);
}
