/* losses/user/shared_library.h -- a file of code, loaded. */
#ifndef GG_LOSSES_USER_SHARED_LIBRARY_H
#define GG_LOSSES_USER_SHARED_LIBRARY_H

#include "base/status.h"

/* fails GG_NOT_FOUND no such file; GG_BAD_INPUT not a library that can be loaded */
gg_status gg_shared_library_open(void **out, const char *path);
void gg_shared_library_close(void *library);

/* The address of a name; NULL if there is none. */
const void *gg_shared_library_find(void *library, const char *name);

#endif
