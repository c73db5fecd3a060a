/* losses/libsvm.h -- a table from LIBSVM's sparse text, or the place where the text goes wrong. */
#ifndef GG_LOSSES_LIBSVM_H
#define GG_LOSSES_LIBSVM_H

#include "losses/data.h"

enum {
    GG_LIBSVM_COLUMNS = 1 << 20, /* limits, held before anything is allocated */
    GG_LIBSVM_CELLS = 1 << 27,
};

/* A row a line: `label index:value index:value ...`, indices from 1 and ascending; what is not
 * named is 0. '#' begins a comment; empty lines and a byte order mark are passed over; lines end
 * in LF, CR or CR LF. The columns are x1 ... x<largest index>, then "label", all numeric.
 *
 * out         every field but `name` is filled
 * name        of the file, for messages
 * most_cells  rows times columns at most, GG_LIBSVM_CELLS or less
 * fails       GG_BAD_INPUT with name:line:column (bytes, from 1): a label or value that is not a
 *             finite number, an index that is none, is 0, does not ascend or is beyond the
 *             limits, a missing colon, a NUL byte, no row, no feature; GG_NO_MEMORY
 * source      Chang & Lin 2011, LIBSVM: a library for support vector machines,
 *             doi:10.1145/1961189.1961199 */
gg_status gg_libsvm_read(gg_data *out, const char *name, const unsigned char text[],
                         size_t size, size_t most_cells);

#endif
