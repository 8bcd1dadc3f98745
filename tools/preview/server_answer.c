/* What is at each address. */
#include "base/file.h"
#include "base/hash.h"
#include "base/options.h"
#include "preview/request.h"
#include "preview/server_internal.h"
#include "preview/site.h"
#include "reader/satchel.h"

#include <limits.h>
#include <unistd.h>

enum { ETAG_SIZE = HASH_HEX + 2 };

enum MHD_Result server_send(struct MHD_Connection *connection, unsigned status, struct MHD_Response *response)
{
	static const char *const headers[][2] = {
		{ MHD_HTTP_HEADER_CACHE_CONTROL, "no-cache" },
		{ "X-Content-Type-Options", "nosniff" },
		{ "Cross-Origin-Resource-Policy", "same-origin" },
		{ "Referrer-Policy", "no-referrer" },
		{ "X-Frame-Options", "DENY" },
	};
	for (size_t i = 0; i < sizeof(headers) / sizeof(headers[0]); i++)
		MHD_add_response_header(response, headers[i][0], headers[i][1]);
	enum MHD_Result queued = MHD_queue_response(connection, status, response);
	MHD_destroy_response(response);
	return queued;
}

static enum MHD_Result send_bytes(struct MHD_Connection *connection, unsigned status, const char *type,
				  struct str bytes, enum MHD_ResponseMemoryMode mode)
{
	/* It is only read. */
	void *at = (void *)(uintptr_t)bytes.at;
	struct MHD_Response *response = MHD_create_response_from_buffer(bytes.len, at, mode);
	if (!response)
		return MHD_NO;
	MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, type);
	return server_send(connection, status, response);
}

enum MHD_Result server_say(struct MHD_Connection *connection, unsigned status, const char *text)
{
	return send_bytes(connection, status, "text/plain; charset=utf-8", str_from(text), MHD_RESPMEM_PERSISTENT);
}

static const char *header(struct MHD_Connection *connection, const char *name)
{
	return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

static void etag_of(uint64_t hash, char etag[ETAG_SIZE])
{
	char digits[HASH_HEX];
	hash_hex(hash, digits);
	snprintf(etag, ETAG_SIZE, "\"%.16s\"", digits);
}

/* A file of the site, or nothing new. */
static enum MHD_Result send_site(struct MHD_Connection *connection, const struct embedded_file *file)
{
	char etag[ETAG_SIZE];
	struct str bytes = { file->bytes, file->len };
	etag_of(hash_of(bytes, HASH_KEY), etag);
	bool known = request_has_etag(header(connection, MHD_HTTP_HEADER_IF_NONE_MATCH), etag);
	struct MHD_Response *response = MHD_create_response_from_buffer(
		known ? 0 : bytes.len, (void *)(uintptr_t)bytes.at, MHD_RESPMEM_PERSISTENT);
	if (!response)
		return MHD_NO;
	MHD_add_response_header(response, MHD_HTTP_HEADER_ETAG, etag);
	MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, site_type(file->path));
	return server_send(connection, known ? MHD_HTTP_NOT_MODIFIED : MHD_HTTP_OK, response);
}

static enum MHD_Result say_none(struct MHD_Connection *connection)
{
	return server_say(connection, MHD_HTTP_NOT_FOUND, "there is nothing at this address\n");
}

static enum MHD_Result send_range_error(struct MHD_Connection *connection, uint64_t size)
{
	char range[64];
	struct MHD_Response *response = MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
	if (!response)
		return MHD_NO;
	snprintf(range, sizeof(range), "bytes */%llu", (unsigned long long)size);
	MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_RANGE, range);
	return server_send(connection, MHD_HTTP_RANGE_NOT_SATISFIABLE, response);
}

/* The pack, or the part of it that is asked for. */
static enum MHD_Result send_pack(struct server *server, struct MHD_Connection *connection)
{
	const char *version = MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, "v");
	unsigned long number = 0;
	struct live_pack pack;
	char etag[ETAG_SIZE], content_range[96];
	uint64_t from, length;
	if (version && !option_number(version, 1, UINT_MAX, &number))
		return say_none(connection);
	int file = live_pack_file(server->live, (unsigned)number, &pack);
	if (file < 0)
		return say_none(connection);
	etag_of(pack.digest, etag);
	enum request_range range =
		request_range(header(connection, MHD_HTTP_HEADER_RANGE), header(connection, MHD_HTTP_HEADER_IF_RANGE),
			      etag, pack.size, &from, &length);
	if (range == RANGE_NOT_SATISFIABLE) {
		close(file);
		return send_range_error(connection, pack.size);
	}
	struct MHD_Response *response = MHD_create_response_from_fd_at_offset64(length, file, from);
	if (!response) {
		close(file);
		return MHD_NO;
	}
	snprintf(content_range, sizeof(content_range), "bytes %llu-%llu/%llu", (unsigned long long)from,
		 (unsigned long long)(from + length - 1), (unsigned long long)pack.size);
	if (range == RANGE_PART)
		MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_RANGE, content_range);
	MHD_add_response_header(response, MHD_HTTP_HEADER_ETAG, etag);
	MHD_add_response_header(response, MHD_HTTP_HEADER_ACCEPT_RANGES, "bytes");
	MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, site_type("preview.satchel"));
	return server_send(connection, range == RANGE_PART ? MHD_HTTP_PARTIAL_CONTENT : MHD_HTTP_OK, response);
}

