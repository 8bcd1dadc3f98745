#include "cmd/changes.h"

void changes_init(struct changes *changes)
{
	arena_init(&changes->arena);
	map_init(&changes->files);
}

void changes_release(struct changes *changes)
{
	map_release(&changes->files);
	arena_release(&changes->arena);
}

/* Decodes a name that Git has put into quotes: \t, \", \\, and bytes as three octal digits. */
static struct str unquote(struct arena *arena, struct str name)
{
	static const char letters[] = "abfnrtv\\\"", bytes[] = "\a\b\f\n\r\t\v\\\"";
	char *out = arena_copy(arena, name.at, name.len);
	size_t len = 0;
	for (size_t i = 1; out && i + 1 < name.len; i++) {
		char c = name.at[i];
		if (c == '\\' && i + 2 < name.len) {
			c = name.at[++i];
			const char *letter = strchr(letters, c);
			if (letter && c) {
				c = bytes[letter - letters];
			} else if (i + 3 < name.len) {
				c = (char)((name.at[i] - '0') * 64 + (name.at[i + 1] - '0') * 8 + name.at[i + 2] - '0');
				i += 2;
			}
		}
		out[len++] = c;
	}
	if (out)
		out[len] = '\0';
	return (struct str){ out, len };
}

/* The file that "+++ b/NAME" names; NULL for /dev/null, and where memory ran out. */
static struct changed_file *open_file(struct changes *changes, struct str name, bool *failed)
{
	/* A tab ends a name with blanks in it, in quotes or not; a tab of the name itself would be written \t. */
	if (name.len && name.at[name.len - 1] == '\t')
		name.len--;
	if (name.len && name.at[0] == '"')
		name = unquote(&changes->arena, name);
	else
		name = arena_str(&changes->arena, name);
	struct changed_file *file = arena_alloc(&changes->arena, sizeof(*file));
	if (!name.at || !file) {
		*failed = true;
		return NULL;
	}
	if (!str_starts(name, "b/"))
		return NULL;
	file->path = name.at + 2;
	void **slot = map_put(&changes->files, str_from(file->path));
	if (!slot) {
		*failed = true;
		return NULL;
	}
	if (!*slot)
		*slot = file;
	return *slot;
}

static uint32_t number(struct str line, size_t *at)
{
	uint64_t value = 0;
	while (*at < line.len && line.at[*at] >= '0' && line.at[*at] <= '9' && value < UINT32_MAX)
		value = value * 10 + (uint64_t)(line.at[(*at)++] - '0');
	return value > UINT32_MAX ? UINT32_MAX : (uint32_t)value;
}

/* The two counts of "@@ -1,2 +3,4 @@": how many lines of each side follow, and the change where file is not NULL. */
static bool read_hunk(struct changes *changes, struct changed_file *file, struct str line, uint32_t *minus,
		      uint32_t *plus)
{
	size_t at = strlen("@@ -");
	number(line, &at);
	*minus = *plus = 1;
	if (at < line.len && line.at[at] == ',') {
		at++;
		*minus = number(line, &at);
	}
	at += at + 1 < line.len && line.at[at] == ' ' && line.at[at + 1] == '+' ? 2 : 0;
	uint32_t first = number(line, &at);
	if (at < line.len && line.at[at] == ',') {
		at++;
		*plus = number(line, &at);
	}
	if (!file)
		return true;
	struct change *change = arena_alloc(&changes->arena, sizeof(*change));
	if (!change)
		return false;
	/* Of lines taken away Git names the one before them. */
	change->first = *plus ? first : first + 1;
	change->last = change->first + *plus - 1;
	change->next = file->changes;
	file->changes = change;
	return true;
}

bool changes_read(struct changes *changes, struct str diff)
{
	struct changed_file *file = NULL;
	bool failed = false;
	uint32_t minus = 0, plus = 0;
	while (diff.len && !failed) {
		const char *end = memchr(diff.at, '\n', diff.len);
		struct str line = { diff.at, end ? (size_t)(end - diff.at) : diff.len };
		size_t gone = line.len + (end != NULL);
		diff = (struct str){ diff.at + gone, diff.len - gone };
		/* Lines of a hunk may look like headers, so they are counted off. */
		if (minus && str_starts(line, "-"))
			minus--;
		else if (plus && str_starts(line, "+"))
			plus--;
		else if (str_starts(line, "diff "))
			file = NULL;
		else if (str_starts(line, "+++ "))
			file = open_file(changes, (struct str){ line.at + 4, line.len - 4 }, &failed);
		else if (str_starts(line, "@@ -"))
			failed = !read_hunk(changes, file, line, &minus, &plus);
	}
	return !failed;
}

const struct changed_file *changes_find(const struct changes *changes, struct str path)
{
	return map_get(&changes->files, path);
}

bool changes_touch(const struct changed_file *file, uint32_t first, uint32_t last)
{
	for (const struct change *c = file->changes; c; c = c->next) {
		/* Lines taken away touch what stands on both sides of them. */
		bool taken = c->last < c->first;
		if (taken ? first < c->first && last >= c->first : first <= c->last && last >= c->first)
			return true;
	}
	return false;
}
