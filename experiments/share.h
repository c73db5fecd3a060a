/* experiments/share.h -- where the files are that the program reads while it runs. */
#ifndef GG_EXPERIMENTS_SHARE_H
#define GG_EXPERIMENTS_SHARE_H

#include <stddef.h>

#include "base/status.h"

/* "plots/views.sql" -> its path: under $GRADGAP_SHARE, or share/gradgap beside the program's
 * bin/. fails GG_NOT_FOUND (the path is named) */
gg_status gg_share_path(const char *name, char out[], size_t room);

/* A whole text file, ended by 0; the caller frees *out.
 * fails GG_NOT_FOUND, GG_IO, GG_NO_MEMORY */
gg_status gg_share_read(const char *path, char **out);

#endif
