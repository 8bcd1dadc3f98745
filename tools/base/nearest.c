#include "base/nearest.h"

#include "base/ascii.h"

enum { LETTERS_MAX = 80 };

static unsigned least(unsigned a, unsigned b, unsigned c)
{
	unsigned ab = a < b ? a : b;
	return ab < c ? ab : c;
}

static bool same_letter(const char *x, const char *y)
{
	return *x == *y || ascii_lower(*x) == ascii_lower(*y);
}

unsigned edit_distance(struct str a, struct str b, unsigned limit)
{
	size_t gap = a.len > b.len ? a.len - b.len : b.len - a.len;
	if (gap > limit || a.len > LETTERS_MAX || b.len > LETTERS_MAX)
		return limit + 1;
	/* What both begin and end with costs nothing, and names that are near have little else. */
	for (; a.len && b.len && same_letter(a.at, b.at); a.len--, b.len--)
		a.at++, b.at++;
	for (; a.len && b.len && same_letter(a.at + a.len - 1, b.at + b.len - 1); a.len--, b.len--)
		;
	size_t longest = a.len > b.len ? a.len : b.len;
	if (limit < 2 && longest > limit + 1)
		return limit + 1;
	/* Three rows of the distance table: two before the current one, the previous one, the current one. */
	unsigned rows[3][LETTERS_MAX + 1], lowest = 0;
	for (size_t j = 0; j <= b.len; j++)
		rows[0][j] = (unsigned)j;
	for (size_t i = 1; i <= a.len; i++) {
		unsigned *row = rows[i % 3], *above = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
		unsigned before_lowest = lowest;
		row[0] = lowest = (unsigned)i;
		for (size_t j = 1; j <= b.len; j++) {
			char x = ascii_lower(a.at[i - 1]), y = ascii_lower(b.at[j - 1]);
			row[j] = least(above[j] + 1, row[j - 1] + 1, above[j - 1] + (x != y));
			if (i > 1 && j > 1 && x == ascii_lower(b.at[j - 2]) && y == ascii_lower(a.at[i - 2]))
				row[j] = least(row[j], row[j], before[j - 2] + 1);
			lowest = row[j] < lowest ? row[j] : lowest;
		}
		/* A swap reaches back two rows; distances do not fall otherwise. */
		if (lowest > limit && before_lowest > limit)
			return limit + 1;
	}
	unsigned distance = rows[a.len % 3][b.len];
	return distance > limit ? limit + 1 : distance;
}

void nearest_init(struct nearest *nearest, struct str wanted)
{
	size_t near = wanted.len < 2 ? 0 : (wanted.len + 2) / 3;
	*nearest = (struct nearest){ wanted, NULL, (unsigned)(near > 3 ? 3 : near) + 1 };
}

void nearest_offer(struct nearest *nearest, const char *candidate)
{
	if (nearest->distance == 0)
		return;
	unsigned distance = edit_distance(nearest->wanted, str_from(candidate), nearest->distance - 1);
	if (distance < nearest->distance) {
		nearest->distance = distance;
		nearest->best = candidate;
	}
}
