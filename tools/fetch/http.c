#include "fetch/http.h"

#include "fetch/address.h"
#include "fetch/local.h"
#include "fetch/timeouts.h"

#include <curl/curl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <strings.h>
#include <time.h>

struct http {
	CURL *curl;
	struct buf address, path; /* path: the path if it is a file, else empty */
	uint64_t received;
	unsigned requests;
	char error[CURL_ERROR_SIZE];
	/* The current request: */
	const struct http_request *request;
	struct http_answer answer;
	bool answered, stopped; /* answered: on_answer has been called; stopped: a callback returned false */
	size_t redirect_bytes;	    /* bytes of the body of a redirection */
	size_t head;	    /* bytes of headers and trailers */
	uint64_t allowed;   /* seconds, for all requests after http_allow */
	struct watch watch;
	enum watch_verdict late;
};

enum { REDIRECT_BODY_MAX = 64 * 1024 };

static bool is_redirection(long code)
{
	return code == 301 || code == 302 || code == 303 || code == 307 || code == 308;
}

/* Copies the value of the header called name if line is that header; a value that is too long is ignored. */
static bool take_header(struct str line, const char *name, char *value, size_t room)
{
	size_t len = strlen(name);
	if (line.len <= len || line.at[len] != ':' || strncasecmp(line.at, name, len) != 0)
		return false;
	const char *at = line.at + len + 1, *end = line.at + line.len;
	while (at < end && (*at == ' ' || *at == '\t'))
		at++;
	while (end > at && strchr(" \t\r\n", end[-1]))
		end--;
	size_t size = (size_t)(end - at);
	if (size < room && !memchr(at, '\0', size)) {
		memcpy(value, at, size);
		value[size] = '\0';
	}
	return true;
}

static size_t on_header(char *bytes, size_t one, size_t size, void *context)
{
	struct http *http = context;
	struct http_answer *answer = &http->answer;
	const struct str line = { bytes, one * size };
	char length[32] = "";
	watch_take(&http->watch, watch_clock(), line.len);
	/* Headers of interim answers (1xx) count too. */
	http->head += line.len;
	if (http->head > HTTP_HEAD_MAX)
		return 0;
	if (str_starts(line, "HTTP/"))
		*answer = (struct http_answer){ .code = 0 };
	if (take_header(line, "Content-Length", length, sizeof(length))) {
		char *end;
		answer->length = strtoumax(length, &end, 10);
		answer->has_length = end > length && *end == '\0' && length[0] != '-';
	}
	(void)(take_header(line, "Content-Type", answer->type, sizeof(answer->type)) ||
	       take_header(line, "Content-Range", answer->range, sizeof(answer->range)) ||
	       take_header(line, "Content-Encoding", answer->encoding, sizeof(answer->encoding)) ||
	       take_header(line, "ETag", answer->etag, sizeof(answer->etag)) ||
	       take_header(line, "Last-Modified", answer->modified, sizeof(answer->modified)));
	return line.len;
}

static bool report_answer(struct http *http)
{
	curl_easy_getinfo(http->curl, CURLINFO_RESPONSE_CODE, &http->answer.code);
	http->answered = true;
	return http->request->on_answer(http->request->context, &http->answer);
}

static size_t on_body(char *bytes, size_t one, size_t size, void *context)
{
	struct http *http = context;
	long code = 0;
	curl_easy_getinfo(http->curl, CURLINFO_RESPONSE_CODE, &code);
	http->received += one * size;
	watch_take(&http->watch, watch_clock(), one * size);
	/* The body of a redirection is for people; don't wait for a long one. */
	if (is_redirection(code))
		return (http->redirect_bytes += one * size) > REDIRECT_BODY_MAX ? 0 : one * size;
	if ((!http->answered && !report_answer(http)) ||
	    !http->request->on_bytes(http->request->context, bytes, one * size)) {
		http->stopped = true;
		return 0;
	}
	return one * size;
}

/* curl calls this about once a second, even if nothing arrives. */
static int on_time(void *context, curl_off_t size, curl_off_t got, curl_off_t to_send, curl_off_t sent)
{
	struct http *http = context;
	(void)size, (void)got, (void)to_send, (void)sent;
	http->late = watch_judge(&http->watch, watch_clock());
	return http->late != WATCH_GOOD;
}

/* One row for each option and its value. */
static bool set_up(struct http *http, const char *ca_file)
{
	CURL *curl = http->curl;
	bool good = curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
		    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, http->error) == CURLE_OK &&
		    curl_easy_setopt(curl, CURLOPT_USERAGENT, "satchel-fetch/" SATCHEL_VERSION) == CURLE_OK &&
		    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L) == CURLE_OK &&
		    /* Speed limits are our own, because curl's differ between versions. */
		    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, (long)http->watch.timeout) == CURLE_OK &&
		    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L) == CURLE_OK &&
		    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, on_time) == CURLE_OK &&
		    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, http) == CURLE_OK &&
		    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, on_header) == CURLE_OK &&
		    curl_easy_setopt(curl, CURLOPT_HEADERDATA, http) == CURLE_OK &&
		    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_body) == CURLE_OK &&
		    curl_easy_setopt(curl, CURLOPT_WRITEDATA, http) == CURLE_OK &&
		    curl_easy_setopt(curl, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L) == CURLE_OK &&
