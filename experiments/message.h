/* experiments/message.h -- a result as bytes, to be sent from one process to another. */
#ifndef GG_EXPERIMENTS_MESSAGE_H
#define GG_EXPERIMENTS_MESSAGE_H

#include "experiments/run.h"

/* A message is a head (mark, size, checksum) and a body. It is for the same program on the same
 * machine: numbers keep their bytes. */

/* -> *out [*size], owned by the caller (free). fails GG_NO_MEMORY */
gg_status gg_result_save(const gg_result *r, unsigned char **out, size_t *size);

/* Bytes of the whole message that begins with these.
 * -> 0 while too few are there to tell; SIZE_MAX if this is no message */
size_t gg_result_expect(const unsigned char bytes[], size_t have);

/* fails GG_BAD_INPUT not one whole, undamaged message; GG_NO_MEMORY */
gg_status gg_result_load(gg_result *out, const unsigned char bytes[], size_t size);

/* The result of a run that left none: no calls, no value, `why` and `reason`; names as in the
 * job, smoothness as the catalogue has it. fails GG_NO_MEMORY */
gg_status gg_result_blank(gg_result *out, const gg_job *job, gg_stop why, const char *reason);

#endif