static enum MHD_Result send_json(struct MHD_Connection *connection, const struct buf *json)
{
	if (buf_failed(json))
		return MHD_NO;
	return send_bytes(connection, MHD_HTTP_OK, "application/json", buf_view(json), MHD_RESPMEM_MUST_COPY);
}

static void add_configuration(struct server *server, struct buf *out)
{
	struct buf address;
	struct json json;
	buf_init(&address, 64 * 1024);
	live_pack_address(server->live, &address);
	json_init(&json, out);
	json_open_object(&json);
	json_member_str(&json, "pack", buf_view(&address));
	json_member_text(&json, "live", "events");
	json_close_object(&json);
	buf_release(&address);
}

/* A file that a lesson shows, which the pack does not have yet. */
static enum MHD_Result send_asset(struct server *server, struct MHD_Connection *connection, struct str name)
{
	struct buf path, bytes;
	enum MHD_Result sent = MHD_NO;
	buf_init(&path, 64 * 1024);
	buf_init(&bytes, (size_t)SATCHEL_ASSET_MAX + 64);
	if (!live_asset_path(server->live, name, &path) ||
	    file_read(buf_cstr(&path), SATCHEL_ASSET_MAX, &bytes) != FILE_OK) {
		sent = say_none(connection);
	} else if (!buf_failed(&bytes)) {
		struct MHD_Response *response =
			MHD_create_response_from_buffer(bytes.len, bytes.at ? bytes.at : "", MHD_RESPMEM_MUST_COPY);
		if (response) {
			char kept[ASSET_NAME_SIZE];
			snprintf(kept, sizeof(kept), "%.*s", STR_ARG(name));
			MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, site_type(kept));
			/* A picture can be an SVG, which would otherwise be a page of this origin. */
			MHD_add_response_header(response, "Content-Security-Policy", "default-src 'none'; sandbox");
			sent = server_send(connection, MHD_HTTP_OK, response);
		}
	}
	buf_release(&path);
	buf_release(&bytes);
	return sent;
}

static enum MHD_Result send_rule(struct MHD_Connection *connection, struct str name)
{
	enum rule_id rule = str_starts(name, "custom/") ? RULE_CUSTOM_PATTERN : rule_find(name);
	const char *page = rule == RULE_COUNT ? NULL : check_rule_page(rule);
	return page ? send_bytes(connection, MHD_HTTP_OK, "text/plain; charset=utf-8", str_from(page),
				 MHD_RESPMEM_PERSISTENT)
		    : say_none(connection);
}

/* What is between the beginning and the end of path; STR_NONE if it does not have both. */
static struct str between(struct str path, const char *begin, const char *end)
{
	size_t first = strlen(begin), last = strlen(end);
	if (!str_starts(path, begin) || path.len <= first + last || memcmp(path.at + path.len - last, end, last) != 0)
		return STR_NONE;
	return (struct str){ path.at + first, path.len - first - last };
}

static enum MHD_Result send_live(struct server *server, struct MHD_Connection *connection, struct str path)
{
	struct buf json;
	struct str id = between(path, "live/lessons/", ".json");
	bool found = true;
	if (str_starts(path, "live/assets/"))
		return send_asset(server, connection, between(path, "live/", ""));
	if (str_starts(path, "live/rules/"))
		return send_rule(connection, between(path, "live/rules/", ""));
	buf_init(&json, BUF_CAP);
	if (str_is(path, "player.json"))
		add_configuration(server, &json);
	else if (str_is(path, "live/state.json"))
		live_state(server->live, &json);
	else if (id.at)
		found = live_lesson(server->live, id, &json);
	else if ((id = between(path, "live/findings/", ".json")).at)
		live_findings(server->live, id, &json);
	else
		found = false;
	enum MHD_Result sent = found ? send_json(connection, &json) : say_none(connection);
	buf_release(&json);
	return sent;
}

enum MHD_Result server_answer(struct server *server, struct MHD_Connection *connection, const char *url)
{
	struct str path = *url == '/' ? str_from(url + 1) : STR_NONE;
	const struct embedded_file *file = site_file(path.len ? path : STR("index.html"));
	if (!path.at)
		return say_none(connection);
	if (file)
		return send_site(connection, file);
	if (str_is(path, "preview.satchel"))
		return send_pack(server, connection);
	if (str_is(path, "events"))
		return server_send_stream(server, connection);
	return send_live(server, connection, path);
}
