#include "lesson/automaton.h"

bool automaton_value(const struct value_automaton *automaton, struct str value)
{
	if (!automaton || value.len > automaton->most)
		return false;
	unsigned state = 1;
	for (size_t i = 0; i < value.len && state != automaton->any; i++)
		state = automaton->next[state * automaton->classes + automaton->class_of[(unsigned char)value.at[i]]];
	return automaton->accepts[state];
}
