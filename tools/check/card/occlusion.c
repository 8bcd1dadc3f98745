/* Occlusions: the geometry of their shapes, and their answers. */
#include "check/card/parts.h"
#include "check/core/fold.h"
#include "check/text/text.h"

struct shape_box {
	unsigned left, top, right, bottom;
};

static unsigned below(unsigned from, unsigned length)
{
	return from > length ? from - length : 0;
}

static struct shape_box box_of(const struct shape *shape)
{
	const struct shape_point *p = shape->points;
	if (shape->kind == SHAPE_RECTANGLE)
		return (struct shape_box){ p[0].x, p[0].y, p[0].x + p[1].x, p[0].y + p[1].y };
	if (shape->kind == SHAPE_ELLIPSE)
		return (struct shape_box){ below(p[0].x, p[1].x), below(p[0].y, p[1].y), p[0].x + p[1].x, p[0].y + p[1].y };
	struct shape_box box = { p[0].x, p[0].y, p[0].x, p[0].y };
	for (size_t i = 1; i < shape->point_count; i++) {
		box.left = p[i].x < box.left ? p[i].x : box.left;
		box.right = p[i].x > box.right ? p[i].x : box.right;
		box.top = p[i].y < box.top ? p[i].y : box.top;
		box.bottom = p[i].y > box.bottom ? p[i].y : box.bottom;
	}
	return box;
}

static bool is_outside(const struct shape *shape)
{
	const struct shape_point *p = shape->points;
	struct shape_box box = box_of(shape);
	bool before = shape->kind == SHAPE_ELLIPSE && (p[1].x > p[0].x || p[1].y > p[0].y);
	return before || box.right > SHAPE_WHOLE || box.bottom > SHAPE_WHOLE;
}

/* Twice the area of the triangle, negative if it turns left. */
static long long turn(struct shape_point a, struct shape_point b, struct shape_point c)
{
	return ((long long)b.x - a.x) * ((long long)c.y - a.y) - ((long long)b.y - a.y) * ((long long)c.x - a.x);
}

static bool sides_cross(struct shape_point a, struct shape_point b, struct shape_point c, struct shape_point d)
{
	long long one = turn(a, b, c), two = turn(a, b, d), three = turn(c, d, a), four = turn(c, d, b);
	return ((one > 0 && two < 0) || (one < 0 && two > 0)) && ((three > 0 && four < 0) || (three < 0 && four > 0));
}

/* The schema limits the number of points. */
static bool crosses_itself(const struct shape *shape)
{
	const struct shape_point *p = shape->points;
	size_t count = shape->point_count;
	for (size_t i = 0; i < count; i++)
		for (size_t k = i + 1; k < count; k++)
			if (sides_cross(p[i], p[(i + 1) % count], p[k], p[(k + 1) % count]))
				return true;
	return false;
}

static bool is_flat(const struct shape *shape)
{
	long long area = 0;
	for (size_t i = 2; i < shape->point_count; i++)
		area += turn(shape->points[0], shape->points[i - 1], shape->points[i]);
	return area == 0;
}

static void check_outline(struct lesson_check *check, const struct card *card, const struct shape *shape)
{
	struct report *report = check->report;
	struct diagnostic *d;
	if (is_outside(shape)) {
		d = report_add(report, RULE_CARD_SHAPE_OUTSIDE, shape->element.tag, card->id.value,
			       "this shape reaches beyond the picture");
		report_help(report, d, "%s",
			    shape->kind == SHAPE_RECTANGLE ? "x + width and y + height are at most 100"
							   : "its radii are at most the distance to each edge of the picture");
	} else if (shape->kind == SHAPE_POLYGON && crosses_itself(shape)) {
		d = report_add(report, RULE_CARD_CROSSED_POLYGON, shape->element.tag, card->id.value,
			       "the sides of this polygon cross");
		report_help(report, d, "give its corners in order, in one direction around the part");
	} else if (shape->kind == SHAPE_POLYGON && is_flat(shape)) {
		d = report_add(report, RULE_CARD_CROSSED_POLYGON, shape->element.tag, card->id.value,
			       "this polygon is a line, and hides nothing");
		report_help(report, d, "give three or more corners that are not on one line");
	}
}

static bool contains(struct shape_box outer, struct shape_box inner)
{
	return outer.left <= inner.left && outer.top <= inner.top && outer.right >= inner.right &&
	       outer.bottom >= inner.bottom;
}

