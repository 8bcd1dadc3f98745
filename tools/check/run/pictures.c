/* Finds the pictures of a tree: those in folders named images, and beside lessons. */
#include "base/path.h"
#include "base/map.h"
#include "check/media/media.h"
#include "check/run/checker.h"

#include <limits.h>
#include <sys/stat.h>

struct picture_search {
	struct checker *checker;
	bool unused;        /* whether unused pictures are to be reported */
	struct map folders; /* that contain lessons, by displayed path */
	size_t prefix;      /* length of the path up to the searched folder */
	bool beside;        /* only search that folder and its images folder */
	bool failed;        /* memory ran out */
};

/* Whether one of the folders in the path is named images. */
static bool in_images(const char *path)
{
	static const char name[] = "images/";
	for (const char *at = path; at; at = strchr(at, '/')) {
		at += *at == '/';
		if (strncmp(at, name, sizeof(name) - 1) == 0)
			return true;
	}
	return false;
}

static bool is_picture(const char *name)
{
	enum media_kind kind = media_kind_promised(name);
	return kind != MEDIA_UNKNOWN && kind != MEDIA_PDF;
}

/* The same for a name without final dots and spaces, which Windows drops. */
static bool is_nearly_picture(const char *name)
{
	char cut[NAME_MAX + 1];
	size_t len = strlen(name);
	while (len && strchr(". ", name[len - 1]))
		len--;
	snprintf(cut, sizeof(cut), "%.*s", (int)len, name);
	return is_picture(cut);
}

/* A file_filter: whether it is a picture. Pictures that a lesson should show are also added to pictures. */
static bool take(void *context, const char *path)
{
	struct picture_search *search = context;
	struct checker *checker = search->checker;
	bool picture = is_picture(path_name(path));
	if ((!picture && !is_nearly_picture(path_name(path))) || config_ignores(&checker->config, path))
		return false;
	const char *rest = path + search->prefix;
	rest += strspn(rest, "/");
	bool expected = search->beside ? !strchr(rest, '/') || str_starts(str_from(rest), "images/")
				       : in_images(rest) || map_get(&search->folders, path_folder(path));
	if (picture && expected && search->unused && !file_list_append(&checker->pictures, path))
		search->failed = true;
	return expected || !search->beside;
}

static bool search_folder(struct picture_search *search, const char *folder, bool beside)
{
	search->prefix = strcmp(folder, ".") == 0 ? 0 : strlen(folder);
	search->beside = beside;
	/* Unreadable folders have been reported when searching for lessons, and broken links are not pictures. */
	return file_list_add(&search->checker->all_pictures, folder, "", take, NULL, search) && !search->failed;
}

/* Searches the folders of lessons given by name, if they are in a known tree. */
static bool search_beside(struct picture_search *search, const struct map *named)
{
	struct arena *arena = &search->checker->all_pictures.arena;
	bool good = true;
	for (size_t i = 0; i < named->room && good; i++) {
		const struct map_slot *slot = &named->slots[i];
		if (!slot->value)
			continue;
		const char *folder = arena_copy(arena, slot->key, slot->len);
		good = folder && search_folder(search, folder, true);
	}
	return good;
}

static bool put(struct map *map, struct str key, void *value)
{
	void **slot = map_put(map, key);
	if (slot)
		*slot = value;
	return slot != NULL;
}

static bool search_all(struct picture_search *search, struct map *named)
{
	struct checker *checker = search->checker;
	bool good = true;
	for (size_t i = 0; i < checker->lessons.count && good; i++) {
		const char *path = checker->lessons.paths[i];
		if (strcmp(path, "-") == 0)
			continue;
		good = put(&search->folders, path_folder(path), checker);
		if (good && checker_is_tree(checker, checker->roots[i]) && !checker_folder_operand(checker, path))
			good = put(named, path_folder(path), checker);
	}
	struct stat info;
	for (size_t i = 0; i < checker->operand_count && good; i++)
		if (stat(checker->operands[i], &info) == 0 && S_ISDIR(info.st_mode))
			good = search_folder(search, checker->operands[i], false);
	return good && search_beside(search, named);
}

bool checker_find_pictures(struct checker *checker)
{
	const enum severity *severity = checker->settings.severity;
	/* Excluded lessons are read with their tree; without a tree they are not. */
	bool all_read = !checker->failed && (checker->tree || checker->ignored == 0);
	struct picture_search search = { .checker = checker,
				 .unused = all_read && severity[RULE_MEDIA_UNUSED_PICTURE] != SEVERITY_OFF };
	if (!search.unused && severity[RULE_FILE_COLLIDING_NAME] == SEVERITY_OFF &&
	    severity[RULE_FILE_RESERVED_NAME] == SEVERITY_OFF)
		return true;
	struct map named;
	map_init(&search.folders);
	map_init(&named);
	bool good = search_all(&search, &named);
	map_release(&named);
	map_release(&search.folders);
	checker->pictures.repeats = checker->all_pictures.repeats;
	file_list_finish(&checker->pictures);
	/* A link has its own name, so keep duplicates. */
	file_list_sort(&checker->all_pictures);
	return good;
}
