#include "lesson/names.h"

static const char *const names[] = {
#define ELEMENT(id, name) name,
#include "lesson_elements.def"
#undef ELEMENT
};

enum element_name element_find(const char *name)
{
	size_t low = 0, high = ELEMENT_UNKNOWN;
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = (unsigned char)*name - (unsigned char)*names[middle];
		order = order ? order : strcmp(name, names[middle]);
		if (order == 0)
			return (enum element_name)middle;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return ELEMENT_UNKNOWN;
}

const char *element_text(enum element_name name)
{
	return name < ELEMENT_UNKNOWN ? names[name] : "";
}

bool element_is_question(enum element_name name)
{
	return name == ELEMENT_QUESTION || name == ELEMENT_OPEN_QUESTION || name == ELEMENT_NUMERIC_QUESTION ||
	       name == ELEMENT_MATCHING_QUESTION || name == ELEMENT_ORDERING_QUESTION;
}

bool element_is_item(enum element_name name)
{
	return element_is_question(name) || name == ELEMENT_CARD || name == ELEMENT_CLOZE ||
	       name == ELEMENT_OCCLUSION || name == ELEMENT_ENTRY;
}

enum element_name math_part_find(const char *name)
{
	static const char *const parts[] = { "expression", "mtr", "mtd", "mprescripts" };
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (strcmp(name, parts[i]) == 0)
			return (enum element_name)i;
	return ELEMENT_UNKNOWN;
}
