/* losses/user/shared_library.c -- dlopen with messages in one line. */
#include "losses/user/shared_library.h"

#include <dlfcn.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

gg_status gg_shared_library_open(void **out, const char *path)
{
    if (access(path, R_OK) != 0)
        return gg_fail(GG_NOT_FOUND, "plugin: %s: %s", path, strerror(errno));
    if (!strchr(path, '/'))
        return gg_fail(GG_BAD_INPUT,
                       "plugin: write path=./%s: a name without '/' is looked "
                       "for elsewhere",
                       path);
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!library) return gg_fail(GG_BAD_INPUT, "plugin: cannot be loaded: %s", dlerror());
    *out = library;
    return GG_OK;
}

void gg_shared_library_close(void *library)
{
    if (library) dlclose(library);
}

const void *gg_shared_library_find(void *library, const char *name)
{
    return dlsym(library, name);
}
