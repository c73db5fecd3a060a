/* experiments/guard.h -- a process of its own for work that a user's code may break. */
#ifndef GG_EXPERIMENTS_GUARD_H
#define GG_EXPERIMENTS_GUARD_H

#include <stdbool.h>

/* Does an argument name a loss of the user's own, "plugin:..." or "command:..."? */
bool gg_guard_needed(int argc, char **argv);

/* act(argc, argv) in a child process, which SIGINT and SIGTERM reach too. -> its exit status;
 * 1, with one line on stderr, if a signal ended it; 2 if there is no process to be had */
int gg_guard(int (*act)(int argc, char **argv), int argc, char **argv);

#endif
