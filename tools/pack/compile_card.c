#include "pack/compiler.h"
#include "pack/edition_part.h"

static void add_shape(struct compiler *c, const struct shape *shape)
{
	static const char *const types[] = { "rectangle", "ellipse", "polygon" };
	static const char *const names[][4] = { { "x", "y", "width", "height" }, { "cx", "cy", "rx", "ry" } };
	struct json *json = &c->json;
	const struct shape_point *points = shape->points;
	json_open_object(json);
	json_member_text(json, "type", types[shape->kind]);
	json_member_uint(json, "n", shape->number);
	if (shape->kind == SHAPE_POLYGON) {
		json_key(json, "points");
		json_open_array(json);
		for (size_t i = 0; i < shape->point_count; i++) {
			json_open_array(json);
			json_uint(json, points[i].x);
			json_uint(json, points[i].y);
			json_close_array(json);
		}
		json_close_array(json);
	} else if (points) {
		for (size_t i = 0; i < 4; i++)
			json_member_uint(json, names[shape->kind][i], i % 2 ? points[i / 2].y : points[i / 2].x);
	}
	compile_text(c, "text", shape->label, &shape->element);
	json_close_object(json);
}

static void add_occlusion(struct compiler *c, const struct occlusion *occlusion)
{
	compile_picture(c, &occlusion->picture.src);
	compile_alt(c, &occlusion->picture);
	json_member_text(&c->json, "hide", occlusion->hides_all ? "all" : "one");
	json_key(&c->json, "shapes");
	json_open_array(&c->json);
	for (const struct shape *shape = occlusion->shapes; shape; shape = shape->next)
		add_shape(c, shape);
	json_close_array(&c->json);
	compile_credit(c, occlusion->credit);
}

void compile_card(struct compiler *c, const struct card *card, enum access outer)
{
	json_open_object(&c->json);
	compile_attribute(c, "id", &card->id);
	json_member_text(&c->json, "kind", card->is_cloze ? "cloze" : card->occlusion ? "occlusion" : "card");
	json_member_text(&c->json, "access", compile_access(access_within(card->access, outer)));
	compile_attribute(c, "objective", &card->objective);
	if (card->difficulty)
		json_member_uint(&c->json, "difficulty", card->difficulty);
	compile_tags(c, &card->tags);
	if (card->is_cloze) {
		compile_text_and_blocks(c, card->cloze, card->blocks, &card->element);
	} else {
		compile_flow(c, "front", card->front);
		compile_flow(c, "back", card->back);
	}
	if (card->occlusion)
		add_occlusion(c, card->occlusion);
	compile_flow(c, "extra", card->extra);
	json_close_object(&c->json);
}
