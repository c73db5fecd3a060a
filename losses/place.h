/* losses/place.h -- complaints about a text that say where in it: name:line:column. */
#ifndef GG_LOSSES_PLACE_H
#define GG_LOSSES_PLACE_H

#include <stddef.h>

#include "base/status.h"

/* fails GG_BAD_INPUT, always: "name:line:column: what", and 'found' behind it unless that is
 * NULL: its first 40 bytes, with '?' for what would not show in one line. From 1, in bytes. */
gg_status gg_place_fail(const char *name, size_t line, size_t column, const char *what,
                        const char *found);

#endif
