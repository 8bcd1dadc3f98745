/* Reads the size of an SVG from its first tag. */
#include "base/ascii.h"
#include "check/media/formats.h"
#include "lesson/markup.h"

/* Without a size of its own, as CSS has it. */
enum { DEFAULT_WIDTH = 300, DEFAULT_HEIGHT = 150 };

static void skip_separators(struct str *s)
{
	while (s->len && (ascii_is_space(s->at[0]) || s->at[0] == ','))
		*s = (struct str){ s->at + 1, s->len - 1 };
}

/* Reads digits after value, as far as they matter. */
static double digits(struct str *s, double value, double *scale)
{
	for (; s->len && ascii_is_digit(s->at[0]); *s = (struct str){ s->at + 1, s->len - 1 }) {
		if (value < 1e12) {
			value = value * 10 + (s->at[0] - '0');
			*scale *= 10;
		}
	}
	return value;
}

/* Takes an exponent from the start of s, if there is one: e9, but not em. The power of ten. */
static double take_exponent(struct str *s)
{
	size_t sign = s->len > 1 && (s->at[1] == '-' || s->at[1] == '+') ? 2 : 1;
	if (s->len <= sign || (s->at[0] != 'e' && s->at[0] != 'E') || !ascii_is_digit(s->at[sign]))
		return 1;
	bool negative = s->at[1] == '-';
	double scale = 1, power = 1;
	*s = (struct str){ s->at + sign, s->len - sign };
	for (double exponent = digits(s, 0, &scale); exponent > 0 && power < 1e15; exponent--)
		power *= 10;
	return negative ? 1 / power : power;
}

/* Takes a number from the start of s; false if there is none. */
static bool take_number(struct str *s, double *number)
{
	double scale = 1, fraction = 1;
	skip_separators(s);
	bool negative = s->len && s->at[0] == '-';
	if (s->len && (s->at[0] == '-' || s->at[0] == '+'))
		*s = (struct str){ s->at + 1, s->len - 1 };
	*number = digits(s, 0, &scale);
	if (s->len > 1 && s->at[0] == '.' && ascii_is_digit(s->at[1])) {
		*s = (struct str){ s->at + 1, s->len - 1 };
		*number = digits(s, *number, &fraction) / fraction;
	}
	*number = negative ? -*number : *number;
	if (scale > 1 || fraction > 1)
		*number *= take_exponent(s);
	return scale > 1 || fraction > 1;
}

/* A length in pixels; 0 if it depends on the page, as 100% does, or is none. Sets nothing if it is 0 itself. */
static double length(struct str value, bool *nothing)
{
	static const struct {
		const char *unit;
		double pixels;
	} units[] = { { "", 1 },       { "px", 1 },         { "pt", 96.0 / 72 },   { "pc", 16 },
		      { "in", 96 },    { "cm", 96 / 2.54 }, { "mm", 96 / 25.4 },
		      { "em", 16 },   { "rem", 16 } };
	double number;
	value = str_trim(value);
	if (!take_number(&value, &number) || number < 0)
		return 0;
	*nothing = *nothing || number == 0;
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (str_is(value, units[i].unit))
			return number * units[i].pixels;
	return 0;
}

static bool read_box(struct str value, double box[4])
{
	for (int i = 0; i < 4; i++)
		if (!take_number(&value, &box[i]))
			return false;
	return box[2] > 0 && box[3] > 0;
}

/* Whether rounding changes it by more than a hundredth. */
static bool is_coarse(double side)
{
	double lost = side - (double)(uint64_t)(side + 0.5);
	return side < 0.5 || lost > side / 100 || lost < -side / 100;
}

static uint32_t rounded(double side)
{
	return side > MEDIA_SIDE_MAX ? MEDIA_SIDE_MAX + 1 : side < 1 ? 1 : (uint32_t)(side + 0.5);
}

const char *look_svg(struct str tag, struct media *media)
{
	struct markup_attribute attribute;
	double width = 0, height = 0, box[4] = { 0 };
	bool has_box = false, nothing = false;
	for (size_t at = 0; markup_attribute(tag, &at, tag.len, &attribute);) {
		struct str name = markup_slice(tag, attribute.name, attribute.name_end);
		struct str value = markup_slice(tag, attribute.value, attribute.value_end);
		if (str_is(name, "width"))
			width = length(value, &nothing);
		else if (str_is(name, "height"))
			height = length(value, &nothing);
		else if (str_is(name, "viewBox"))
			has_box = read_box(value, box);
	}
	if (has_box && width <= 0 && height <= 0) {
		/* Only the ratio matters: the unit of a view box can be anything. */
		width = box[2];
		height = box[3];
		for (int i = 0; i < 64 && (width > MEDIA_SIDE_MAX / 8 || height > MEDIA_SIDE_MAX / 8); i++)
			width /= 2, height /= 2;
		for (int i = 0; i < 16 && (is_coarse(width) || is_coarse(height)); i++)
			width *= 2, height *= 2;
	} else if (has_box) {
		width = width > 0 ? width : height * box[2] / box[3];
		height = height > 0 ? height : width * box[3] / box[2];
	}
	media->width = rounded(width > 0 ? width : DEFAULT_WIDTH);
	media->height = rounded(height > 0 ? height : DEFAULT_HEIGHT);
	return nothing ? "its width or height is 0" : NULL;
}
