/* losses/user/subprocess.h -- a program that answers a line with a line. */
#ifndef GG_LOSSES_USER_SUBPROCESS_H
#define GG_LOSSES_USER_SUBPROCESS_H

#include <stddef.h>

#include "base/status.h"

typedef struct gg_subprocess gg_subprocess;

/* Start `command` by the shell, its standard input and output in our hands.
 * fails GG_IO, GG_NO_MEMORY */
gg_status gg_subprocess_open(gg_subprocess **out, const char *command);

/* Send `line`, which ends in a newline; wait for the line that answers it. *answer, without its
 * newline, holds until the next question. After a failure the program is not asked again.
 * fails GG_BAD_INPUT, in words: it answered too late, twice, not at all, or ended */
gg_status gg_subprocess_ask(gg_subprocess *s, const char *line, double seconds,
                            const char **answer);

/* Closes its input, waits a second for it to end, then kills it. */
void gg_subprocess_close(gg_subprocess *s);

#endif
