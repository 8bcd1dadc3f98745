/* Addresses: only those of http and https, and never from the safe one to the other. */
#include "fetch/http.h"

#include "fetch/http_url.h"

#include <curl/curl.h>

bool url_is_safe(const char *url)
{
	return strncmp(url, "https:", 6) == 0;
}

bool url_may_lead(const char *from, const char *to)
{
	if (url_is_safe(to))
		return true;
	return strncmp(to, "http:", 5) == 0 && !(from && url_is_safe(from));
}

/* Appends the parts of a handle as text; its scheme comes in lower case. */
static enum fetch_status put(CURLU *handle, struct buf *out)
{
	char *text = NULL;
	if (curl_url_get(handle, CURLUPART_URL, &text, 0) != CURLUE_OK)
		return FETCH_NO_MEMORY;
	buf_text(out, text);
	curl_free(text);
	return buf_failed(out) ? FETCH_NO_MEMORY : FETCH_OK;
}

enum fetch_status http_resolve(const char *base, const char *reference, struct buf *url, struct buf *why)
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
		status = fetch_because(FETCH_REFUSED, why, "'%s' is no address", reference);
	if (status == FETCH_OK && !url_may_lead(base, buf_cstr(url)))
		status = fetch_because(FETCH_REFUSED, why, "'%s' leads from %s, to where it must not", reference, base);
	curl_url_cleanup(handle);
	return status;
}

static enum fetch_status no_address(const char *url, struct buf *why)
{
	return fetch_because(FETCH_REFUSED, why,
			     "'%s' is no address of http or https, such as https://lessons.example/packs/", url);
}

enum fetch_status http_address(const char *url, const char *name, const char *suffix, struct buf *out, struct buf *why)
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
	size_t len = strlen(path);
	const char *last = strrchr(path, '/');
	buf_text(&longer, path);
	/* A folder's may come without its slash. */
	if (name && (len < 5 || strcmp(path + len - 5, ".json") != 0))
		buf_format(&longer, "%s%s", last && last[1] ? "/" : "", name);
	buf_text(&longer, suffix);
	if (buf_failed(&longer) || curl_url_set(handle, CURLUPART_PATH, longer.at, 0) != CURLUE_OK ||
	    curl_url_set(handle, CURLUPART_FRAGMENT, NULL, 0) != CURLUE_OK)
		status = FETCH_NO_MEMORY;
	else
		status = put(handle, out);
	if (status == FETCH_OK && !url_may_lead(NULL, buf_cstr(out)))
		status = no_address(url, why);
out:
	curl_free(path);
	buf_release(&longer);
	curl_url_cleanup(handle);
	return status;
}
