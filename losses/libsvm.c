/* losses/libsvm.c -- the text is read twice: to count, with every complaint, and to fill. */
#include "losses/libsvm.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/option.h"
#include "losses/place.h"

enum { WORD = 128 }; /* bytes of a number at most, with the end */

typedef struct reader {
    const char *name;
    const unsigned char *text;
    size_t size, at;      /* bytes; the next one */
    size_t line, begin;   /* the line, from 1; the byte where it begins */
    size_t rows, largest; /* rows that are complete; the largest index */
    size_t most_cells;
    gg_data *out; /* NULL while rows and columns are counted */
} reader;

static gg_status complain(const reader *r, size_t at, const char *what, const char *found)
{
    return gg_place_fail(r->name, r->line, at - r->begin + 1, what, found);
}

/* The next byte; the text ends as a line does. */
static unsigned char peek(const reader *r)
{
    return r->at < r->size ? r->text[r->at] : '\n';
}

static bool ends_line(unsigned char byte)
{
    return byte == '\n' || byte == '\r';
}

static void skip_blanks(reader *r)
{
    while (peek(r) == ' ' || peek(r) == '\t') r->at++;
    if (peek(r) == '#')
        while (!ends_line(peek(r)) && peek(r) != '\0') r->at++;
}

static void next_line(reader *r)
{
    const bool two = r->at + 1 < r->size && r->text[r->at] == '\r' &&
                     r->text[r->at + 1] == '\n';
    r->at += two ? 2 : 1;
    r->line++;
    r->begin = r->at;
}

/* The bytes up to a blank, a colon, a comment or the end of the line. */
static gg_status read_word(reader *r, char word[WORD])
{
    const size_t at = r->at;
    size_t length = 0;
    while (!ends_line(peek(r)) && !strchr(" \t:#", peek(r)) && length + 1 < WORD)
        word[length++] = (char)r->text[r->at++];
    word[length] = '\0';
    if (length + 1 == WORD) return complain(r, at, "a number of more than 126 bytes:", word);
    return peek(r) == '\0' ? complain(r, r->at, "a NUL byte", NULL) : GG_OK;
}

static gg_status read_number(reader *r, const char *what, double *out)
{
    char word[WORD];
    const size_t at = r->at;
    GG_TRY(read_word(r, word));
    if (gg_number_read(word, out) != GG_OK) return complain(r, at, what, word);
    if (!isfinite(*out)) return complain(r, at, "not a finite number:", word);
    if (peek(r) == ':') return complain(r, r->at, "a blank was expected, not a colon", NULL);
    return GG_OK;
}

static gg_status check_size(const reader *r, size_t at)
{
    if ((r->rows + 1) * (r->largest + 1) <= r->most_cells) return GG_OK;
    char what[96];
    snprintf(what, sizeof what, "more than %zu cells: %zu rows by %zu columns", r->most_cells,
             r->rows + 1, r->largest + 1);
    return complain(r, at, what, NULL);
}

/* An index above `last`, and its colon. */
static gg_status read_index(reader *r, size_t last, size_t *out)
{
    char word[WORD];
    const size_t at = r->at;
    size_t index = 0;
    GG_TRY(read_word(r, word));
    if (*word == '\0' || word[strspn(word, "0123456789")] != '\0')
        return complain(r, at, "index:value with a whole index was expected, not", word);
    for (size_t i = 0; word[i] && index <= GG_LIBSVM_COLUMNS; i++)
        index = 10 * index + (size_t)(word[i] - '0');
    if (peek(r) != ':') return complain(r, r->at, "a colon was expected after the index", word);
    if (index == 0) return complain(r, at, "an index from 1 was expected, not", word);
    if (index >= GG_LIBSVM_COLUMNS)
        return complain(r, at, "an index below 1048576 was expected, not", word);
    if (index <= last)
        return complain(r, at, "an index above the one before it was expected, not", word);
    r->at++;
    *out = index;
    return GG_OK;
}

static gg_status read_pair(reader *r, size_t *last)
{
    const size_t at = r->at;
    double value;
    GG_TRY(read_index(r, *last, last));
    if (*last > r->largest) r->largest = *last;
    GG_TRY(check_size(r, at));
    GG_TRY(read_number(r, "a number was expected after the colon, not", &value));
    if (r->out) r->out->cell[r->rows * r->out->columns + *last - 1] = value;
    return GG_OK;
}

static gg_status read_row(reader *r)
{
    size_t last = 0;
    double label;
    GG_TRY(check_size(r, r->at));
    GG_TRY(read_number(r, "a number was expected as the label, not", &label));
    if (r->out) r->out->cell[(r->rows + 1) * r->out->columns - 1] = label;
    for (skip_blanks(r); !ends_line(peek(r)); skip_blanks(r)) GG_TRY(read_pair(r, &last));
    r->rows++;
    return GG_OK;
}

static gg_status read_rows(reader *r)
{
    while (r->at < r->size) {
        skip_blanks(r);
        if (!ends_line(peek(r))) GG_TRY(read_row(r));
        next_line(r);
    }
    return GG_OK;
}

gg_status gg_libsvm_read(gg_data *out, const char *name, const unsigned char text[],
                         size_t size, size_t most_cells)
{
    static const unsigned char mark[] = {0xEF, 0xBB, 0xBF};
    const size_t skip = size >= 3 && memcmp(text, mark, sizeof mark) == 0 ? sizeof mark : 0;
    const reader start = {.name = name,
                          .text = text + skip,
                          .size = size - skip,
                          .line = 1,
                          .most_cells = most_cells};
    reader count = start;
    GG_TRY(read_rows(&count));
    if (count.rows == 0)
        return complain(&start, 0, "empty: a line `label index:value ...` was expected", NULL);
    if (count.largest == 0) return complain(&start, 0, "no line has an index:value", NULL);
    reader fill = start;
    GG_TRY(gg_data_frame(out, count.rows, count.largest, "label"));
    fill.out = out;
    return read_rows(&fill);
}
