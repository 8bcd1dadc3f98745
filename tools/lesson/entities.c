#include "lesson/entities.h"

static const struct {
	const char *name;
	uint32_t code;
} html[] = {
	{ "nbsp", 0xa0 },     { "iexcl", 0xa1 },    { "cent", 0xa2 },	  { "pound", 0xa3 },	{ "sect", 0xa7 },
	{ "copy", 0xa9 },     { "laquo", 0xab },    { "shy", 0xad },	  { "reg", 0xae },	{ "deg", 0xb0 },
	{ "plusmn", 0xb1 },   { "sup2", 0xb2 },	    { "sup3", 0xb3 },	  { "acute", 0xb4 },	{ "micro", 0xb5 },
	{ "para", 0xb6 },     { "middot", 0xb7 },   { "sup1", 0xb9 },	  { "raquo", 0xbb },	{ "frac14", 0xbc },
	{ "frac12", 0xbd },   { "frac34", 0xbe },   { "iquest", 0xbf },	  { "agrave", 0xe0 },	{ "aacute", 0xe1 },
	{ "acirc", 0xe2 },    { "auml", 0xe4 },	    { "aring", 0xe5 },	  { "aelig", 0xe6 },	{ "ccedil", 0xe7 },
	{ "egrave", 0xe8 },   { "eacute", 0xe9 },   { "ecirc", 0xea },	  { "euml", 0xeb },	{ "iacute", 0xed },
	{ "ntilde", 0xf1 },   { "oacute", 0xf3 },   { "ocirc", 0xf4 },	  { "ouml", 0xf6 },	{ "times", 0xd7 },
	{ "divide", 0xf7 },   { "oslash", 0xf8 },   { "uacute", 0xfa },	  { "uuml", 0xfc },	{ "szlig", 0xdf },
	{ "Auml", 0xc4 },     { "Ouml", 0xd6 },	    { "Uuml", 0xdc },	  { "Eacute", 0xc9 },	{ "oelig", 0x153 },
	{ "alpha", 0x3b1 },   { "beta", 0x3b2 },    { "gamma", 0x3b3 },	  { "delta", 0x3b4 },	{ "Delta", 0x394 },
	{ "epsilon", 0x3b5 }, { "theta", 0x3b8 },   { "kappa", 0x3ba },	  { "lambda", 0x3bb },	{ "mu", 0x3bc },
	{ "pi", 0x3c0 },      { "rho", 0x3c1 },	    { "sigma", 0x3c3 },	  { "Sigma", 0x3a3 },	{ "tau", 0x3c4 },
	{ "phi", 0x3c6 },     { "chi", 0x3c7 },	    { "psi", 0x3c8 },	  { "omega", 0x3c9 },	{ "Omega", 0x3a9 },
	{ "ensp", 0x2002 },   { "emsp", 0x2003 },   { "thinsp", 0x2009 }, { "zwnj", 0x200c },	{ "zwj", 0x200d },
	{ "ndash", 0x2013 },  { "mdash", 0x2014 },  { "lsquo", 0x2018 },  { "rsquo", 0x2019 },	{ "sbquo", 0x201a },
	{ "ldquo", 0x201c },  { "rdquo", 0x201d },  { "bdquo", 0x201e },  { "dagger", 0x2020 }, { "bull", 0x2022 },
	{ "hellip", 0x2026 }, { "permil", 0x2030 }, { "prime", 0x2032 },  { "euro", 0x20ac },	{ "trade", 0x2122 },
	{ "larr", 0x2190 },   { "uarr", 0x2191 },   { "rarr", 0x2192 },	  { "darr", 0x2193 },	{ "harr", 0x2194 },
	{ "rArr", 0x21d2 },   { "minus", 0x2212 },  { "radic", 0x221a },  { "infin", 0x221e },	{ "asymp", 0x2248 },
	{ "ne", 0x2260 },     { "equiv", 0x2261 },  { "le", 0x2264 },	  { "ge", 0x2265 },	{ "check", 0x2713 },
};

bool entity_is_predefined(struct str name)
{
	return str_is(name, "amp") || str_is(name, "lt") || str_is(name, "gt") || str_is(name, "quot") ||
	       str_is(name, "apos");
}

uint32_t entity_of_html(struct str name)
{
	for (size_t i = 0; i < sizeof(html) / sizeof(html[0]); i++)
		if (str_is(name, html[i].name))
			return html[i].code;
	return 0;
}
