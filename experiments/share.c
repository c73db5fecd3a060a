/* experiments/share.c -- share/gradgap beside the program's bin/, or $GRADGAP_SHARE. */
#include "experiments/share.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void folder(char out[], size_t room)
{
    const char *given = getenv("GRADGAP_SHARE");
    if (given && *given) {
        snprintf(out, room, "%s", given);
        return;
    }
    char program[4096];
    const ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    program[length > 0 ? length : 0] = 0;
    char *slash = strrchr(program, '/');
    if (slash) *slash = 0;
    snprintf(out, room, "%s/../share/gradgap", slash ? program : ".");
}

gg_status gg_share_path(const char *name, char out[], size_t room)
{
    char where[4200];
    folder(where, sizeof where);
    const int length = snprintf(out, room, "%s/%s", where, name);
    if (length < 0 || (size_t)length >= room || access(out, R_OK))
        return gg_fail(GG_NOT_FOUND, "no file '%s/%s' (GRADGAP_SHARE names its folder)", where,
                       name);
    return GG_OK;
}

static gg_status read_all(FILE *in, const char *path, char **out)
{
    size_t room = 1 << 14;
    size_t length = 0;
    char *text = malloc(room);
    while (text) {
        length += fread(text + length, 1, room - 1 - length, in);
        if (length + 1 < room) break;
        char *larger = realloc(text, room *= 2);
        if (!larger) free(text);
        text = larger;
    }
    if (!text) return gg_fail(GG_NO_MEMORY, "no memory for '%s'", path);
    if (ferror(in)) {
        free(text);
        return gg_fail(GG_IO, "cannot read '%s': %s", path, strerror(errno));
    }
    text[length] = 0;
    *out = text;
    return GG_OK;
}

gg_status gg_share_read(const char *path, char **out)
{
    FILE *in = fopen(path, "rb");
    if (!in) return gg_fail(GG_NOT_FOUND, "cannot open '%s': %s", path, strerror(errno));
    const gg_status status = read_all(in, path, out);
    fclose(in);
    return status;
}
