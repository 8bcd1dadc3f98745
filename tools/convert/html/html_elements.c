#include "convert/html/html_elements.h"

static const struct html_element elements[] = {
#define VOID			    HTML_VOID
#define ENDS_P			    HTML_ENDS_P
#define RAW			    HTML_RAW
#define FORMAT			    HTML_FORMAT
#define HTML(name, meaning, traits) { name, HTML_##meaning, traits },
#include "convert/html/html_elements.def"
#undef HTML
};

const struct html_element *html_element_find(struct str name)
{
	for (size_t i = 0; i < sizeof(elements) / sizeof(elements[0]); i++)
		if (name.len && elements[i].name[0] == name.at[0] && str_is(name, elements[i].name))
			return &elements[i];
	return NULL;
}
