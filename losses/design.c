/* losses/design.c -- which rows and columns of a table a model uses, and how. */
#include "losses/design.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/option.h"
#include "base/vector.h"

enum { MOST_CLASSES = 64 };

typedef struct classes {
    const char *name[MOST_CLASSES]; /* in the order in which they appear */
    size_t count;
} classes;

static size_t target_of(const gg_data *table, const gg_design_wish *wish)
{
    return gg_data_column(table, *wish->target ? wish->target : gg_data_target(table));
}

static const char *name_at(const void *list, size_t i)
{
    const gg_data *table = list;
    return i < table->columns ? table->column[i] : NULL;
}

static gg_status no_target(const gg_data *table, const char *name)
{
    const char *near = gg_nearest(name, name_at, table);
    if (near)
        return gg_fail(GG_NOT_FOUND, "%s has no column '%s' (did you mean '%s'?)", table->name,
                       name, near);
    return gg_fail(GG_NOT_FOUND, "%s has no column '%s'", table->name, name);
}

/* Names a cell of column j that is not a number. */
static gg_status not_a_number(const gg_data *table, size_t j)
{
    size_t i = 0;
    double x;
    while (i + 1 < table->rows &&
           gg_number_read(table->label[i * table->columns + j], &x) == GG_OK)
        i++;
    return gg_fail(GG_BAD_INPUT, "%s: column '%s' is text (row %zu has '%s'), not a feature",
                   table->name, table->column[j], i + 1, table->label[i * table->columns + j]);
}

gg_status gg_design_count(const gg_data *table, const gg_design_wish *wish, size_t *n)
{
    const size_t target = target_of(table, wish);
    if (target == table->columns) return no_target(table, wish->target);
    for (size_t j = 0; j < table->columns; j++)
        if (j != target && table->text[j]) return not_a_number(table, j);
    const size_t count = table->columns - 1 + (wish->intercept != GG_NO_INTERCEPT);
    if (count == 0)
        return gg_fail(GG_BAD_INPUT, "%s: no column is left beside the target '%s'",
                       table->name, table->column[target]);
    *n = count;
    return GG_OK;
}

size_t gg_design_room(const gg_data *table, size_t n)
{
    return table->rows * (n + 1);
}

static gg_status list_classes(const gg_data *table, size_t target, classes *out)
{
    *out = (classes){.count = 0};
    for (size_t i = 0; i < table->rows; i++) {
        const char *label = table->label[i * table->columns + target];
        size_t k = 0;
        while (k < out->count && strcmp(out->name[k], label) != 0) k++;
        if (k < out->count) continue;
        if (k == MOST_CLASSES)
            return gg_fail(GG_BAD_INPUT,
                           "%s: '%s' has more than %d classes; name positive=", table->name,
                           table->column[target], MOST_CLASSES);
        out->name[out->count++] = label;
    }
    return GG_OK;
}

/* Which answers become +1 and -1; both stay NULL if numbers are taken as they are. */
static gg_status choose_classes(gg_design *d, const gg_data *table, size_t target,
                                const gg_design_wish *wish)
{
    d->positive = *wish->positive ? wish->positive : NULL;
    d->against = *wish->against ? wish->against : NULL;
    if (d->positive && d->against && strcmp(d->positive, d->against) == 0)
        return gg_fail(GG_BAD_INPUT, "%s: positive and against are both '%s'", table->name,
                       d->positive);
    if (!table->text[target] && d->against && !d->positive)
        return gg_fail(GG_BAD_INPUT, "%s: against=%s needs positive=", table->name, d->against);
    if (!table->text[target] || d->positive) return GG_OK;
    classes seen;
    GG_TRY(list_classes(table, target, &seen));
    if (seen.count < 2)
        return gg_fail(GG_BAD_INPUT, "%s: '%s' has only one class", table->name,
                       table->column[target]);
    d->positive = seen.name[seen.count - 1];
    if (d->against && strcmp(d->against, d->positive) == 0) d->positive = seen.name[0];
    if (!d->against) d->against = seen.name[seen.count - 2];
    return GG_OK;
}

static bool is_class(const gg_data *table, size_t at, bool text, const char *name)
{
    double number;
    if (text) return strcmp(table->label[at], name) == 0;
    return gg_number_read(name, &number) == GG_OK && table->cell[at] == number;
}

/* +1, -1, or NaN for a row that is left out */
static double side(const gg_design *d, const gg_data *table, size_t at, bool text)
{
    if (is_class(table, at, text, d->positive)) return 1;
    return !d->against || is_class(table, at, text, d->against) ? -1 : NAN;
}

static gg_status no_row(const gg_data *table, size_t target, const char *name)
{
    classes seen;
    char list[256] = "";
    if (table->text[target] && list_classes(table, target, &seen) == GG_OK)
        for (size_t k = 0, end = 0; k < seen.count && end < sizeof list; k++)
            end += (size_t)snprintf(list + end, sizeof list - end, "%s%s",
                                    k ? ", " : "; there are ", seen.name[k]);
    if (!name)
        return gg_fail(GG_BAD_INPUT, "%s: every row has the same '%s'", table->name,
                       table->column[target]);
    return gg_fail(GG_BAD_INPUT, "%s: no row has %s='%s'%s", table->name, table->column[target],
                   name, list);
}

