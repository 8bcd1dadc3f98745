#include "editor/protocol/inbox.h"

#include "base/json.h"
#include "editor/protocol/params.h"

void inbox_init(struct inbox *inbox, int number)
{
	message_input_init(&inbox->input, number);
	inbox->first = inbox->count = inbox->bytes = 0;
}

void inbox_release(struct inbox *inbox)
{
	while (inbox->count)
		inbox_drop(inbox);
	message_input_release(&inbox->input);
}

static struct message *message_at(struct inbox *inbox, size_t index)
{
	return &inbox->messages[(inbox->first + index) % INBOX_MAX];
}

/* Finds the members of a message. */
static void divide(struct message *message)
{
	static const char none[] = "{}";
	struct json_walk all = { buf_cstr(&message->body) }, value;
	struct json_string string;
	size_t offset;
	message->is_json = json_check_foreign(all.at, message->body.len, &offset) == JSON_GOOD;
	message->params = (struct json_walk){ none };
	if (!message->is_json)
		return;
	if (params_find(all, "id", &value))
		message->id = params_raw(value);
	message->named = params_find(all, "method", &value) && walk_kind(&value) == '"' && walk_text(&value, &string);
	if (!message->named || !string_copy(string, message->method, sizeof(message->method)))
		*message->method = '\0';
	message->is_answer = params_find(all, "result", &value) || params_find(all, "error", &value);
	(void)params_find(all, "params", &message->params);
}

/* Marks the requests that a message cancels; false if it cancels none. */
static bool cancel(struct inbox *inbox, const struct message *message)
{
	struct json_walk value;
	if (message->id.at || strcmp(message->method, "$/cancelRequest") != 0)
		return false;
	if (!params_find(message->params, "id", &value))
		return true;
	struct str id = params_raw(value);
	for (size_t i = 0; i < inbox->count; i++) {
		struct message *other = message_at(inbox, i);
		other->cancelled = other->cancelled || (other->named && str_equal(other->id, id));
	}
	return true;
}

static bool has_room(const struct inbox *inbox)
{
	return inbox->count <= 1 || (inbox->count < INBOX_MAX && inbox->bytes < INBOX_BYTES_MAX);
}

void inbox_read(struct inbox *inbox)
{
	while (has_room(inbox)) {
		struct message *message = message_at(inbox, inbox->count);
		*message = (struct message){ .id = STR_NONE };
		message->status = message_read(&inbox->input, &message->body);
		if (message->status == MESSAGE_NONE || message->status == MESSAGE_END)
			return;
		if (message->status == MESSAGE_OK)
			divide(message);
		if (cancel(inbox, message)) {
			buf_release(&message->body);
			continue;
		}
		inbox->bytes += message->body.len;
		inbox->count++;
	}
}

bool inbox_waits(struct inbox *inbox, int milliseconds)
{
	if (!inbox->count)
		message_wait(&inbox->input, milliseconds);
	inbox_read(inbox);
	return inbox->count || inbox->input.ended;
}

struct message *inbox_first(struct inbox *inbox)
{
	return inbox->count ? message_at(inbox, 0) : NULL;
}

void inbox_drop(struct inbox *inbox)
{
	struct message *message = message_at(inbox, 0);
	inbox->bytes -= message->body.len;
	buf_release(&message->body);
	inbox->first = (inbox->first + 1) % INBOX_MAX;
	inbox->count--;
}

bool inbox_has_edit(const struct inbox *inbox)
{
	for (size_t i = 1; i < inbox->count; i++) {
		const struct message *message = &inbox->messages[(inbox->first + i) % INBOX_MAX];
		if (!message->id.at && str_starts(str_from(message->method), "textDocument/did"))
			return true;
	}
	return false;
}
