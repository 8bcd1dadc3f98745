/* Occlusions and their shapes. */
#include "base/ascii.h"
#include "lesson/opening.h"

void open_occlusion(struct opening *o, struct card *card)
{
	struct occlusion *occlusion = arena_alloc(o->builder->arena, sizeof(*occlusion));
	if (!occlusion)
		return;
	card->occlusion = occlusion;
	occlusion->picture.element = card->element;
	open_picture(o, &occlusion->picture);
	occlusion->hides_all = opening_is(o, "hide", "all");
}

/* Reads a percentage, in hundredths, from the start of the text. Clears *valid if there is none. */
static unsigned take_percent(struct str *text, bool *valid)
{
	unsigned value = 0, decimals = 0;
	bool point = false;
	size_t i = 0;
	for (; i < text->len && (ascii_is_digit(text->at[i]) || (text->at[i] == '.' && !point)); i++) {
		if (text->at[i] == '.')
			point = true;
		else if (decimals < 2 && value <= SHAPE_WHOLE)
			value = value * 10 + (unsigned)(text->at[i] - '0'), decimals += point;
	}
	if (i > 0)
		*text = (struct str){ text->at + i, text->len - i };
	for (; decimals < 2; decimals++)
		value = value > SHAPE_WHOLE ? value : value * 10;
	*valid = *valid && i > 0 && value <= SHAPE_WHOLE;
	return value;
}

static unsigned percent(const struct opening *o, const char *name, bool *valid)
{
	struct str value = opening_attribute(o, name).value;
	unsigned hundredths = take_percent(&value, valid);
	*valid = *valid && !value.len;
	return hundredths;
}

/* Skips the character that must follow a coordinate. */
static void take_separator(struct str *text, char separator, bool *valid)
{
	bool there = text->len && text->at[0] == separator;
	*valid = *valid && there;
	if (there)
		*text = (struct str){ text->at + 1, text->len - 1 };
}

/* These leave points NULL if the schema refuses one of them. */
static void take_pairs(struct opening *o, struct shape *shape, const char *const names[4])
{
	bool valid = true;
	shape->points = arena_alloc(o->builder->arena, 2 * sizeof(*shape->points));
	if (!shape->points)
		return;
	shape->points[0] = (struct shape_point){ percent(o, names[0], &valid), percent(o, names[1], &valid) };
	shape->points[1] = (struct shape_point){ percent(o, names[2], &valid), percent(o, names[3], &valid) };
	shape->point_count = 2;
	if (!valid)
		shape->points = NULL;
}

static void take_points(struct opening *o, struct shape *shape)
{
	struct str rest = opening_attribute(o, "points").value;
	size_t count = 1;
	bool valid = true;
	for (size_t i = 0; i < rest.len; i++)
		count += rest.at[i] == ' ';
	shape->points = arena_alloc(o->builder->arena, count * sizeof(*shape->points));
	while (shape->points && rest.len && shape->point_count < count) {
		struct shape_point *point = &shape->points[shape->point_count++];
		point->x = take_percent(&rest, &valid);
		take_separator(&rest, ',', &valid);
		point->y = take_percent(&rest, &valid);
		if (rest.len)
			take_separator(&rest, ' ', &valid);
	}
	if (!valid || shape->point_count < 3)
		shape->points = NULL;
}

void open_in_occlusion(struct opening *o, struct occlusion *occlusion)
{
	static const char *const rectangle[] = { "x", "y", "width", "height" };
	static const char *const ellipse[] = { "cx", "cy", "rx", "ry" };
	if (o->name == ELEMENT_CREDIT) {
		open_credit(o, &occlusion->credit);
		return;
	}
	if (o->name != ELEMENT_RECTANGLE && o->name != ELEMENT_ELLIPSE && o->name != ELEMENT_POLYGON)
		return;
	OPENING_CHAIN(o, shape, occlusion->shapes);
	shape->number = opening_deletion(o);
	o->frame->text = &shape->label;
	switch (o->name) {
	case ELEMENT_RECTANGLE: take_pairs(o, shape, rectangle); break;
	case ELEMENT_ELLIPSE:
		shape->kind = SHAPE_ELLIPSE;
		take_pairs(o, shape, ellipse);
		break;
	default:
		shape->kind = SHAPE_POLYGON;
		take_points(o, shape);
		break;
	}
}
