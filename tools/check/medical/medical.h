/* Shared by the rules of medical safety: one pass over a text finds its numbers and words and compares each with known
 * sources of misreading. Sources: the ISMP List of Error-Prone Abbreviations, Symbols, and Dose Designations, and the
 * Joint Commission's official "Do Not Use" list. */
#ifndef CHECK_MEDICAL_MEDICAL_H
#define CHECK_MEDICAL_MEDICAL_H

#include "base/ascii.h"
#include "check/core/quantity.h"
#include "check/core/rules.h"
#include "check/text/run.h"

enum { ANALYTE_CHAINS = 64, ANALYTE_NAMES = 384, MEASURE_NAMES = 192 }; /* analytes.def and measures.def have fewer names */

struct medical {
	struct lesson_check *check;
	const struct medical_index *index;
	struct str text; /* of check->texts.prose */
	const struct text_run *run;
	unsigned said; /* by run */
	struct str item;
	struct str lang; /* of the current part */
	bool english;    /* the current part is in English, like the abbreviations */
	enum decimal_mark decimal; /* of that part's language */
	bool compares; /* a cell of the table speaks of equianalgesic or equivalent doses */
	bool units_above; /* a heading of the table has a unit: "Dose (mg)" */
	size_t reported; /* where the last impossible dose ends, 0 if there is none: that of "50–75 mg" is both's */
	struct medical_row {
		const struct row *of; /* the table row whose first cell names the medicine or analyte, for its other cells;
				       * NULL on a card, whose front names it for the back, and in a question, whose stem
				       * names it for the explanation */
		const struct analyte *analyte;
		struct str name; /* of the analyte */
		const struct usual_dose *dose;
		const struct measure_name *measure; /* that the front of a card asks for */
		bool usual, blood; /* the front asks for a normal or other usual result; it speaks of blood */
		double weight; /* in kg, of the patient of a question; 0 if it is not known */
	} row;
};

/* What the rules look up. */
struct medical_index {
	/* Abbreviations by their first byte: 1 + index of the first, 0 if there is none. */
	unsigned char first[128];
	uint32_t second[128]; /* bit set of 1u << (byte & 31) for the second bytes */
	unsigned char next[256];
	const struct analyte_name *chains[ANALYTE_CHAINS]; /* by the last byte of the name */
	struct analyte_name {
		struct str name;
		const struct analyte *analyte;
		bool symbol; /* case counts */
		const struct analyte_name *next;
	} analytes[ANALYTE_NAMES];
	bool units[256]; /* whether the unit of a result may begin with the byte */
	const struct measure_name *before[ANALYTE_CHAINS], *after[ANALYTE_CHAINS]; /* by the last, and first, byte of the name */
	struct measure_name {
		struct str name;
		const struct measure *measure;
		struct quantity_unit unit; /* of its bounds */
		const struct measure_name *next;
	} measures[MEASURE_NAMES];
};
/* The index must be zero. */
void medical_index_words(struct medical_index *index);
void medical_index_analytes(struct medical_index *index);
void medical_index_measures(struct medical_index *index);
void medical_index_units(struct medical_index *index);
/* Lists the words that begin abbreviations, names of medicines, and of the names of analytes the last words that are no
 * numbers. */
void medical_list_words(struct text_forms *forms);
void medical_list_doses(struct text_forms *forms);
void medical_list_analytes(struct text_forms *forms);
void medical_list_measures(struct text_forms *forms);
/* Whether the word with an accent is the name of a medicine in German or French. */
bool medical_has_accented_dose(struct str word) MUST_CHECK;

/* A number in a text: digits, with marks between them. */
struct medical_number {
	size_t start, end;
	size_t mark;    /* the decimal mark; end if there is none */
	unsigned marks; /* number of points and commas between digits */
	enum { NUMBER_WHOLE, NUMBER_DECIMAL, NUMBER_UNREADABLE } kind;
	bool foreign;   /* its decimal mark is not that of the language */
	bool ambiguous; /* means another number in other languages: 1.500 */
};

/* Parses the number at start in a language with this decimal mark. */
struct medical_number medical_number_read(struct str text, size_t start, enum decimal_mark decimal) MUST_CHECK;
/* Its value, without its separators of groups. */
double medical_number_value(struct str text, const struct medical_number *n) MUST_CHECK;

/* A unit of dose after a number. */
struct dose_unit {
	size_t start, end; /* of its symbol */
	bool apart;        /* there is something between the number and the unit */
	bool far;          /* it belongs to the range that the number begins: 1 to 2 mg */
	bool sure;         /* it measures medicines; false for g, L, mL, mmol, which measure much else */
	bool symbol;       /* g rather than grams */
	bool laboratory;   /* as in mg/dL: a laboratory result, not a dose */
};

