/* experiments/point.c -- reads a point from words, numbers or a file. */
#include "experiments/point.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/vector.h"

enum { FILE_MOST = 1 << 26 }; /* bytes of a point file */

/* n numbers with commas, blanks or newlines between. */
static gg_status read_numbers(const char *text, size_t n, double x[])
{
    static const char between[] = ", \t\r\n;";
    size_t count = 0;
    for (const char *at = text + strspn(text, between); *at; at += strspn(at, between)) {
        char *end = NULL;
        const double number = strtod(at, &end);
        const size_t length = strcspn(at, between);
        if (end != at + length)
            return gg_fail(GG_BAD_INPUT, "point: '%.*s' is not a number", (int)length, at);
        if (count < n) x[count] = number;
        count++;
        at = end;
    }
    if (count != n)
        return gg_fail(GG_BAD_INPUT, "point: %zu numbers given, n=%zu expected", count, n);
    return GG_OK;
}

static gg_status read_stream(FILE *from, const char *name, size_t n, double x[])
{
    char *text = NULL;
    size_t size = 0;
    char piece[4096];
    FILE *to = open_memstream(&text, &size);
    if (!to) return gg_fail(GG_NO_MEMORY, "no memory for a point");
    size_t total = 0;
    for (size_t got; total < FILE_MOST && (got = fread(piece, 1, sizeof piece, from)) > 0;) {
        fwrite(piece, 1, got, to);
        total += got;
    }
    const bool bad = ferror(from);
    if (fclose(to) != 0 || bad) {
        free(text);
        return gg_fail(GG_IO, "%s: cannot be read", name);
    }
    const gg_status status = read_numbers(text, n, x);
    free(text);
    return status;
}

static gg_status read_file(const char *path, size_t n, double x[])
{
    FILE *from = fopen(path, "r");
    if (!from) return gg_fail(GG_NOT_FOUND, "%s: %s", path, strerror(errno));
    const gg_status status = read_stream(from, path, n, x);
    fclose(from);
    return status;
}

gg_status gg_point_read(const gg_problem *p, const char *text, double x[])
{
    if (strcmp(text, "start") == 0) {
        gg_copy(p->n, p->start, x);
    } else if (strcmp(text, "zeros") == 0) {
        gg_fill(p->n, 0, x);
    } else if (strcmp(text, "minimizer") == 0 || strcmp(text, "minimiser") == 0) {
        if (gg_first_broken(p->n, p->minimiser) < p->n)
            return gg_fail(GG_BAD_INPUT, "the minimiser of %s is not known",
                           gg_problem_leaf(p)->loss->name);
        gg_copy(p->n, p->minimiser, x);
    } else if (strcmp(text, "-") == 0) {
        return read_stream(stdin, "standard input", p->n, x);
    } else if (*text == '@') {
        return read_file(text + 1, p->n, x);
    } else {
        return read_numbers(text, p->n, x);
    }
    return GG_OK;
}
