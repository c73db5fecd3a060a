/* losses/place.c -- one line for a complaint, whatever the text has in it. */
#include "losses/place.h"

enum { SHOWN = 40 };

gg_status gg_place_fail(const char *name, size_t line, size_t column, const char *what,
                        const char *found)
{
    char shown[SHOWN + 1] = "";
    for (size_t i = 0; found && i < SHOWN && found[i]; i++) {
        const unsigned char byte = (unsigned char)found[i];
        shown[i] = byte < 0x20 || byte == 0x7f ? '?' : found[i];
    }
    if (!found) return gg_fail(GG_BAD_INPUT, "%s:%zu:%zu: %s", name, line, column, what);
    return gg_fail(GG_BAD_INPUT, "%s:%zu:%zu: %s '%s'", name, line, column, what, shown);
}
