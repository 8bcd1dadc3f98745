#include "fetch/address.h"

#include "base/ascii.h"
#include "base/str.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

static const char file_scheme[] = "file:", latest_name[] = "latest.json";

bool address_is_safe(const char *url)
{
	return strncmp(url, "https:", 6) == 0;
}

bool address_is_local(const char *url)
{
	return strncasecmp(url, file_scheme, sizeof(file_scheme) - 1) == 0;
}

bool address_may_lead(const char *from, const char *to)
{
	if (address_is_safe(to))
		return true;
	if (address_is_local(to))
		return !from || address_is_local(from);
	return strncmp(to, "http:", 5) == 0 && !(from && address_is_safe(from));
}

static int hex_digit(char c)
{
	return ascii_is_digit(c)      ? c - '0'
	       : c >= 'a' && c <= 'f' ? c - 'a' + 10
	       : c >= 'A' && c <= 'F' ? c - 'A' + 10
				      : -1;
}

bool address_path(const char *url, struct buf *path)
{
	const char *at = url + sizeof(file_scheme) - 1;
	if (strncmp(at, "//", 2) == 0) {
		size_t host = strcspn(at + 2, "/");
		if (host > 0 && !(host == 9 && strncasecmp(at + 2, "localhost", 9) == 0))
			return false;
		at += 2 + host;
	}
	if (*at != '/')
		return false;
	for (; *at && *at != '?' && *at != '#'; at++) {
		int high = *at == '%' ? hex_digit(at[1]) : -1, low = high >= 0 ? hex_digit(at[2]) : -1;
		if (*at == '%' && (low < 0 || high + low == 0))
			return false;
		char byte = *at;
		if (byte == '%') {
			byte = (char)(high << 4 | low);
			at += 2;
		}
		buf_char(path, byte);
	}
	return true;
}

/* Appends the file: URL of an absolute path. */
static void put_local(struct buf *url, const char *path)
{
	buf_text(url, "file://");
	for (const char *at = path; *at; at++) {
		bool plain = ascii_is_alphanumeric(*at);
		if (plain || strchr("/-._~", *at))
			buf_char(url, *at);
		else
			buf_format(url, "%%%02X", (unsigned char)*at);
	}
}

static bool ends_in_json(const char *path)
{
	size_t len = strlen(path);
	return len >= 5 && strcmp(path + len - 5, ".json") == 0;
}

/* Accept a folder's address without a final slash. */
static const char *slash_after(const char *path)
{
	const char *last = strrchr(path, '/');
	return last && last[1] == '\0' ? "" : "/";
}

/* Resolves a path that the user gave, absolute or relative. */
static enum fetch_status local_latest(const char *given, struct buf *url)
{
	struct buf path;
	struct stat info;
	buf_init(&path, BUF_CAP);
	char *here = *given == '/' ? NULL : getcwd(NULL, 0);
	if (*given != '/' && !here)
		return FETCH_NO_MEMORY;
	if (here)
		buf_format(&path, "%s%s", here, slash_after(here));
	free(here);
	buf_text(&path, given);
	bool is_folder = !buf_failed(&path) && stat(path.at, &info) == 0 && S_ISDIR(info.st_mode);
	if (is_folder || !ends_in_json(given))
		buf_format(&path, "%s%s", slash_after(buf_cstr(&path)), latest_name);
	put_local(url, buf_cstr(&path));
	bool failed = buf_failed(&path) || buf_failed(url);
	buf_release(&path);
	return failed ? FETCH_NO_MEMORY : FETCH_OK;
}

/* Appends the parts of a URL handle as text, with the scheme in lower case. */
static enum fetch_status put(CURLU *handle, struct buf *out)
{
	char *text = NULL;
	if (curl_url_get(handle, CURLUPART_URL, &text, 0) != CURLUE_OK)
		return FETCH_NO_MEMORY;
	buf_text(out, text);
	curl_free(text);
	return buf_failed(out) ? FETCH_NO_MEMORY : FETCH_OK;
}

static enum fetch_status no_address(const char *given, struct buf *why)
{
	return fetch_because(FETCH_REFUSED, why,
			     "'%s' is neither a folder nor an http, https or file address, such as "
			     "https://lessons.example/packs/ or file:///srv/packs/",
			     given);
}

/* Appends url with text inserted after its path. */
static enum fetch_status lengthen(const char *url, const char *name, const char *suffix, struct buf *out,
				  struct buf *why)
{
	CURLU *handle = curl_url();
	char *path = NULL;
	struct buf longer;
	enum fetch_status status = FETCH_REFUSED;
	buf_init(&longer, BUF_CAP);
	if (!handle)
		return FETCH_NO_MEMORY;
	if (curl_url_set(handle, CURLUPART_URL, url, 0) != CURLUE_OK ||
	    curl_url_get(handle, CURLUPART_PATH, &path, 0) != CURLUE_OK) {
		no_address(url, why);
		goto out;
	}
	buf_text(&longer, path);
	if (name && !ends_in_json(path))
		buf_format(&longer, "%s%s", slash_after(path), name);
	buf_text(&longer, suffix);
	if (buf_failed(&longer) || curl_url_set(handle, CURLUPART_PATH, longer.at, 0) != CURLUE_OK ||
	    curl_url_set(handle, CURLUPART_FRAGMENT, NULL, 0) != CURLUE_OK)
		status = FETCH_NO_MEMORY;
	else
		status = put(handle, out);
	if (status == FETCH_OK && !address_may_lead(NULL, buf_cstr(out)))
		status = no_address(url, why);
out:
	curl_free(path);
	buf_release(&longer);
	curl_url_cleanup(handle);
	return status;
}

enum fetch_status address_of_latest(const char *given, struct buf *url, struct buf *why)
{
	struct stat info;
	struct buf path;
	if (!address_is_local(given) && strstr(given, "://"))
		return lengthen(given, latest_name, "", url, why);
	if (!address_is_local(given))
		return stat(given, &info) == 0 ? local_latest(given, url) : no_address(given, why);
	buf_init(&path, BUF_CAP);
	enum fetch_status status =
		address_path(given, &path) ? local_latest(buf_cstr(&path), url) : no_address(given, why);
	buf_release(&path);
	return status;
}

enum fetch_status address_with(const char *url, const char *suffix, struct buf *out, struct buf *why)
{
	return lengthen(url, NULL, suffix, out, why);
}

enum fetch_status address_resolve(const char *base, const char *reference, struct buf *url, struct buf *why)
{
	CURLU *handle = curl_url();
	enum fetch_status status = FETCH_NO_MEMORY;
	if (!handle)
		return FETCH_NO_MEMORY;
	if (curl_url_set(handle, CURLUPART_URL, base, 0) == CURLUE_OK &&
	    curl_url_set(handle, CURLUPART_URL, reference, 0) == CURLUE_OK &&
	    curl_url_set(handle, CURLUPART_FRAGMENT, NULL, 0) == CURLUE_OK)
		status = put(handle, url);
	else
		status = fetch_because(FETCH_REFUSED, why, "'%s' is not a valid address", reference);
	if (status == FETCH_OK && !address_may_lead(base, buf_cstr(url)))
		status =
			fetch_because(FETCH_REFUSED, why, "'%s' is not allowed in a document from %s", reference, base);
	curl_url_cleanup(handle);
	return status;
}
