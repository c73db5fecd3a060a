/* tests/reference.h -- the rows of a file in tests/reference/, as text and as numbers. */
#ifndef GG_TESTS_REFERENCE_H
#define GG_TESTS_REFERENCE_H

#include <csv.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct reference {
    char **cell; /* [count] the header's cells first */
    size_t count, room, columns, rows;
} reference;

static inline void reference_must(int held, const char *what)
{
    if (held) return;
    printf("FAIL: the reference cannot be read: %s\n", what);
    exit(EXIT_FAILURE);
}

static inline void reference_cell(void *text, size_t size, void *context)
{
    reference *r = context;
    if (r->count == r->room) {
        r->room = 2 * r->room + 64;
        char **grown = realloc(r->cell, r->room * sizeof *grown);
        reference_must(grown != NULL, "no memory");
        r->cell = grown;
    }
    char *copy = malloc(size + 1);
    reference_must(copy != NULL, "no memory");
    r->cell[r->count++] = memcpy(copy, text, size + 1);
}

static inline void reference_line(int end, void *context)
{
    reference *r = context;
    (void)end;
    if (r->columns == 0) r->columns = r->count;
}

static inline reference reference_open(const char *name)
{
    char path[1024];
    char bytes[4096];
    reference r = {0};
    struct csv_parser parser;
    snprintf(path, sizeof path, "%s/tests/reference/%s", GG_SOURCE, name);
    FILE *file = fopen(path, "rb");
    reference_must(file != NULL, path);
    reference_must(csv_init(&parser, CSV_STRICT | CSV_APPEND_NULL) == 0, path);
    for (size_t got; (got = fread(bytes, 1, sizeof bytes, file)) > 0;)
        reference_must(
            csv_parse(&parser, bytes, got, reference_cell, reference_line, &r) == got, path);
    csv_fini(&parser, reference_cell, reference_line, &r);
    csv_free(&parser);
    fclose(file);
    reference_must(r.columns > 0 && r.count % r.columns == 0, path);
    r.rows = r.count / r.columns - 1;
    return r;
}

static inline void reference_close(reference *r)
{
    for (size_t i = 0; i < r->count; i++) free(r->cell[i]);
    free(r->cell);
}

/* The cell of a row, from 0, in the named column. */
static inline const char *reference_at(const reference *r, size_t row, const char *column)
{
    size_t j = 0;
    while (j < r->columns && strcmp(r->cell[j], column) != 0) j++;
    reference_must(j < r->columns, column);
    return r->cell[(row + 1) * r->columns + j];
}

/* "1;2;3" -> how many */
static inline size_t reference_numbers(const char *text, size_t room, double out[])
{
    size_t count = 0;
    while (*text) {
        char *end = NULL;
        reference_must(count < room, "more numbers than room");
        out[count++] = strtod(text, &end);
        reference_must(end != text, text);
        text = end + (*end == ';');
    }
    return count;
}

static inline double reference_number(const char *text)
{
    return strcmp(text, "NA") == 0 ? NAN : strtod(text, NULL);
}

/* In vectors.csv, where a row says why there is no derivative, and its g is what we promise all the same: the
 * derivative almost everywhere, or (Schaffer's F7) that of the pairs that do not vanish. */
static inline int reference_promises_g(const reference *r, size_t row)
{
    const char *kink = reference_at(r, row, "kink");
    return !*kink || strcmp(kink, "jump") == 0 || strcmp(kink, "margin0") == 0 ||
           strcmp(kink, "s=0") == 0;
}

#endif
