/* The main of every program; the Makefile names the function it calls. */
#include "cmd/cmd.h"

int main(int argc, char **argv)
{
	return PROGRAM_MAIN(argc, argv, stdin, stdout, stderr);
}