/* The unit of the number that ends at offset; false if there is none. */
bool medical_unit_after(struct str text, size_t offset, struct dose_unit *unit) MUST_CHECK;
/* Whether the sentence around start to end contains a dose. */
bool medical_states_dose(struct str text, size_t start, size_t end) MUST_CHECK;
/* Whether it does, or has words about giving one. */
bool medical_mentions_dose(struct str text, size_t start, size_t end) MUST_CHECK;
/* Whether that sentence gives the result of a test, and not a dose: a prolactin of 600 IU. */
bool medical_is_result(struct str text, size_t start, size_t end) MUST_CHECK;
/* Whether a word of that sentence begins with one of these words, which are in lower case and end with NULL. */
bool medical_sentence_says(struct str text, size_t start, size_t end, const char *const *words) MUST_CHECK;
/* Whether that sentence speaks of giving a medicine. */
bool medical_sentence_gives(struct str text, size_t start, size_t end) MUST_CHECK;
/* Whether a dose such as 5 mg or 10 units ends at end; if drops is set, also drops. */
bool medical_dose_before(struct str text, size_t end, bool drops) MUST_CHECK;
/* Whether a dose begins at start. */
bool medical_dose_after(struct str text, size_t start) MUST_CHECK;
/* Whether the sentence warns of a notation: "Never write 1.0 mg". */
bool medical_warns(struct str text, size_t start, size_t end) MUST_CHECK;
/* Whether there are quotation marks on both sides: quoted text is mentioned, not used. */
bool medical_quoted(struct str text, size_t start, size_t end) MUST_CHECK;
/* The offset after white space at offset or, if hyphen is set, after the hyphen of "5-mg tablet". */
size_t medical_gap(struct str text, size_t offset, bool hyphen) MUST_CHECK;
/* The offset before white space that ends at offset. */
size_t medical_gap_before(struct str text, size_t offset) MUST_CHECK;

/* Judges the number at offset and returns its end. */
size_t medical_number(struct medical *medical, size_t offset) MUST_CHECK;
/* Judges whether the number with the unit can be a dose of the medicine next to it. */
void medical_amount(struct medical *medical, const struct medical_number *n, const struct dose_unit *unit);
/* How a dose is given: how many times a day, 0 if that is not said; hours is set if it is said as an interval. */
enum medical_route { ROUTE_UNKNOWN, ROUTE_VEIN, ROUTE_MUSCLE, ROUTE_RECTUM, ROUTE_OTHER };
struct medical_way {
	double times;
	bool hours;
	enum medical_route route;
};
/* The bounds of doses.def, in mg. */
struct usual_dose {
	const char *name;
	double least, most;
};
struct given_dose {
	const struct usual_dose *of;
	double mg;
	size_t start, end; /* of the number, with its unit or the medicine after that */
	struct medical_way way;
};
/* Whether so much is a slip. Then *most is the bound, and *how says of what: "a day". */
bool medical_too_much(const struct medical *medical, const struct given_dose *given, double *most, const char **how) MUST_CHECK;
/* What the text at offset, after a dose, says about the way. */
struct medical_way medical_way_after(struct str text, size_t offset) MUST_CHECK;
/* The route that text names; ROUTE_OTHER if it names several. */
enum medical_route medical_route_in(struct str text) MUST_CHECK;
/* The name of the medicine before or after the dose that begins or ends at offset, with nothing between them but words
 * that belong to a dose; STR_NONE if there is none. The name is empty if it is in another cell of the row. */
struct str medical_medicine_before(const struct medical *medical, size_t offset) MUST_CHECK;
struct str medical_medicine_after(const struct medical *medical, size_t offset) MUST_CHECK;
/* The bounds of the medicine with this name; NULL if it is none of doses.def. */
const struct usual_dose *medical_dose_named(const struct medical *medical, struct str word) MUST_CHECK;
/* The medicine that the sentence before the dose from start to end is about, *name its name there: the last one that it
 * names, if that is one of doses.def; else what the row, card or question is about. NULL if there is none, or if the dose is
 * one of something else. */
const struct usual_dose *medical_subject(const struct medical *medical, size_t start, size_t end, struct str *name) MUST_CHECK;
/* Whether the medicine named from start to end is one that another is given with or without: "lidocaine with adrenaline",
 * "Without adrenaline: up to 300 mg". */
bool medical_is_companion(const struct medical *medical, size_t start, size_t end,
			  const struct usual_dose *dose) MUST_CHECK;
/* Whether the dose that ends at end is followed by what it is of: "25 g of glucose". */
bool medical_dose_of_other(struct str text, size_t end) MUST_CHECK;
/* The medicine before or after the dose from start to end, or that its sentence is about. */
const struct usual_dose *medical_medicine_of(const struct medical *medical, size_t start, size_t end, struct str *name) MUST_CHECK;
/* Whether the sentence speaks of poisoning, of animals or of errors. */
bool medical_is_harm(struct str text, size_t start, size_t end) MUST_CHECK;
/* Judges a dose by weight or time, whose unit is at offset, as medical_amount does others; and whether the amount after it
 * follows from it: "5 mg/kg, that is 350 mg". */
