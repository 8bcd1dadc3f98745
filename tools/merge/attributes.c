#include "merge/attributes.h"

#include "base/date.h"
#include "base/hash.h"
#include "lesson/bytes.h"
#include "lesson/markup.h"
#include "merge/words.h"

/* Calls markup_attribute for the attributes of a tag; *offset is 0 at first. */
static bool next_attribute(struct str tag, size_t *offset, struct markup_attribute *attribute)
{
	if (*offset == 0)
		while (*offset < tag.len && !ascii_is_space(tag.at[*offset]))
			++*offset;
	return markup_attribute(tag, offset, tag.len, attribute);
}

static bool find(struct str tag, struct str name, struct markup_attribute *attribute)
{
	for (size_t offset = 0; next_attribute(tag, &offset, attribute);)
		if (str_equal(markup_slice(tag, attribute->name, attribute->name_end), name))
			return true;
	return false;
}

static struct str value_of(struct str tag, struct str name)
{
	struct markup_attribute attribute;
	return find(tag, name, &attribute) ? markup_slice(tag, attribute.value, attribute.value_end) : STR_NONE;
}

struct str tag_attribute(struct str tag, const char *name)
{
	return value_of(tag, str_from(name));
}

uint64_t tag_words(struct str tag, const char *without)
{
	size_t offset = 0;
	struct markup_attribute attribute;
	uint64_t sum = 0;
	while (next_attribute(tag, &offset, &attribute)) {
		struct str name = markup_slice(tag, attribute.name, attribute.name_end);
		struct str value = markup_slice(tag, attribute.value, attribute.value_end);
		if (!without || !str_is(name, without))
			sum += hash_of(value, hash_of(name, HASH_KEY) | 1);
	}
	return sum;
}

/* Those that are right only together: the numbers of an answer, a file and what is said of it, a shape. */
static bool is_bound(struct str name)
{
	static const char *const names[] = { "value", "tolerance", "min",    "max",    "unit",
					     "src",   "alt",	   "digest", "length", "poster" };
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_is(name, names[i]))
			return true;
	return false;
}

static bool same(struct str a, struct str b)
{
	return !a.at == !b.at && str_equal(a, b);
}

/* Whether two values are dates of a review, of which the later one is taken: the date changes with most edits, and
 * edits of different items are no conflict. */
static bool are_reviews(struct str name, struct str ours, struct str theirs)
{
	return str_is(name, "reviewed") && date_is_real(ours) && date_is_real(theirs);
}

struct tag_changes {
	bool bound[MERGE_SIDES]; /* a side changed one that is bound to others */
	bool conflict;
};

static void note_changes(const struct str tags[MERGE_SIDES], enum merge_side of, struct tag_changes *changes)
{
	struct markup_attribute attribute;
	for (size_t offset = 0; next_attribute(tags[of], &offset, &attribute);) {
		struct str name = markup_slice(tags[of], attribute.name, attribute.name_end);
		struct str base = value_of(tags[MERGE_BASE], name), ours = value_of(tags[MERGE_OURS], name);
		struct str theirs = value_of(tags[MERGE_THEIRS], name);
		if (same(ours, theirs))
			continue;
		bool ours_changed = !same(ours, base), theirs_changed = !same(theirs, base);
		changes->conflict = changes->conflict ||
				    (ours_changed && theirs_changed && !are_reviews(name, ours, theirs));
		changes->bound[MERGE_OURS] = changes->bound[MERGE_OURS] || (ours_changed && is_bound(name));
		changes->bound[MERGE_THEIRS] = changes->bound[MERGE_THEIRS] || (theirs_changed && is_bound(name));
	}
}

/* Writes our tag with the values that they changed, and without the attributes that they removed. */
static size_t change_values(const struct str tags[MERGE_SIDES], struct buf *out)
{
	struct str ours = tags[MERGE_OURS];
	struct markup_attribute attribute;
	size_t done = 0;
	for (size_t offset = 0; next_attribute(ours, &offset, &attribute);) {
		struct str name = markup_slice(ours, attribute.name, attribute.name_end);
		struct str base = value_of(tags[MERGE_BASE], name), theirs = value_of(tags[MERGE_THEIRS], name);
		struct str own = markup_slice(ours, attribute.value, attribute.value_end);
		if (same(theirs, base) || (are_reviews(name, own, theirs) && str_compare(own, theirs) > 0))
			continue;
		size_t start = attribute.name;
		while (start > done && ascii_is_space(ours.at[start - 1]))
			start--;
		bool gone = !theirs.at, quoted = !gone && memchr(theirs.at, ours.at[attribute.value - 1], theirs.len);
		buf_str(out, markup_slice(ours, done, gone ? start : attribute.value - quoted));
		if (quoted)
			buf_char(out, ours.at[attribute.value - 1] == '"' ? '\'' : '"');
		if (!gone)
			buf_str(out, theirs);
		if (quoted)
			buf_char(out, ours.at[attribute.value - 1] == '"' ? '\'' : '"');
		done = attribute.value_end + (gone || quoted);
	}
	return done;
}

/* Adds the attributes that they added. */
static void add_values(const struct str tags[MERGE_SIDES], struct buf *out)
{
	struct str theirs = tags[MERGE_THEIRS];
	struct markup_attribute attribute;
	for (size_t offset = 0; next_attribute(theirs, &offset, &attribute);) {
		struct str name = markup_slice(theirs, attribute.name, attribute.name_end);
		if (value_of(tags[MERGE_BASE], name).at || value_of(tags[MERGE_OURS], name).at)
			continue;
		buf_char(out, ' ');
		buf_str(out, markup_slice(theirs, attribute.name, attribute.value_end + 1));
	}
}

void merge_tags(struct merge_chunks *chunks, struct arena *arena, const struct str tags[MERGE_SIDES])
{
	struct str base = tags[MERGE_BASE], ours = tags[MERGE_OURS], theirs = tags[MERGE_THEIRS];
	struct tag_changes changes = { .conflict = false };
	if (str_equal(ours, base) || str_equal(theirs, base) || str_equal(ours, theirs)) {
		chunks_add(chunks, str_equal(ours, base) ? theirs : ours);
		return;
	}
	bool overlong = base.len > TAG_MAX || ours.len > TAG_MAX || theirs.len > TAG_MAX;
	for (int i = 0; i < MERGE_SIDES && !overlong; i++)
		note_changes(tags, (enum merge_side)i, &changes);
	if (overlong || changes.conflict || (changes.bound[MERGE_OURS] && changes.bound[MERGE_THEIRS])) {
		chunks_conflict(chunks, base, ours, theirs);
		return;
	}
	struct buf tag;
	buf_init(&tag, BUF_CAP);
	size_t done = change_values(tags, &tag), end = ours.len - 1 - (ours.len > 1 && ours.at[ours.len - 2] == '/');
	while (end > done && ascii_is_space(ours.at[end - 1]))
		end--;
	buf_str(&tag, markup_slice(ours, done, end));
	add_values(tags, &tag);
	buf_str(&tag, markup_slice(ours, end, ours.len));
	chunks_add(chunks, arena_take(arena, &tag));
	chunks->failed = chunks->failed || arena_failed(arena);
}
