/* The main function of every program; the Makefile sets the function that it calls. */
#include "cmd/cmd.h"

int main(int argc, char **argv)
{
	return PROGRAM_MAIN(argc, argv, stdin, stdout, stderr);
}