#if LIBCURL_VERSION_NUM >= 0x075500
		    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https") == CURLE_OK;
#else
		    curl_easy_setopt(curl, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS)) == CURLE_OK;
#endif
	return good && (!ca_file || curl_easy_setopt(curl, CURLOPT_CAINFO, ca_file) == CURLE_OK);
}

struct http *http_open(unsigned timeout, const char *ca_file)
{
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return NULL;
	struct http *http = calloc(1, sizeof(*http));
	if (http) {
		buf_init(&http->address, BUF_CAP);
		buf_init(&http->path, BUF_CAP);
		http->watch.timeout = timeout * UINT64_C(1000);
		http->curl = curl_easy_init();
	}
	if (http && http->curl && set_up(http, ca_file))
		return http;
	http_close(http);
	return NULL;
}

void http_close(struct http *http)
{
	if (http) {
		if (http->curl)
			curl_easy_cleanup(http->curl);
		buf_release(&http->address);
		buf_release(&http->path);
		free(http);
	}
	curl_global_cleanup();
}

void http_allow(struct http *http, unsigned timeouts, uint64_t bytes)
{
	http->allowed = timeouts * http->watch.timeout / 1000 + bytes / HTTP_SLOWEST;
	http->watch.deadline = watch_clock() + http->allowed * 1000;
}

static bool add_line(struct curl_slist **lines, const struct buf *line)
{
	struct curl_slist *more = buf_failed(line) ? NULL : curl_slist_append(*lines, line->at);
	if (more)
		*lines = more;
	return more != NULL;
}

/* Builds the request headers that curl does not set itself. */
static bool make_headers(const struct http_request *request, struct curl_slist **lines)
{
	struct buf line;
	buf_init(&line, BUF_CAP);
	buf_text(&line, "Accept-Encoding: identity");
	bool good = add_line(lines, &line);
	for (size_t i = 0; good && i < request->range_count; i++) {
		const struct byte_span *range = &request->ranges[i];
		if (i == 0) {
			buf_clear(&line);
			buf_text(&line, "Range: bytes=");
		}
		buf_format(&line, "%s%" PRIu64 "-%" PRIu64, i ? "," : "", range->offset,
			   range->offset + range->size - 1);
		if (i + 1 == request->range_count)
			good = add_line(lines, &line);
	}
	if (good && request->etag) {
		buf_clear(&line);
		buf_format(&line, "If-Match: %s", request->etag);
		good = add_line(lines, &line);
	} else if (good && request->modified) {
		buf_clear(&line);
		buf_format(&line, "If-Unmodified-Since: %s", request->modified);
		good = add_line(lines, &line);
	}
	buf_release(&line);
	return good;
}

/* Whether the headers were too long. For a single long header line, curl reports lack of memory, in various ways, or
 * that it is too large. After sending a request it needs little memory, so this tests whether some can be allocated. */
static bool head_is_too_long(struct http *http, CURLcode code)
{
	enum { SOME = 1024 * 1024 };
	long asked = 0;
	void *some = NULL;
	if (http->head > HTTP_HEAD_MAX)
		return true;
#if LIBCURL_VERSION_NUM >= 0x080600
	if (code == CURLE_TOO_LARGE)
		return true;
#endif
	curl_easy_getinfo(http->curl, CURLINFO_REQUEST_SIZE, &asked);
	if (asked > 0 && (code == CURLE_OUT_OF_MEMORY || str_starts(str_from(http->error), "Out of memory")))
		some = malloc(SOME);
	free(some);
	return some != NULL;
}

static enum http_status fail_late(struct http *http, struct buf *why)
{
	unsigned seconds = (unsigned)(http->watch.timeout / 1000);
	switch (http->late) {
	case WATCH_GOOD:
		fetch_because(FETCH_FAILED, why, "%s: no connection within %u s", http_location(http), seconds);
		break;
	case WATCH_STALLED:
		fetch_because(FETCH_FAILED, why, "%s: no data for %u s", http_location(http), seconds);
		break;
	case WATCH_SLOW:
		fetch_because(FETCH_FAILED, why, "%s: too slow: less than %d bytes per second over %u s",
			      http_location(http), WATCH_RATE, seconds);
		break;
	case WATCH_LATE:
		fetch_because(FETCH_FAILED, why, "%s: not finished within %" PRIu64 " s", http_location(http),
			      http->allowed);
		break;
	}
	return HTTP_FAILED;
}

