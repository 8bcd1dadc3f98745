#include "lesson/label.h"

#include "base/ascii.h"

static const struct {
	const char *lang;
	const char *words[LABELLED_COUNT];
} labels[] = {
#define LABELS(lang, figure, table, audio, video) { lang, { figure, table, audio, video } },
#include "lesson/label.def"
#undef LABELS
};

static bool begins_with(struct str tag, const char *lang)
{
	size_t i = 0;
	while (lang[i] && i < tag.len && ascii_lower(tag.at[i]) == lang[i])
		i++;
	return !lang[i] && (i == tag.len || tag.at[i] == '-');
}

bool label_add(struct buf *out, enum labelled what, unsigned number, struct str lang)
{
	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++) {
		const char *words = labels[i].words[what], *mark = strchr(words, '#');
		if (!begins_with(lang, labels[i].lang))
			continue;
		if (out)
			buf_format(out, "%.*s%u%s", (int)(mark - words), words, number, mark + 1);
		return true;
	}
	return false;
}
