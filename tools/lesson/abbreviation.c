#include "lesson/abbreviation.h"

#include "base/utf8.h"
#include "lesson/language.h"

#include <utf8proc.h>

/* The segmentation suppressions of the Unicode Common Locale Data Repository (CLDR 41, common/segments) that are not
 * words themselves, and abbreviations common in medical texts (i.v., bzw., approx.). In lower case, without the last
 * full stop.
 *
 * Copyright 1991-2022 Unicode, Inc. All rights reserved. Distributed under the Terms of Use in
 * https://www.unicode.org/copyright.html (Unicode-DFS-2016): Permission is hereby granted, free of charge, to any
 * person obtaining a copy of the Unicode data files and any associated documentation to deal in them without
 * restriction, provided that this copyright and permission notice appear with all copies. The data files are provided
 * "as is", without warranty of any kind. */
static const struct {
	const char *lang;
	const char *go_on, *may_end;
} abbreviations[] = {
	{ "en",
	  " e.g i.e eg ie cf vs dr prof mr mrs ms messrs st fig figs no nos approx ca ed eds vol vols p pp ch sec eq "
	  "sp spp "
	  "ssp subsp var incl excl viz jr sr ref refs resp est dept capt col lt maj sgt rev hon pvt gen gov sen rep mt "
	  "adj adv "
	  "conn jan feb mar apr aug sept oct nov dec ph.d m.sc b.sc l.p s.p.a n.v b.v tab ser suppl ",
	  " etc al a.m p.m am pm no nos max min u.s u.k u.s.a a.d d.c l.a n.y inc ltd co " },
	{ "de",
	  " abb abs abt adr akt alt allg amtl anm ausg ausschl bd bde beil bes best bez bspw bzgl bzw ca chin chir chr "
	  "d.h d.j d.ä dat dies dim dipl dipl.-ing dir dr ebd ehem eigtl einh einschl engl entspr erf erw ev evtl exkl "
	  "fa fam "
	  "fig fn forts fr franz frl frz geb gebr gem gen ges gesch gest gegr geogr geograph ggf ggfs griech hptst hr "
	  "hrn hrsg i.a i.b i.d.r "
	  "i.h i.j i.m i.r i.v ing inh inkl insb inkl jahrh jew jr jun kap kath kfm kgl kl konv lat lt ltd max m.e m.w "
	  "med min mind "
	  "mio mod mrd msp mtl möbl n.chr näml neurol nr o.a o.b o.g obj od op österr p.o p.adr pat pfd phys pos priv "
	  "prof prot proz "
	  "psych rel rep rd reg resp röm s.a s.c s.o s.u schles schr schwäb schweiz sek sen sog spez spezif st std str "
	  "südd syn "
	  "tab tel temp tgl tägl u.a u.ä u.u univ urspr ursprüngl v.a v.chr v.h verf verh vgl vs wg z.b z.hd z.t z.z "
	  "z.zt zit zt "
	  "ztr zzgl jan feb apr aug sept okt nov dez mo fr ",
	  " usw etc u.s.w u.v.a u.v.m a.d e.v u.s u.s.a inc i.e.s al " },
	{ "fr",
	  " acoust adr ann anc anon append av av.j.-c ap broch bull c.-à-d categ cf ch coll collab comm config dest "
	  "dict dim dir doc "
	  "dr édit éd encycl env équiv éval ex exempl fig gouv graph hôp ill illustr imm imprim indus jr m max me mgr "
	  "min mlle mm mme "
	  "n niv nos p p.ex pp prof quart réf s.c i.v suiv syn synth syst symb t tab tél trav vol voit vs janv févr "
	  "avr juil sept oct nov "
	  "déc lun ven sam ",
	  " etc al s.a inc u.s.a u.s j.-c " },
	{ "es",
	  " afma afmas afmo afmos av avda bco bol cap cf cfr cía comm corp d depto deptos dña doc dpto dptos dr dra "
	  "dras drs "
	  "dto dtor e.g ed ej excma excmo exma exmo fabric ff fig figs fund hnos i.m i.v id ilma ilmo ldo lda lic "
	  "licda licdo ltdo máx mín "
	  "mons mr mrs ms mss mtro n.º ntra ntro núm p p.ej pág págs pp prof prov rdo rdos reg rev rvdmo rvdo s.c sdad "
	  "sr sra sras sres "
	  "srta srtas ss sta sto trad u.i vda vid vol vs ene feb abr ago sept oct nov dic ",
	  " etc al ltd ltda s.a inc u.s u.s.a ee.uu a.c d.c " },
	{ "it",
	  " ag all arch art avv ca cfr cap d.p.r dott dr ed es fig figg geom i.m i.v ing int max min mitt n.b n.d.a "
	  "n.d.e n.d.t "
	  "on p p.es p.i pag pagg prof proff rag s.c sez sig sigg sig.ra sig.na tab tav ver vol voll vs gen feb apr "
	  "giu lug ago sett ott nov "
	  "dic ",
	  " ecc etc al ltd s.p.a u.s u.s.a a.c d.c " },
	{ "pt",
	  " abrev adm alm anat ap apart apt arq arquit aprox av biogr cap caps cel cf círc cód col comp compl cont "
	  "contab créd cx d "
	  "déb desc dipl dir dr dra dras drs ed educ elem eletr eletrôn eng esp est ex exma exmo f fac fasc fem fig "
	  "figs fil filos "
	  "fís fisiol fl fr gên geom gram hist i.m i.v ilma ilmo índ ingl jr jur lit liter ltda máq máx mat matem méd "
	  "mín mús n náut nº "
	  "obs odont odontol org organiz p p.ex pág págs pe pl pol pp pq prod prof profa próx psicol quím ref rel "
	  "relat s.c séc símb sociol "
	  "sr sra srs sta sto tec tecnol tel trad transp univ vol vs jan fev abr ago set out nov ",
	  " etc dez al a.c d.c a.m p.m s.a u.s e.u.a ltd w.c " },
	{ "ru",
	  " авг апр гл дек до доц др е зав кв мин млн млрд напр нояб окт отд проф рис руб св сент см ср стр табл тел "
	  "тыс ул "
	  "февр янв т.е т.к т.н н.э ",
	  " т.д т.п гг г " },
};

