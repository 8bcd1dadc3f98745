#include "convert/formula/tex_symbols.h"

static const struct tex_symbol symbols[] = {
#define TEX(name, kind, text) { name, TEX_##kind, text },
#include "convert/formula/tex_symbols.def"
#undef TEX
};

const struct tex_symbol *tex_symbol_find(struct str name)
{
	for (size_t i = 0; i < sizeof(symbols) / sizeof(symbols[0]); i++)
		if (name.len && symbols[i].name[0] == name.at[0] && str_is(name, symbols[i].name))
			return &symbols[i];
	return NULL;
}

const struct tex_symbol *tex_symbol_of(struct str text, enum tex_kind first, enum tex_kind last)
{
	for (size_t i = 0; i < sizeof(symbols) / sizeof(symbols[0]); i++)
		if (symbols[i].kind >= first && symbols[i].kind <= last && str_is(text, symbols[i].text))
			return &symbols[i];
	return NULL;
}
