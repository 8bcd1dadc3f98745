/* The most that is given of a medicine at once, in a day, and by its route. */
#include "check/medical/medical.h"

static const struct limit {
	const char *medicine;
	enum { LIMIT_VEIN, LIMIT_MUSCLE, LIMIT_RECTUM, LIMIT_DAILY } how;
	double most; /* mg */
} limits[] = {
#define LIMIT(medicine, how, most) { medicine, how, most },
#include "check/medical/limits.def"
#undef LIMIT
};

static bool says(const struct medical *medical, const struct given_dose *given, const char *const *words)
{
	return medical_sentence_says(medical->text, given->start, given->end, words);
}

/* Whether the sentence says that the dose is given, or a table or card lists it; a sum of doses is not, nor is a dose for
 * weeks. */
static bool is_prescribed(const struct medical *medical, const struct given_dose *given)
{
	static const char *const sums[] = {
		"took", "had taken", "has taken", "total", "cumulative", "trial", "high-dose", "high dose", "megadose", "course",
		"infus", "doping", "exceed", "more than", "above", "dose over", "doses over", "dose of over", "doses of over", NULL,
	};
	static const char *const weeks[] = { "taken", "week", "month", "depot", "over ", NULL };
	if (says(medical, given, sums))
		return false;
	if (given->way.times > 0)
		return true;
	return !says(medical, given, weeks) &&
	       (medical->row.dose || !medical->english || medical_sentence_gives(medical->text, given->start, given->end));
}

/* The bounds of doses.def are generous; beyond them by this factor, the unit or number is wrong, in a text about giving
 * the medicine sooner, and soonest if it says how many times a day: bisoprolol 50 mg once daily. */
static double slip_of(const struct medical *medical, const struct given_dose *given)
{
	const double micrograms = 0.1;
	static const char *const loading[] = { "load", NULL };
	if (says(medical, given, loading))
		return 4;
	bool prescribed = !medical->compares && is_prescribed(medical, given), small = given->of->least < micrograms;
	if (prescribed && given->way.times > 0)
		return given->way.hours ? 2 : 1.2;
	if (prescribed)
		return small ? 2.4 : 2;
	return small ? 6 : 10;
}

static bool exceeds(const struct medical *medical, const struct given_dose *given, const struct limit *limit)
{
	static const char *const slow[] = { "infus", "pump", "perfus", "trial", "tolera", "palliat", "total", "depot", NULL };
	static const char *const daily[] = {
		"never", "not", "weekly", "week", "instead", "rather", "chorio", "trophoblast", "mole", "molar", "leuk",
		"lymph", "tumour", "tumor", "cancer", "nie", "nicht", "jamais", "wöchentlich", "woche", "semaine", "paget",
		"days", "jours", "tage", NULL,
	};
	static const enum medical_route routes[] = {
		[LIMIT_VEIN] = ROUTE_VEIN, [LIMIT_MUSCLE] = ROUTE_MUSCLE, [LIMIT_RECTUM] = ROUTE_RECTUM
	};
	const struct medical_way *way = &given->way;
	bool applies = limit->how == LIMIT_DAILY ? way->times >= 1 && !says(medical, given, daily)
						 : way->route == routes[limit->how] && !says(medical, given, slow);
	return applies && given->mg > limit->most;
}

bool medical_too_much(const struct medical *medical, const struct given_dose *given, double *most, const char **how)
{
	static const char *const ways[] = { "into a vein at once", "into a muscle at once", "into the rectum at once", "every day" };
	/* A dose for symptoms is given as often as they need it. */
	static const char *const needed[] = { "need", "requir", "necess", "until", "titrat", "symptom", "max", "up to", "first",
					      "initial", "nebul", NULL };
	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++) {
		if (strcmp(limits[i].medicine, given->of->name) == 0 && exceeds(medical, given, &limits[i])) {
			*most = limits[i].most;
			*how = ways[limits[i].how];
			return true;
		}
	}
	*most = given->of->most;
	*how = "a day";
	double a_day = given->way.times > 1 ? given->mg * given->way.times : given->mg;
	if (a_day <= *most || a_day <= slip_of(medical, given) * *most)
		return false;
	return given->mg > *most || !given->way.hours || !says(medical, given, needed);
}
