/* How often and by which route a dose is given: "5 mg intramuscularly", "1 g every six hours". */
#include "check/core/phrase.h"
#include "check/core/quantity.h"
#include "check/medical/medical.h"

static const struct way {
	const char *words;
	double times; /* a day */
	enum medical_route route;
} ways[] = {
#define WAY(words, times, route) { words, times, route },
#include "check/medical/ways.def"
#undef WAY
};

/* The longest way that text begins with; NULL if there is none. */
static const struct way *way_at(struct str text, size_t *len)
{
	const struct way *found = NULL;
	*len = 0;
	for (size_t i = 0; text.len && i < sizeof(ways) / sizeof(ways[0]); i++) {
		size_t matched = ways[i].words[0] == ascii_lower(text.at[0]) ? phrase_starts(text, ways[i].words) : 0;
		if (matched > *len) {
			*len = matched;
			found = &ways[i];
		}
	}
	return found;
}

/* Parses "6", "six", "4 to 6" or "4–6" at offset. Returns its end, 0 if there is none. */
static size_t read_number(struct str text, size_t offset, double *least, double *most)
{
	size_t len = quantity_number(text, offset, DECIMAL_POINT, least);
	len = len ? len : quantity_number_word(phrase_after(text, offset), least);
	*most = *least;
	if (!len)
		return 0;
	size_t end = offset + len, at = quantity_gap(text, end), join = quantity_dash(text, at);
	join = join ? join : phrase_starts(phrase_after(text, at), "to");
	at = quantity_gap(text, at + join);
	size_t more = join ? quantity_number(text, at, DECIMAL_POINT, most) : 0;
	more = more || !join ? more : quantity_number_word(phrase_after(text, at), most);
	return more ? at + more : end;
}

/* Parses "three times a day", "3-mal täglich" or "6-hourly" at offset. Returns its end, 0 if there is none. */
static size_t read_times(struct str text, size_t offset, struct medical_way *way)
{
	static const char *const daily[] = { "times a day", "times daily", "times per day", "times in 24 hours", "x daily",
					     "fois par jour", "-mal täglich", "mal täglich", "x täglich", NULL };
	static const char *const hourly[] = { "-hourly", "hourly", NULL };
	double least, most;
	size_t end = read_number(text, offset, &least, &most), at = quantity_gap(text, end);
	struct str rest = phrase_after(text, at);
	size_t len = end ? phrase_starts_any(rest, daily) : 0, hours = end ? phrase_starts_any(rest, hourly) : 0;
	if (len)
		way->times = least;
	else if (hours && most > 0)
		way->times = 24 / most, way->hours = true;
	return len || hours ? at + len + hours : 0;
}

/* Parses "every six hours" or "every hour" at offset. Returns its end, 0 if there is none. */
static size_t read_interval(struct str text, size_t offset, struct medical_way *way)
{
	static const char *const every[] = { "every", "alle", "toutes les", NULL };
	static const char *const hours[] = { "hours", "hour", "hrs", "hr", "h", "stunden", "heures", NULL };
	struct str rest = phrase_after(text, offset);
	size_t len = phrase_starts_any(rest, every);
	if (!len)
		return 0;
	double least, most = 1;
	size_t at = quantity_gap(text, offset + len), end = read_number(text, at, &least, &most);
	at = end ? quantity_gap(text, end) : at;
	most = end ? most : 1;
	len = phrase_starts_any(phrase_after(text, at), hours);
	if (!len || most <= 0)
		return 0;
	way->times = 24 / most;
	way->hours = true;
	return at + len;
}

struct medical_way medical_way_after(struct str text, size_t offset)
{
	static const char *const between[] = { "is",   "was", "are", "were", "given",	 "taken", "tablets", "tablet", "by", "as",
					       "a",    "slow", "slowly", "injection", "bolus", "push", "injected", "pushed", "infused", "rapidly", "administered", "up to", "as a",
					       "par voie", "en", NULL };
	enum { PARTS = 6 };
	struct medical_way way = { .times = 0 };
	for (size_t part = 0; part < PARTS; part++) {
		size_t at = medical_gap(text, offset, false), len, end;
		struct str rest = phrase_after(text, at);
		const struct way *known = way_at(rest, &len);
		struct medical_way timed = way;
		if (known) {
			way.times = way.times > 0 ? way.times : known->times;
			way.route = way.route ? way.route : known->route;
			offset = at + len;
		} else if ((end = read_times(text, at, &timed)) || (end = read_interval(text, at, &timed))) {
			way = way.times > 0 ? way : timed;
			offset = end;
		} else if ((len = phrase_starts_any(rest, between))) {
			offset = at + len;
		} else {
			break;
		}
	}
	return way;
}

enum medical_route medical_route_in(struct str text)
{
	enum medical_route route = ROUTE_UNKNOWN;
	struct str word;
	for (size_t at = 0, len; phrase_next_word(text, &at, &word);) {
		const struct way *way = way_at(phrase_after(text, (size_t)(word.at - text.at)), &len);
		if (way && way->route)
			route = route && route != way->route ? ROUTE_OTHER : way->route;
	}
	return route;
}
