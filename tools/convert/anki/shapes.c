#include "convert/anki/shapes.h"

#include "convert/anki/markup.h"

static const char prefix[] = "image-occlusion:";

enum {
	POINTS_MAX = 200,
	PIXELS = 2 * SHAPE_WHOLE, /* no part of a picture is that large */
	UNITS_MAX = 100000000,
};

bool shapes_are_in(struct str html)
{
	return markup_find(html, 0, prefix) < html.len;
}

/* Reads a decimal number in units of 1/SHAPE_WHOLE. False if there is none. */
static bool take_number(struct str *text, long *units)
{
	bool negative = text->len && text->at[0] == '-', any = false;
	size_t i = negative;
	long value = 0, place = SHAPE_WHOLE;
	for (; i < text->len && ascii_is_digit(text->at[i]); i++, any = true)
		if (value < UNITS_MAX)
			value = value * 10 + (text->at[i] - '0') * (long)SHAPE_WHOLE;
	if (i < text->len && text->at[i] == '.')
		for (i++; i < text->len && ascii_is_digit(text->at[i]); i++, any = true) {
			long digit = text->at[i] - '0';
			if (place > 1)
				value += digit * (place /= 10);
			else if (place-- == 1) /* the first digit that is too many */
				value += digit >= 5;
		}
	*units = negative ? -value : value;
	*text = (struct str){ text->at + i, text->len - i };
	return any;
}

/* The value of key in "rect:left=.1:top=.2", without escapes; STR_NONE if it is missing. */
static struct str find_value(struct str text, const char *key)
{
	size_t len = strlen(key);
	for (size_t i = 0; i + len < text.len; i++) {
		if (text.at[i] != ':' || !markup_has(text, i + 1, key) || i + 1 + len >= text.len ||
		    text.at[i + 1 + len] != '=')
			continue;
		size_t start = i + len + 2, end = start;
		while (end < text.len && (text.at[end] != ':' || text.at[end - 1] == '\\'))
			end++;
		return (struct str){ text.at + start, end - start };
	}
	return STR_NONE;
}

static long number_of(struct str text, const char *key)
{
	struct str value = find_value(text, key);
	long units = 0;
	return value.at && take_number(&value, &units) ? units : 0;
}

static bool is_zero(struct str value)
{
	long units;
	return !value.at || !take_number(&value, &units) || units == 0;
}

/* Cuts an extent from start to where the picture ends. */
static void cut(long *start, long *size, unsigned *losses)
{
	long end = *start + *size;
	long from = *start < 0 ? 0 : *start, to = end > SHAPE_WHOLE ? SHAPE_WHOLE : end;
	/* Rounding alone loses nothing. */
	if (*start < -1 || end > SHAPE_WHOLE + 1)
		*losses |= SHAPE_LOST_PART;
	*start = from;
	*size = to - from;
}

static struct shape *make_shape(struct arena *arena, enum shape_kind kind, size_t points)
{
	struct shape *shape = arena_alloc(arena, sizeof(*shape));
	if (!shape)
		return NULL;
	shape->kind = kind;
	shape->points = arena_alloc(arena, points * sizeof(*shape->points));
	shape->point_count = shape->points ? points : 0;
	return shape->points ? shape : NULL;
}

static struct shape *read_box(struct arena *arena, struct str text, bool round, unsigned *losses)
{
	long x = number_of(text, "left"), y = number_of(text, "top");
	long width = round && find_value(text, "rx").at ? 2 * number_of(text, "rx") : number_of(text, "width");
	long height = round && find_value(text, "ry").at ? 2 * number_of(text, "ry") : number_of(text, "height");
	if (x > PIXELS || y > PIXELS || width > PIXELS || height > PIXELS) {
		*losses |= SHAPE_LOST_PIXELS;
		return NULL;
	}
	cut(&x, &width, losses);
	cut(&y, &height, losses);
	if (round) {
		width /= 2;
		height /= 2;
		x += width;
		y += height;
	}
	if (width < 1 || height < 1) {
		*losses |= SHAPE_LOST_INVALID;
		return NULL;
	}
	struct shape *shape = make_shape(arena, round ? SHAPE_ELLIPSE : SHAPE_RECTANGLE, 2);
	if (shape) {
		shape->points[0] = (struct shape_point){ (unsigned)x, (unsigned)y };
		shape->points[1] = (struct shape_point){ (unsigned)width, (unsigned)height };
	}
	return shape;
}

