/* losses/part.h -- one NAME[:key=value]... of a specification: which loss, which options. */
#ifndef GG_LOSSES_PART_H
#define GG_LOSSES_PART_H

#include "losses/loss.h"

typedef struct gg_part {
    const gg_loss *loss;
    char *options; /* "key=value:key=value": an id's own, then those that were given */
    char *around;  /* the part that `gradient=` among the options stands for; NULL: none */
    bool nothing;  /* gradient:by=exact: what it wraps stays as it is */
    size_t n;      /* the id's dimension, or 0 */
} gg_part;

/* `text` ends where the part does. NAME is a loss, a catalogue id, or bbob with function=K,
 * which stands for the id BBOBKK. fails GG_NOT_FOUND, GG_BAD_INPUT, GG_NO_MEMORY */
gg_status gg_part_open(gg_part *out, const char *text);
void gg_part_close(gg_part *part);

/* Length of the first part of `spec`: up to a '+' that a letter follows. */
size_t gg_part_length(const char *spec);

#endif
