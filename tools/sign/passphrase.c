#include "sign/passphrase.h"

#include "sign/secret_key.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

enum { CTRL_C = 3, CTRL_D = 4, BACKSPACE = 8, CTRL_U = 21, DELETE = 127 };

/* A line being read. */
struct passphrase_line {
	char *at; /* PASSPHRASE_MAX bytes of locked memory */
	size_t len;
};

static void rub_out(struct passphrase_line *line)
{
	/* Removes a whole UTF-8 character: continuation bytes begin with the bits 10. */
	while (line->len > 0 && ((unsigned char)line->at[--line->len] & 0xc0) == 0x80)
		continue;
}

/* Reads a byte; 0 at the end, -1 on failure. */
static ssize_t read_byte(int fd, unsigned char *byte)
{
	ssize_t got;
	do
		got = read(fd, byte, 1);
	while (got < 0 && errno == EINTR);
	return got;
}

static enum passphrase_status read_line(int fd, struct passphrase_line *line, bool terminal)
{
	unsigned char byte;
	for (;;) {
		ssize_t got = read_byte(fd, &byte);
		if (got < 0)
			return PASSPHRASE_UNREADABLE;
		/* A file written on Windows contains the same passphrase. */
		if (got > 0 && byte == '\n' && !terminal && line->len > 0 && line->at[line->len - 1] == '\r')
			line->len--;
		if (got == 0 || byte == '\n' || (terminal && byte == '\r'))
			return PASSPHRASE_OK;
		if (terminal && (byte == CTRL_C || (byte == CTRL_D && line->len == 0)))
			return PASSPHRASE_CANCELLED;
		if (terminal && (byte == DELETE || byte == BACKSPACE))
			rub_out(line);
		else if (terminal && byte == CTRL_U)
			line->len = 0;
		else if (line->len == PASSPHRASE_MAX)
			return PASSPHRASE_TOO_LONG;
		else if (byte != CTRL_D || !terminal)
			line->at[line->len++] = (char)byte;
	}
}

/* Switches the terminal to raw input without echo or signals, so that no signal can leave it in that state. */
static enum passphrase_status ask(const char *prompt, struct passphrase_line *line)
{
	struct termios normal, quiet;
	int fd = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		return PASSPHRASE_NOWHERE;
	enum passphrase_status status = PASSPHRASE_UNREADABLE;
	if (tcgetattr(fd, &normal) == 0) {
		quiet = normal;
		quiet.c_lflag &= ~(tcflag_t)(ECHO | ICANON | ISIG);
		quiet.c_cc[VMIN] = 1;
		quiet.c_cc[VTIME] = 0;
		/* Disable echo before prompting, so that nothing typed early is shown or lost. */
		if (tcsetattr(fd, TCSAFLUSH, &quiet) == 0) {
			if (write(fd, prompt, strlen(prompt)) >= 0)
				status = read_line(fd, line, true);
			tcsetattr(fd, TCSAFLUSH, &normal);
			if (write(fd, "\n", 1) < 0 && status == PASSPHRASE_OK)
				status = PASSPHRASE_UNREADABLE;
		}
	}
	close(fd);
	return status;
}

enum passphrase_status passphrase_get(int fd, const char *given, const char *prompt, struct str *passphrase,
				      bool *typed)
{
	struct passphrase_line line = { sodium_malloc(PASSPHRASE_MAX), 0 };
	enum passphrase_status status;
	*typed = false;
	*passphrase = STR_NONE;
	if (!line.at)
		return PASSPHRASE_NO_MEMORY;
	if (fd >= 0) {
		status = read_line(fd, &line, false);
	} else if (given) {
		line.len = strlen(given);
		status = line.len <= PASSPHRASE_MAX ? PASSPHRASE_OK : PASSPHRASE_TOO_LONG;
		if (status == PASSPHRASE_OK)
			memcpy(line.at, given, line.len);
	} else {
		*typed = true;
		status = ask(prompt, &line);
	}
	if (status == PASSPHRASE_OK)
		*passphrase = (struct str){ line.at, line.len };
	else
		sodium_free(line.at);
	return status;
}

void passphrase_free(struct str passphrase)
{
	sodium_free((void *)(uintptr_t)passphrase.at);
}

const char *passphrase_text(enum passphrase_status status)
{
	switch (status) {
	case PASSPHRASE_OK: break;
	case PASSPHRASE_CANCELLED: return "cancelled";
	case PASSPHRASE_NOWHERE:
		return "no terminal to ask for the passphrase; set " PASSPHRASE_VARIABLE " or give --passphrase-fd";
	case PASSPHRASE_UNREADABLE: return "the passphrase cannot be read";
	case PASSPHRASE_TOO_LONG: return "the passphrase is longer than 1,024 bytes";
	case PASSPHRASE_NO_MEMORY: return "out of memory";
	}
	return "";
}