static unsigned within(long units, unsigned *losses)
{
	if (units < -1 || units > SHAPE_WHOLE + 1)
		*losses |= SHAPE_LOST_PART;
	return units < 0 ? 0 : units > SHAPE_WHOLE ? SHAPE_WHOLE : (unsigned)units;
}

static struct shape *read_polygon(struct arena *arena, struct str text, unsigned *losses)
{
	struct str points = find_value(text, "points");
	struct shape_point found[POINTS_MAX];
	size_t count = 0;
	while (points.at && points.len && count < POINTS_MAX) {
		long x, y;
		points = str_trim(points);
		if (!take_number(&points, &x) || !points.len || points.at[0] != ',')
			break;
		points = (struct str){ points.at + 1, points.len - 1 };
		if (!take_number(&points, &y))
			break;
		if (x > PIXELS || y > PIXELS) {
			*losses |= SHAPE_LOST_PIXELS;
			return NULL;
		}
		found[count++] = (struct shape_point){ within(x, losses), within(y, losses) };
	}
	if (count < 3) {
		*losses |= SHAPE_LOST_INVALID;
		return NULL;
	}
	struct shape *shape = make_shape(arena, SHAPE_POLYGON, count);
	if (shape)
		memcpy(shape->points, found, count * sizeof(*found));
	return shape;
}

struct shape *shape_read(struct arena *arena, struct str text, unsigned *losses, bool *hides_all)
{
	size_t at = markup_find(text, 0, prefix);
	if (at == text.len) {
		*losses |= SHAPE_LOST_INVALID;
		return NULL;
	}
	at += strlen(prefix);
	text = (struct str){ text.at + at, text.len - at };
	*hides_all = *hides_all || !is_zero(find_value(text, "oi"));
	if (!is_zero(find_value(text, "angle")))
		*losses |= SHAPE_LOST_TURN;
	if (str_starts(text, "rect:"))
		return read_box(arena, text, false, losses);
	if (str_starts(text, "ellipse:"))
		return read_box(arena, text, true, losses);
	if (str_starts(text, "polygon:"))
		return read_polygon(arena, text, losses);
	*losses |= str_starts(text, "text:") ? SHAPE_LOST_TEXT : SHAPE_LOST_INVALID;
	return NULL;
}

/* As Anki writes numbers: four digits after the point, none before it. */
static void put_number(struct buf *out, long units)
{
	if (units >= SHAPE_WHOLE || units <= -SHAPE_WHOLE)
		buf_format(out, "%ld", units / SHAPE_WHOLE);
	else if (units < 0)
		buf_char(out, '-');
	units = (units < 0 ? -units : units) % SHAPE_WHOLE;
	char digits[5] = { (char)('0' + units / 1000), (char)('0' + units / 100 % 10), (char)('0' + units / 10 % 10),
			   (char)('0' + units % 10), '\0' };
	size_t len = 4;
	while (len > 1 && digits[len - 1] == '0')
		len--;
	buf_char(out, '.');
	buf_add(out, digits, len);
}

static void put_value(struct buf *out, const char *key, long units)
{
	buf_format(out, ":%s=", key);
	put_number(out, units);
}

void shape_write(struct buf *out, const struct shape *shape, bool hides_all)
{
	static const char *const names[] = { "rect", "ellipse", "polygon" };
	const struct shape_point *p = shape->points;
	bool round = shape->kind == SHAPE_ELLIPSE;
	buf_format(out, "%s%s", prefix, names[shape->kind]);
	if (shape->kind == SHAPE_POLYGON) {
		buf_text(out, ":points=");
		for (size_t i = 0; i < shape->point_count; i++) {
			buf_text(out, i ? " " : "");
			put_number(out, p[i].x);
			buf_char(out, ',');
			put_number(out, p[i].y);
		}
	} else if (shape->point_count == 2) {
		put_value(out, "left", (long)p[0].x - (round ? (long)p[1].x : 0));
		put_value(out, "top", (long)p[0].y - (round ? (long)p[1].y : 0));
		put_value(out, round ? "rx" : "width", p[1].x);
		put_value(out, round ? "ry" : "height", p[1].y);
	}
	if (hides_all)
		buf_text(out, ":oi=1");
}
