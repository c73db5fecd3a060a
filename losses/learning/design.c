/* losses/learning/design.c -- which rows and columns of a table a model uses, and how. */
#include "losses/learning/design.h"

#include <math.h>
#include <string.h>

#include "base/option.h"
#include "base/vector.h"
#include "losses/learning/answers.h"

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
    const size_t target = gg_answers_target(table, wish);
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

/* One row of the table into the next row of the design. */
static void take_row(gg_design *d, const double cell[], size_t columns, size_t target)
{
    double *x = d->x + d->rows * d->n;
    size_t at = d->intercept == 0;
    if (d->intercept < d->n) x[d->intercept] = 1;
    for (size_t j = 0; j < columns; j++)
        if (j != target) x[at++] = cell[j];
}

static void take_rows(gg_design *d, const gg_data *table, size_t target, double divide)
{
    for (size_t i = 0; i < table->rows; i++) {
        if (isnan(d->y[i])) continue;
        take_row(d, table->cell + i * table->columns, table->columns, target);
        double *x = d->x + d->rows * d->n;
        for (size_t j = 0; j < d->n && divide > 0; j++)
            if (j != d->intercept) x[j] /= divide;
        d->y[d->rows++] = d->y[i];
    }
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
    const size_t target = gg_answers_target(table, wish);
    gg_design d = {.n = n, .intercept = n, .x = memory, .y = memory + table->rows * n};
    if (wish->intercept == GG_INTERCEPT_FIRST) d.intercept = 0;
    if (wish->intercept == GG_INTERCEPT_LAST) d.intercept = n - 1;
    GG_TRY(gg_answers_read(&d, table, wish));
    take_rows(&d, table, target, wish->divide);
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
