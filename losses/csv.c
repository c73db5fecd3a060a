/* losses/csv.c -- libcsv, fed byte by byte so that every complaint knows its place. */
#include "losses/csv.h"

#include <csv.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "losses/place.h"

typedef struct reader {
    struct csv_parser parser;
    gg_data table;
    const char *name;
    size_t line, column;           /* of the byte that is fed now, from 1     */
    size_t cell_line, cell_column; /* where the cell that is being read began */
    size_t wide;                   /* cells of this line so far               */
    size_t room;                   /* cells that table.cell and .label hold   */
    gg_status status;
} reader;

static gg_status complain(const reader *r, const char *what, const char *cell)
{
    return gg_place_fail(r->name, r->cell_line, r->cell_column, what, cell);
}

static char *copy_of(const char *text)
{
    const size_t size = strlen(text) + 1;
    char *copy = malloc(size);
    return copy ? memcpy(copy, text, size) : NULL;
}

static gg_status no_memory(const reader *r)
{
    return gg_fail(GG_NO_MEMORY, "no memory for the table %s", r->name);
}

static gg_status take_name(reader *r, const char *cell)
{
    gg_data *t = &r->table;
    if (r->wide == GG_CSV_COLUMNS) return complain(r, "more than 4096 columns", NULL);
    if (*cell == '\0') return complain(r, "a column without a name", NULL);
    if (gg_data_column(t, cell) < t->columns) return complain(r, "two columns are named", cell);
    char **grown = realloc(t->column, (t->columns + 1) * sizeof *grown);
    if (!grown) return no_memory(r);
    t->column = grown;
    t->column[t->columns] = copy_of(cell);
    if (!t->column[t->columns]) return no_memory(r);
    t->columns++;
    return GG_OK;
}

/* Room for the row that begins. */
static gg_status grow(reader *r)
{
    gg_data *t = &r->table;
    const size_t used = t->rows * t->columns;
    if (used + t->columns <= r->room) return GG_OK;
    if (used + t->columns > GG_CSV_CELLS) return complain(r, "more than 16777216 cells", NULL);
    const size_t room = 2 * (used + t->columns);
    double *cell = realloc(t->cell, room * sizeof *cell);
    if (!cell) return no_memory(r);
    t->cell = cell;
    char **label = realloc(t->label, room * sizeof *label);
    if (!label) return no_memory(r);
    t->label = label;
    memset(label + r->room, 0, (room - r->room) * sizeof *label);
    r->room = room;
    return GG_OK;
}

static gg_status take_cell(reader *r, const char *cell)
{
    gg_data *t = &r->table;
    if (r->wide == t->columns) return complain(r, "more cells than the header has names", NULL);
    if (r->wide == 0) GG_TRY(grow(r));
    const size_t at = t->rows * t->columns + r->wide;
    char *end = NULL;
    t->cell[at] = strtod(cell, &end);
    const bool number = end != cell && end[strspn(end, " \t")] == '\0';
    if (number && !isfinite(t->cell[at])) return complain(r, "not a finite number:", cell);
    if (!number) {
        t->cell[at] = NAN;
        t->text[r->wide] = true;
    }
    t->label[at] = copy_of(cell);
    return t->label[at] ? GG_OK : no_memory(r);
}

static void on_cell(void *cell, size_t size, void *context)
{
    reader *r = context;
    (void)size;
    if (r->status != GG_OK) return;
    r->status = r->table.text ? take_cell(r, cell) : take_name(r, cell);
    r->wide++;
}

static gg_status end_line(reader *r)
{
    gg_data *t = &r->table;
    if (!t->text) {
        t->text = calloc(t->columns, sizeof *t->text);
        return t->text ? GG_OK : no_memory(r);
    }
    if (r->wide < t->columns)
        return gg_fail(GG_BAD_INPUT, "%s:%zu:%zu: %zu cells, but the header has %zu names",
                       r->name, r->line, r->column, r->wide, t->columns);
    t->rows++;
    return GG_OK;
}

static void on_line(int end, void *context)
{
    reader *r = context;
    (void)end;
    if (r->status == GG_OK) r->status = end_line(r);
    r->wide = 0;
}

/* Keep the place in step with one byte that has been fed. */
static void advance(reader *r, unsigned char byte, unsigned char next)
{
    if (byte == '\n' || (byte == '\r' && next != '\n')) {
        r->line++;
        r->column = 1;
    } else {
        r->column++;
    }
}

static gg_status feed(reader *r, const unsigned char text[], size_t size)
{
    size_t begin = 0; /* of this cell */
    for (size_t i = 0; i < size; i++) {
        const size_t cells = r->wide;
        const size_t rows = r->table.rows;
        const bool header = r->table.text != NULL;
        if (text[i] == '\0')
            return gg_place_fail(r->name, r->line, r->column, "a NUL byte", NULL);
        if (i - begin == GG_CSV_CELL_BYTES)
            return complain(r, "a cell of more than 65536 bytes; is a quote not closed?", NULL);
        if (csv_parse(&r->parser, &text[i], 1, on_cell, on_line, r) != 1)
            return csv_error(&r->parser) == CSV_ENOMEM
                       ? no_memory(r)
                       : complain(r, "a quote inside a cell that is not quoted", NULL);
        if (r->status != GG_OK) return r->status;
        advance(r, text[i], i + 1 < size ? text[i + 1] : '\0');
        const bool ended = cells != r->wide || rows != r->table.rows ||
                           header != (r->table.text != NULL) ||
                           (r->wide == 0 && r->column == 1);
        if (!ended) continue;
        begin = i + 1;
        r->cell_line = r->line;
        r->cell_column = r->column;
    }
    if (csv_fini(&r->parser, on_cell, on_line, r) != 0)
        return complain(r, "a quote that is not closed", NULL);
    return r->status;
}

/* Labels stay only where the column is text, numbers only where it is not. */
static void sort_out(gg_data *t)
{
    for (size_t i = 0; i < t->rows * t->columns; i++)
        if (t->text[i % t->columns]) {
            t->cell[i] = NAN;
        } else {
            free(t->label[i]);
            t->label[i] = NULL;
        }
}

static gg_status read_all(reader *r, const unsigned char text[], size_t size)
{
    if (size > GG_CSV_BYTES)
        return gg_fail(GG_BAD_INPUT, "%s:1:1: larger than 256 MiB", r->name);
    GG_TRY(feed(r, text, size));
    if (r->table.columns == 0) return complain(r, "empty: a header line was expected", NULL);
    if (r->table.rows == 0) return complain(r, "no rows follow the header", NULL);
    sort_out(&r->table);
    return GG_OK;
}

gg_status gg_csv_read(gg_data *out, const char *name, const unsigned char text[], size_t size)
{
    static const unsigned char mark[] = {0xEF, 0xBB, 0xBF};
    reader r = {.name = name, .line = 1, .column = 1, .cell_line = 1, .cell_column = 1};
    if (csv_init(&r.parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0)
        return no_memory(&r);
    const size_t skip = size >= 3 && memcmp(text, mark, sizeof mark) == 0 ? sizeof mark : 0;
    const gg_status status = read_all(&r, text + skip, size - skip);
    csv_free(&r.parser);
    if (status != GG_OK) {
        r.table.rows = r.room && r.table.columns ? r.room / r.table.columns : 0;
        gg_data_clear(&r.table);
        return status;
    }
    r.table.name = out->name;
    *out = r.table;
    return GG_OK;
}