void medical_rate(struct medical *medical, const struct medical_number *n, size_t offset);
/* The only weight in kg in text, apart from doses by weight; 0 if there is none or are several. */
double medical_weight_in(struct str text) MUST_CHECK;
/* Whether any dose or number can be one of a medicine. */
static inline bool medical_speaks_of_medicine(const struct medical *medical)
{
	return (medical->said & WORD_DOSED) || medical->row.dose;
}
/* Judges the number, which has no unit, as a dose of the medicine beside it. */
void medical_no_unit(struct medical *medical, const struct medical_number *n);
enum { ANALYTE_UNITS = 6 };
struct analyte {
	const char *names;
	struct reported_unit {
		const char *unit;
		double least, most;
		bool read; /* false for a unit that is only named in messages */
	} units[ANALYTE_UNITS];
};
/* The analyte before the number at offset; *name becomes its name there. *change says that the number is a difference. */
const struct analyte *medical_analyte_before(const struct medical *medical, size_t offset, struct str *name, bool *change) MUST_CHECK;
/* The analyte that the next word from offset on names: "2 m tall". */
const struct analyte *medical_analyte_next(const struct medical *medical, size_t offset, struct str *name) MUST_CHECK;
/* The scale after the score that ends at offset, "a score of 2 on the Glasgow Coma Scale", but not a part of a scale. */
const struct analyte *medical_scale_after(const struct medical *medical, size_t offset, struct str *name) MUST_CHECK;
/* Whether the analyte is reported in this unit, or in one that measures the same kind of amount: mmol/L and mol/L. */
bool medical_reported_in(const struct analyte *analyte, const char *unit) MUST_CHECK;
/* The analyte reported in such a unit that the sentence before offset names last; NULL if there is none within some words. */
const struct analyte *medical_analyte_far(const struct medical *medical, size_t offset, const char *unit, struct str *name) MUST_CHECK;
/* Whether a clause that is independent of the next ends between two words. */
bool medical_clause_ends(struct str text, size_t end, size_t next) MUST_CHECK;
/* Measures that are no results of laboratories. */
struct measure {
	const char *names, *unit;
	double least, most;
};
void medical_measure(struct medical *medical, const struct medical_number *n);
/* The measure that the front of a card asks for, whose run it is; NULL if it asks for none. */
const struct measure_name *medical_asked_measure(const struct medical *medical, struct str front) MUST_CHECK;
/* Whether a text speaks of normal results, targets, or limits of diagnosis; of the pH of blood. */
bool medical_is_usual(struct str text, size_t start, size_t end) MUST_CHECK;
bool medical_is_blood(struct str text, size_t start, size_t end) MUST_CHECK;
/* Whether a minus sign, and not the dash of a range, is before the number at start. */
bool medical_is_negative(struct str text, size_t start) MUST_CHECK;
/* Judges whether the number can be a result of the analyte before it. */
void medical_result(struct medical *medical, const struct medical_number *n);
/* Reads the unit of a test result at offset in its usual spelling: µmol/L for "micromoles per litre". Returns its end, 0
 * if there is none. */
enum { RESULT_UNIT_SIZE = 16 };
size_t medical_result_unit(struct str text, size_t offset, char unit[RESULT_UNIT_SIZE]) MUST_CHECK;
/* The end of what cells are counted in, "/L" or "/mm3", at offset; 0 if there is nothing like that. */
size_t medical_counted_in(struct str text, size_t offset);
/* The same for the unit of a weight or height of a person. */
size_t medical_body_unit(struct str text, size_t offset, char unit[RESULT_UNIT_SIZE]) MUST_CHECK;
/* The analyte, or the doses of the medicine, that the text of a row's first cell names; NULL if there is none. */
const struct analyte *medical_row_analyte(const struct medical *medical, struct str heading, struct str *name) MUST_CHECK;
const struct usual_dose *medical_row_dose(struct str heading) MUST_CHECK;
/* The analyte whose normal or usual results, or the doses of the medicine whose dose, the front of a card asks for; NULL if
 * it asks for none, or names several. */
const struct analyte *medical_asked_analyte(const struct medical *medical, struct str front, struct str *name) MUST_CHECK;
const struct usual_dose *medical_asked_dose(const struct medical *medical, struct str front) MUST_CHECK;
/* Judges a unit in wrong case after the number from start to end, which has no correct unit. */
void medical_unit_case(struct medical *medical, size_t start, size_t end);
/* Judges how the unit of the number that ends at number_end is written. */
void medical_unit_sign(struct medical *medical, size_t number_end);
void medical_sign(struct medical *medical, size_t offset);
/* Judges a time with a number at offset: x3d, q6PM. */
void medical_time(struct medical *medical, size_t offset);
/* Judges the word at offset. */
void medical_word(struct medical *medical, size_t offset);

/* Whether any rule is on that medical_run applies. */
bool medical_is_wanted(const struct report *report) MUST_CHECK;
/* Judges a run, a text of the lesson or an attribute if text is NULL. All but check and index of medical is zero before the
 * first run of a lesson. */
void medical_run(struct medical *medical, const struct text_run *run, const struct inline_node *text);

static inline bool medical_is_word(char c)
{
	return ascii_is_alphanumeric(c) || c == '_';
}

#endif