/* Whether the shape certainly hides the other one completely. */
static bool covers(const struct shape *shape, const struct shape *other)
{
	struct shape_box outer = box_of(shape), inner = box_of(other);
	if (!contains(outer, inner))
		return false;
	if (shape->kind == SHAPE_RECTANGLE)
		return true;
	return shape->kind == other->kind && shape->point_count == other->point_count &&
	       memcmp(shape->points, other->points, shape->point_count * sizeof(*shape->points)) == 0;
}

/* A part within another part is a fine question, unless the larger one stays hidden, or is as large. */
static void check_covered(struct lesson_check *check, const struct card *card, const struct shape *shape,
			  const struct shape *other)
{
	struct report *report = check->report;
	bool same = covers(shape, other) && covers(other, shape);
	if (!shape->number || shape->number == other->number || !covers(other, shape) ||
	    (!same && !card->occlusion->hides_all) || (same && other->element.span.start > shape->element.span.start))
		return;
	struct diagnostic *d = report_add(report, RULE_CARD_COVERED_SHAPE, shape->element.tag, card->id.value,
					  "shape number %u covers this one completely", other->number);
	report_help(report, d, "%s",
		    same ? "correct the coordinates, or give both the same number"
			 : "make the larger shape smaller, or write hide=\"one\" on the occlusion");
}

/* Enough for any picture that a learner can look at, and bounded. */
enum { COMPARED_MAX = 200 };

static void check_overlaps(struct lesson_check *check, const struct card *card)
{
	size_t count = 0;
	for (const struct shape *shape = card->occlusion->shapes; shape && count < COMPARED_MAX; shape = shape->next) {
		size_t others = 0;
		count++;
		for (const struct shape *other = card->occlusion->shapes; other && others < COMPARED_MAX;
		     other = other->next, others++)
			if (shape != other && shape->points && other->points)
				check_covered(check, card, shape, other);
	}
}

/* Whether text, in that language, contains the label, which check->cards.other holds folded. */
static bool names_label(struct lesson_check *check, struct str lang)
{
	buf_clear(&check->cards.folded);
	fold(&check->cards.folded, buf_view(&check->cards.text));
	return card_gives_away(lang, buf_view(&check->cards.folded), buf_view(&check->cards.other));
}

static void check_label(struct lesson_check *check, const struct card *card, const struct shape *shape)
{
	struct report *report = check->report;
	const struct attribute *alt = &card->occlusion->picture.alt;
	if (inline_is_blank(shape->label)) {
		if (shape->element.unsure)
			return;
		struct diagnostic *d = report_add(report, RULE_CARD_EMPTY_BACK, shape->element.tag, card->id.value,
						  "this shape has no label");
		report_help(report, d, "write what it hides between its tags: that is the answer");
		return;
	}
	if (!report_wants(report, RULE_CARD_ANSWER_IN_PROMPT))
		return;
	buf_clear(&check->cards.text);
	buf_clear(&check->cards.other);
	text_inline(&check->cards.text, shape->label, TEXT_ANSWERS);
	fold(&check->cards.other, buf_view(&check->cards.text));
	buf_clear(&check->cards.text);
	if (alt->value.at)
		text_add(&check->cards.text, alt->value, card->element.lang);
	if (names_label(check, card->element.lang)) {
		struct diagnostic *d = report_add(report, RULE_CARD_ANSWER_IN_PROMPT, alt->span, card->id.value,
						  "the alt text gives away the answer to shape number %u", shape->number);
		report_help(report, d, "describe the picture without its labels");
	}
	buf_clear(&check->cards.text);
	if (card->front)
		text_inline(&check->cards.text, card->front->text, TEXT_ANSWERS);
	if (names_label(check, card->element.lang)) {
		struct diagnostic *d = report_add(report, RULE_CARD_ANSWER_IN_PROMPT, card->front->element.tag,
						  card->id.value,
						  "the front gives away the answer to shape number %u", shape->number);
		report_help(report, d, "ask in words that do not contain the answer");
	}
}

void check_occlusion(struct lesson_check *check, const struct card *card)
{
	for (const struct shape *shape = card->occlusion->shapes; shape; shape = shape->next) {
		if (shape->points && shape->point_count > 1)
			check_outline(check, card, shape);
		check_label(check, card, shape);
	}
	check_overlaps(check, card);
	check_numbers(check, card);
}
