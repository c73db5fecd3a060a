/* losses/data.c -- the list of tables that are open in this process. */
#include "losses/data.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/option.h"
#include "losses/csv.h"

typedef struct shelf {
    gg_data table; /* first, so that a table's address is its shelf's */
    size_t users;
    struct shelf *next;
    char name[]; /* table.name points here */
} shelf;

static shelf *shelves; /* of this process: runs are processes, so there is no lock */

static const gg_dataset *find_shipped(const char *name)
{
    for (const gg_dataset *s = gg_datasets; s->name; s++)
        if (strcmp(s->name, name) == 0) return s;
    return NULL;
}

static const char *name_at(const void *list, size_t i)
{
    (void)list;
    return gg_datasets[i].name;
}

static gg_status not_found(const char *name)
{
    const char *near = gg_nearest(name, name_at, NULL);
    if (near) return gg_fail(GG_NOT_FOUND, "no data set '%s' (did you mean '%s'?)", name, near);
    return gg_fail(GG_NOT_FOUND, "no data set '%s' (a file's path contains '/' or '.')", name);
}

static gg_status read_bytes(int file, const char *path, unsigned char bytes[], size_t size)
{
    for (size_t done = 0; done < size;) {
        const ssize_t got = read(file, bytes + done, size - done);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return gg_fail(GG_IO, "%s: %s", path, strerror(errno));
        if (got == 0) return gg_fail(GG_IO, "%s: became shorter while it was read", path);
        done += (size_t)got;
    }
    return GG_OK;
}

static gg_status read_open_file(gg_data *out, int file, const char *path)
{
    struct stat about;
    if (fstat(file, &about) != 0) return gg_fail(GG_IO, "%s: %s", path, strerror(errno));
    if (!S_ISREG(about.st_mode)) return gg_fail(GG_IO, "%s: not a regular file", path);
    if (about.st_size > GG_CSV_BYTES)
        return gg_fail(GG_BAD_INPUT, "%s:1:1: larger than 256 MiB", path);
    const size_t size = (size_t)about.st_size;
    unsigned char *bytes = malloc(size + 1);
    if (!bytes) return gg_fail(GG_NO_MEMORY, "no memory for the %zu bytes of %s", size, path);
    gg_status status = read_bytes(file, path, bytes, size);
    if (status == GG_OK) status = gg_csv_read(out, path, bytes, size);
    free(bytes);
    return status;
}

static gg_status read_file(gg_data *out, const char *path)
{
    const int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0 && errno == ENOENT)
        return gg_fail(GG_NOT_FOUND,
                       "no file '%s' (in a specification a path ends at ':' and at '+' before "
                       "a letter)",
                       path);
    if (file < 0) return gg_fail(GG_IO, "%s: %s", path, strerror(errno));
    const gg_status status = read_open_file(out, file, path);
    close(file);
    return status;
}

static gg_status read_table(gg_data *out, const char *name)
{
    const gg_dataset *shipped = find_shipped(name);
    if (shipped) return gg_csv_read(out, name, shipped->csv, shipped->size);
    return strpbrk(name, "/.") ? read_file(out, name) : not_found(name);
}

gg_status gg_data_open(const gg_data **out, const char *name)
{
    for (shelf *s = shelves; s; s = s->next)
        if (strcmp(s->name, name) == 0) {
            s->users++;
            *out = &s->table;
            return GG_OK;
        }
    const size_t size = strlen(name) + 1;
    shelf *s = calloc(1, sizeof *s + size);
    if (!s) return gg_fail(GG_NO_MEMORY, "no memory for the table %s", name);
    memcpy(s->name, name, size);
    s->table.name = s->name;
    const gg_status status = read_table(&s->table, name);
    if (status != GG_OK) {
        free(s);
        return status;
    }
    s->users = 1;
    s->next = shelves;
    shelves = s;
    *out = &s->table;
    return GG_OK;
}

void gg_data_close(const gg_data *d)
{
    for (shelf **link = &shelves; d && *link; link = &(*link)->next) {
        shelf *s = *link;
        if (&s->table != d) continue;
        if (--s->users > 0) return;
        *link = s->next;
        gg_csv_close(&s->table);
        free(s);
        return;
    }
}

size_t gg_data_column(const gg_data *d, const char *name)
{
    size_t j = 0;
    while (j < d->columns && strcmp(d->column[j], name) != 0) j++;
    return j;
}

const char *gg_data_target(const gg_data *d)
{
    const gg_dataset *shipped = find_shipped(d->name);
    if (shipped && *shipped->target) return shipped->target;
    return d->column[d->columns - 1];
}
