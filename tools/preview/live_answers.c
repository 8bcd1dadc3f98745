/* What the server asks of a live preview. */
#include "preview/live_internal.h"

#include <fcntl.h>

/* Holds the lock. */
static struct live_lesson *find_lesson(const struct live *live, struct str id)
{
	struct live_lesson *lesson = live->lessons;
	while (lesson && !str_is(id, lesson->id))
		lesson = lesson->next;
	return lesson;
}

static void add_address(const struct live *live, struct buf *out)
{
	buf_format(out, "preview.satchel?v=%u", live->pack_count);
}

void live_pack_address(struct live *live, struct buf *out)
{
	pthread_mutex_lock(&live->lock);
	add_address(live, out);
	pthread_mutex_unlock(&live->lock);
}

/* Holds the lock. */
static void write_state(struct live *live, struct buf *out)
{
	struct buf address;
	struct json json;
	buf_init(&address, 64 * 1024);
	add_address(live, &address);
	json_init(&json, out);
	json_open_object(&json);
	json_member_str(&json, "pack", buf_view(&address));
	json_member_str(&json, "problem", live->problem.len ? buf_view(&live->problem) : STR_NONE);
	json_key(&json, "lessons");
	json_raw(&json, live->findings.summary.len ? buf_view(&live->findings.summary) : STR("[]"));
	json_key(&json, "changed");
	json_open_array(&json);
	for (const struct live_lesson *lesson = live->lessons; lesson; lesson = lesson->next)
		if (lesson->json.len)
			json_text(&json, lesson->id);
	json_close_array(&json);
	json_close_object(&json);
	out->failed = out->failed || buf_failed(&address);
	buf_release(&address);
}

void live_state(struct live *live, struct buf *out)
{
	pthread_mutex_lock(&live->lock);
	write_state(live, out);
	pthread_mutex_unlock(&live->lock);
}

bool live_lesson(struct live *live, struct str id, struct buf *out)
{
	pthread_mutex_lock(&live->lock);
	const struct live_lesson *lesson = find_lesson(live, id);
	bool found = lesson && lesson->json.len;
	if (found)
		buf_str(out, buf_view(&lesson->json));
	pthread_mutex_unlock(&live->lock);
	return found;
}

void live_findings(struct live *live, struct str id, struct buf *out)
{
	pthread_mutex_lock(&live->lock);
	const struct live_lesson *lesson = find_lesson(live, id);
	const char *known = map_get(&live->findings.by_id, id);
	if (lesson && lesson->findings.len)
		buf_str(out, buf_view(&lesson->findings));
	else
		buf_text(out, known ? known : "{\"shown\":\"current\",\"findings\":[]}");
	pthread_mutex_unlock(&live->lock);
}

bool live_asset_path(struct live *live, struct str name, struct buf *out)
{
	pthread_mutex_lock(&live->lock);
	const struct live_asset *asset = live->assets;
	while (asset && !str_is(name, asset->name))
		asset = asset->next;
	if (asset)
		buf_text(out, asset->path);
	pthread_mutex_unlock(&live->lock);
	return asset != NULL;
}

int live_pack_file(struct live *live, unsigned number, struct live_pack *pack)
{
	pthread_mutex_lock(&live->lock);
	unsigned wanted = number ? number : live->pack_count;
	*pack = live->packs[wanted % PACKS_KEPT];
	int file = wanted && pack->number == wanted ? fcntl(pack->file, F_DUPFD_CLOEXEC, 0) : -1;
	pthread_mutex_unlock(&live->lock);
	return file;
}
