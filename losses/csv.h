/* losses/csv.h -- a table from CSV text, or the line and column where the text goes wrong. */
#ifndef GG_LOSSES_CSV_H
#define GG_LOSSES_CSV_H

#include "losses/data.h"

enum {
    GG_CSV_COLUMNS = 4096, /* limits, held before anything is allocated */
    GG_CSV_CELLS = 1 << 24,
    GG_CSV_CELL_BYTES = 1 << 16,
    GG_CSV_BYTES = 1 << 28,
};

/* A first line of names, then rows of as many cells; quotes as in RFC 4180; lines end in LF,
 * CR or CR LF, the last one in nothing, too; empty lines and a byte order mark are passed over.
 *
 * out    every field but `name` is filled
 * name   of the file, for messages
 * fails  GG_BAD_INPUT with name:line:column (bytes, from 1): no header, no rows, a ragged row,
 *        a NaN or an infinity, an unclosed quote, a NUL byte, a limit; GG_NO_MEMORY */
gg_status gg_csv_read(gg_data *out, const char *name, const unsigned char text[], size_t size);

#endif