/* Languages that write ordinal numbers with a full stop: am 3. Mai. */
static const char ordinals[] = " bs cs da de dsb et fi fo gsw hr hsb hu is lb lv nb nn no pl sk sl sr tr ";

static bool is_capital(uint32_t code)
{
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
	return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

/* Whether the list contains the word, which may be capitalised; P.M. may be all capitals. */
static bool list_has(const char *list, struct str word)
{
	enum { BYTES_MAX = 40 };
	char text[BYTES_MAX + 6];
	bool dots = memchr(word.at, '.', word.len) != NULL;
	size_t len = 0;
	text[len++] = ' ';
	for (size_t i = 0; i < word.len;) {
		bool folds = i == 0 || dots;
		uint32_t code = utf8_next(word, &i);
		if (len > BYTES_MAX)
			return false;
		len += utf8_encode(folds ? (uint32_t)utf8proc_tolower((utf8proc_int32_t)code) : code, text + len);
	}
	text[len++] = ' ';
	return memmem(list, strlen(list), text, len) != NULL;
}

static bool is_number(struct str word)
{
	enum { ORDINAL_DIGITS = 2 }; /* maximum for days and ranks; a year may end a sentence */
	for (size_t i = 0; i < word.len; i++)
		if (word.at[i] < '0' || word.at[i] > '9')
			return false;
	return word.len > 0 && word.len <= ORDINAL_DIGITS;
}

enum full_stop full_stop_after(struct str word, struct str lang)
{
	size_t at = 0;
	if (word.len == 0)
		return FULL_STOP_ENDS;
	lang = lang.at ? lang : STR("en");
	uint32_t code = utf8_next(word, &at);
	/* An initial. Other languages also have abbreviations of single lower-case letters: z. B., p. ex. */
	if (at == word.len &&
	    (is_capital(code) || (!language_is_english(lang) && utf8_is_word(code) && (code < '0' || code > '9'))))
		return FULL_STOP_GOES_ON;
	if (is_number(word))
		return language_is_any(lang, ordinals) ? FULL_STOP_GOES_ON : FULL_STOP_ENDS;
	for (size_t i = 0; i < sizeof(abbreviations) / sizeof(abbreviations[0]); i++) {
		if (!language_is(lang, abbreviations[i].lang))
			continue;
		return list_has(abbreviations[i].may_end, word) ? FULL_STOP_MAY_END
		       : list_has(abbreviations[i].go_on, word) ? FULL_STOP_GOES_ON
							     : FULL_STOP_ENDS;
	}
	return FULL_STOP_ENDS;
}