/* The answer of a row as a number that a margin can take: -1 or +1. */
static gg_status sign_of(const gg_data *table, size_t row, size_t target, bool zeros, double *y)
{
    const double cell = table->cell[row * table->columns + target];
    if (cell != 1 && cell != (zeros ? 0 : -1))
        return gg_fail(GG_BAD_INPUT,
                       "%s: row %zu has %s=%.17g, but a margin needs -1 and 1, or 0 and 1; or "
                       "name positive=",
                       table->name, row + 1, table->column[target], cell);
    *y = cell == 1 ? 1 : -1;
    return GG_OK;
}

static bool has_zeros(const gg_data *table, size_t target)
{
    for (size_t i = 0; i < table->rows; i++)
        if (table->cell[i * table->columns + target] == 0) return true;
    return false;
}

static gg_status answer(const gg_design *d, const gg_data *table, size_t row, size_t target,
                        const gg_design_wish *wish, bool zeros, double *y)
{
    const size_t at = row * table->columns + target;
    *y = table->cell[at];
    if (d->positive)
        *y = side(d, table, at, table->text[target]);
    else if (wish->margin)
        return sign_of(table, row, target, zeros, y);
    return GG_OK;
}

/* One row of the table into the next row of the design. */
static void take_row(gg_design *d, const double cell[], size_t columns, size_t target)
{
    double *x = d->x + d->rows * d->n;
    size_t at = d->intercept == 0;
    if (d->intercept < d->n) x[d->intercept] = 1;
    for (size_t j = 0; j < columns; j++)
        if (j != target) x[at++] = cell[j];
}

static gg_status take_rows(gg_design *d, const gg_data *table, size_t target,
                           const gg_design_wish *wish)
{
    const bool zeros = has_zeros(table, target);
    size_t above = 0;
    for (size_t i = 0; i < table->rows; i++) {
        double y;
        GG_TRY(answer(d, table, i, target, wish, zeros, &y));
        if (isnan(y)) continue;
        take_row(d, table->cell + i * table->columns, table->columns, target);
        d->y[d->rows++] = y;
        above += y > 0;
    }
    if (!d->positive && !wish->margin) return GG_OK;
    if (above == 0) return no_row(table, target, d->positive);
    if (above == d->rows) return no_row(table, target, d->against);
    return GG_OK;
}

static double mean_of(const gg_design *d, size_t j, double about)
{
    double total;
    GG_SUM(total, d->rows, i, d->x[i * d->n + j] - about);
    return about + total / (double)d->rows;
}

static void range_of(const gg_design *d, size_t j, double *least, double *most)
{
    *least = *most = d->x[j];
    for (size_t i = 1; i < d->rows; i++) {
        *least = fmin(*least, d->x[i * d->n + j]);
        *most = fmax(*most, d->x[i * d->n + j]);
    }
}

static gg_status standardise(gg_design *d, const gg_data *table, size_t target)
{
    for (size_t j = 0; j < d->n; j++) {
        if (j == d->intercept) continue;
        double least, most, squares;
        range_of(d, j, &least, &most);
        size_t column = j - (d->intercept < j);
        column += column >= target;
        if (least == most)
            return gg_fail(GG_BAD_INPUT,
                           "%s: column '%s' is constant over the rows used: it cannot be "
                           "standardised",
                           table->name, table->column[column]);
        const double mean = mean_of(d, j, mean_of(d, j, 0));
        GG_SUM(squares, d->rows, i, (d->x[i * d->n + j] - mean) * (d->x[i * d->n + j] - mean));
        const double deviation = sqrt(squares / (double)d->rows);
        for (size_t i = 0; i < d->rows; i++)
            d->x[i * d->n + j] = (d->x[i * d->n + j] - mean) / deviation;
    }
    return GG_OK;
}

gg_status gg_design_fill(gg_design *out, const gg_data *table, const gg_design_wish *wish,
                         size_t n, double memory[])
{
    const size_t target = target_of(table, wish);
    gg_design d = {.n = n, .intercept = n, .x = memory, .y = memory + table->rows * n};
    if (wish->intercept == GG_INTERCEPT_FIRST) d.intercept = 0;
    if (wish->intercept == GG_INTERCEPT_LAST) d.intercept = n - 1;
    GG_TRY(choose_classes(&d, table, target, wish));
    GG_TRY(take_rows(&d, table, target, wish));
    if (wish->standardise) GG_TRY(standardise(&d, table, target));
    *out = d;
    return GG_OK;
}

static double or_one(double x)
{
    return x > 0 ? x : 1;
}

void gg_design_box(const gg_design *d, double lower[], double upper[])
{
    double low = d->y[0];
    double high = d->y[0];
    for (size_t i = 1; i < d->rows; i++) {
        low = fmin(low, d->y[i]);
        high = fmax(high, d->y[i]);
    }
    const double range = or_one(high - low);
    double reach = fmax(fabs(low), fabs(high));
    for (size_t j = 0; j < d->n; j++) {
        if (j == d->intercept) continue;
        double least, most;
        range_of(d, j, &least, &most);
        const double slope = range / or_one(most - least);
        reach += slope * fmax(fabs(least), fabs(most));
        upper[j] = 2 * slope;
    }
    if (d->intercept < d->n) upper[d->intercept] = or_one(reach);
    for (size_t j = 0; j < d->n; j++) lower[j] = -upper[j];
}