static enum http_status judge(struct http *http, CURLcode code, struct buf *why)
{
	const char *text = http->error[0] ? http->error : curl_easy_strerror(code);
	if (code != CURLE_OK && http->late == WATCH_GOOD && head_is_too_long(http, code)) {
		fetch_because(FETCH_FAILED, why, "%s: response headers are too long", http_location(http));
		return HTTP_FAILED;
	}
	switch (code) {
	case CURLE_OK: return HTTP_OK;
	case CURLE_OUT_OF_MEMORY: return HTTP_NO_MEMORY;
	case CURLE_ABORTED_BY_CALLBACK:
	case CURLE_OPERATION_TIMEDOUT: return fail_late(http, why);
	case CURLE_PARTIAL_FILE:
	case CURLE_RECV_ERROR:
	case CURLE_SEND_ERROR:
	case CURLE_GOT_NOTHING:
	case CURLE_HTTP2:
	case CURLE_HTTP2_STREAM:
		fetch_because(FETCH_FAILED, why, "%s: connection lost: %s", http_location(http), text);
		return HTTP_DROPPED;
	default: fetch_because(FETCH_FAILED, why, "%s: %s", http_location(http), text); return HTTP_FAILED;
	}
}

/* Follows a redirection. */
static enum http_status redirect(struct http *http, unsigned *times, struct buf *why)
{
	char *to = NULL;
	curl_easy_getinfo(http->curl, CURLINFO_REDIRECT_URL, &to);
	if (!to) {
		fetch_because(FETCH_FAILED, why, "%s: the server answered %ld without a Location",
			      http_location(http), http->answer.code);
		return HTTP_FAILED;
	}
	if (!address_may_lead(http_address(http), to)) {
		fetch_because(FETCH_FAILED, why, "%s: forbidden redirection to %s%s", http_location(http), to,
			      address_is_safe(http_location(http)) ? ": only https is allowed"
								   : ": only http and https are allowed");
		return HTTP_FAILED;
	}
	if (++*times > HTTP_REDIRECTS) {
		fetch_because(FETCH_FAILED, why, "%s: more than %d redirections", http->request->url,
			      HTTP_REDIRECTS);
		return HTTP_FAILED;
	}
	struct buf address;
	buf_init(&address, BUF_CAP);
	buf_text(&address, to);
	buf_release(&http->address);
	http->address = address;
	return buf_failed(&address) ? HTTP_NO_MEMORY : HTTP_OK;
}

static enum http_status get_local(struct http *http, const struct http_request *request, struct buf *why)
{
	if (!address_path(request->url, &http->path)) {
		fetch_because(FETCH_FAILED, why, "'%s' is not a local file", request->url);
		return HTTP_FAILED;
	}
	if (buf_failed(&http->path))
		return HTTP_NO_MEMORY;
	http->requests++;
	return local_get(http->path.at, request, &http->received, why);
}

enum http_status http_get(struct http *http, const struct http_request *request, struct buf *why)
{
	struct curl_slist *lines = NULL;
	enum http_status status = HTTP_NO_MEMORY;
	http->request = request;
	buf_clear(&http->address);
	buf_clear(&http->path);
	buf_text(&http->address, request->url);
	if (!buf_failed(&http->address) && address_is_local(request->url))
		return get_local(http, request, why);
	if (buf_failed(&http->address) || !make_headers(request, &lines) ||
	    curl_easy_setopt(http->curl, CURLOPT_HTTPHEADER, lines) != CURLE_OK)
		goto out;
	for (unsigned times = 0;;) {
		if (curl_easy_setopt(http->curl, CURLOPT_URL, http_address(http)) != CURLE_OK) {
			status = HTTP_NO_MEMORY;
			break;
		}
		http->answer = (struct http_answer){ .code = 0 };
		http->answered = http->stopped = false;
		http->error[0] = '\0';
		http->redirect_bytes = http->head = 0;
		http->late = WATCH_GOOD;
		watch_begin(&http->watch, watch_clock());
		http->requests++;
		CURLcode code = curl_easy_perform(http->curl);
		curl_easy_getinfo(http->curl, CURLINFO_RESPONSE_CODE, &http->answer.code);
		if (http->stopped) {
			status = HTTP_STOPPED;
			break;
		}
		if (http->redirect_bytes > REDIRECT_BODY_MAX && code == CURLE_WRITE_ERROR)
			code = CURLE_OK;
		status = judge(http, code, why);
		if (status != HTTP_OK || !is_redirection(http->answer.code)) {
			/* If there was no body, on_answer has not been called yet. */
			if (status == HTTP_OK && !http->answered && !report_answer(http))
				status = HTTP_STOPPED;
			break;
		}
		status = redirect(http, &times, why);
		if (status != HTTP_OK)
			break;
	}
out:
	curl_easy_setopt(http->curl, CURLOPT_HTTPHEADER, NULL);
	curl_slist_free_all(lines);
	return status;
}

const char *http_address(const struct http *http)
{
	return buf_cstr(&http->address);
}

const char *http_location(const struct http *http)
{
	return http->path.len > 0 ? buf_cstr(&http->path) : buf_cstr(&http->address);
}

uint64_t http_received(const struct http *http)
{
	return http->received;
}

unsigned http_requests(const struct http *http)
{
	return http->requests;
}

void http_pause(unsigned tries)
{
	const struct timespec time = { .tv_sec = 0, .tv_nsec = 200000000L * (tries < 4 ? tries : 4) };
	nanosleep(&time, NULL);
}
