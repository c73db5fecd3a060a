/* losses/data.c -- a table by the name of a set or the path of a file. */
#include "losses/data.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/option.h"
#include "losses/csv.h"
#include "losses/libsvm.h"
#include "losses/shelf.h"
#include "losses/synthetic.h"

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

static bool is_libsvm(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot && (strcmp(dot, ".libsvm") == 0 || strcmp(dot, ".svm") == 0);
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
    if (status == GG_OK && is_libsvm(path))
        status = gg_libsvm_read(out, path, bytes, size, GG_LIBSVM_CELLS);
    else if (status == GG_OK)
        status = gg_csv_read(out, path, bytes, size);
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

static gg_status read_table(gg_data *out, const void *wish)
{
    (void)wish;
    const char *name = out->name;
    const gg_dataset *shipped = find_shipped(name);
    if (shipped) return gg_csv_read(out, name, shipped->csv, shipped->size);
    return strpbrk(name, "/.") ? read_file(out, name) : not_found(name);
}

gg_status gg_data_open(const gg_data **out, const char *name)
{
    if (!find_shipped(name) && gg_synthetic_find(name)) return gg_data_make(out, name, 0, 0, 1);
    return gg_shelf_take(out, name, read_table, NULL);
}

/* x1 ... x<features>, then the last */
static gg_status name_columns(gg_data *d, const char *last)
{
    char name[32];
    for (size_t j = 0; j < d->columns; j++) {
        snprintf(name, sizeof name, "x%zu", j + 1);
        const char *text = j + 1 < d->columns ? name : last;
        const size_t size = strlen(text) + 1;
        d->column[j] = malloc(size);
        if (!d->column[j]) return GG_NO_MEMORY;
        memcpy(d->column[j], text, size);
    }
    return GG_OK;
}

gg_status gg_data_frame(gg_data *out, size_t rows, size_t features, const char *last)
{
    gg_data d = {.name = out->name, .rows = rows, .columns = features + 1};
    d.column = calloc(d.columns, sizeof *d.column);
    d.text = calloc(d.columns, sizeof *d.text);
    d.cell = calloc(rows * d.columns, sizeof *d.cell);
    if (!d.column || !d.text || !d.cell || name_columns(&d, last) != GG_OK) {
        gg_data_clear(&d);
        return gg_fail(GG_NO_MEMORY, "no memory for a table of %zu x %zu numbers", rows,
                       d.columns);
    }
    *out = d;
    return GG_OK;
}

void gg_data_clear(gg_data *d)
{
    for (size_t i = 0; d->label && i < d->rows * d->columns; i++) free(d->label[i]);
    for (size_t j = 0; d->column && j < d->columns; j++) free(d->column[j]);
    free(d->label);
    free(d->column);
    free(d->cell);
    free(d->text);
    *d = (gg_data){.name = d->name};
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
