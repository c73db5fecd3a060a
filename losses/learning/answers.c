/* losses/learning/answers.c -- answers as numbers, signs or classes, and the rows that have one. */
#include "losses/learning/answers.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/option.h"

enum { ROOM = 256 };

typedef struct classes {
    const char *name[GG_MOST_CLASSES]; /* in the order in which they appear; NULL: numbers */
    double number[GG_MOST_CLASSES];    /* ascending */
    size_t count;
} classes;

size_t gg_answers_target(const gg_data *table, const gg_design_wish *wish)
{
    return gg_data_column(table, *wish->target ? wish->target : gg_data_target(table));
}

static gg_status too_many(const gg_data *table, size_t target)
{
    return gg_fail(GG_BAD_INPUT,
                   "%s: '%s' has more than %d classes; name positive=", table->name,
                   table->column[target], GG_MOST_CLASSES);
}

static gg_status list_words(const gg_data *table, size_t target, classes *out)
{
    for (size_t i = 0; i < table->rows; i++) {
        const char *label = table->label[i * table->columns + target];
        size_t k = 0;
        while (k < out->count && strcmp(out->name[k], label) != 0) k++;
        if (k < out->count) continue;
        if (k == GG_MOST_CLASSES) return too_many(table, target);
        out->name[out->count++] = label;
    }
    return GG_OK;
}

static gg_status list_numbers(const gg_data *table, size_t target, classes *out)
{
    for (size_t i = 0; i < table->rows; i++) {
        const double cell = table->cell[i * table->columns + target];
        size_t k = 0;
        while (k < out->count && out->number[k] < cell) k++;
        if (k < out->count && out->number[k] == cell) continue;
        if (out->count == GG_MOST_CLASSES) return too_many(table, target);
        memmove(out->number + k + 1, out->number + k, (out->count - k) * sizeof(double));
        out->number[k] = cell;
        out->count++;
    }
    return GG_OK;
}

static gg_status list_classes(const gg_data *table, size_t target, classes *out)
{
    *out = (classes){.count = 0};
    return table->text[target] ? list_words(table, target, out)
                               : list_numbers(table, target, out);
}

static gg_status one_class(const gg_data *table, size_t target)
{
    return gg_fail(GG_BAD_INPUT, "%s: '%s' has only one class", table->name,
                   table->column[target]);
}

static gg_status check_names(const gg_design *d, const gg_data *table, size_t target)
{
    if (d->positive && d->against && strcmp(d->positive, d->against) == 0)
        return gg_fail(GG_BAD_INPUT, "%s: positive and against are both '%s'", table->name,
                       d->positive);
    if (!table->text[target] && d->against && !d->positive)
        return gg_fail(GG_BAD_INPUT, "%s: against=%s needs positive=", table->name, d->against);
    return GG_OK;
}

/* Which answers become +1 and -1; both stay NULL if numbers are taken as they are. */
static gg_status choose_signs(gg_design *d, const gg_data *table, size_t target)
{
    classes seen;
    if (!table->text[target] || d->positive) return GG_OK;
    GG_TRY(list_classes(table, target, &seen));
    if (seen.count < 2) return one_class(table, target);
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

static double class_of(const classes *seen, const gg_data *table, size_t at, bool text)
{
    size_t k = 0;
    while (text ? strcmp(seen->name[k], table->label[at]) != 0
                : seen->number[k] != table->cell[at])
        k++;
    return (double)k;
}

static gg_status no_row(const gg_data *table, size_t target, const char *name)
{
    classes seen;
    char list[ROOM] = "";
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

static bool has_zeros(const gg_data *table, size_t target)
{
    for (size_t i = 0; i < table->rows; i++)
        if (table->cell[i * table->columns + target] == 0) return true;
    return false;
}

/* Numbers that are signs already: -1 and 1, or 0 and 1. */
static gg_status take_signs(gg_design *d, const gg_data *table, size_t target)
{
    const double least = has_zeros(table, target) ? 0 : -1;
    for (size_t i = 0; i < table->rows; i++) {
        const double cell = table->cell[i * table->columns + target];
        if (cell != 1 && cell != least)
            return gg_fail(GG_BAD_INPUT,
                           "%s: row %zu has %s=%.17g, but a margin needs -1 and 1, or 0 and 1; "
                           "or name positive=",
                           table->name, i + 1, table->column[target], cell);
        d->y[i] = cell == 1 ? 1 : -1;
    }
    return GG_OK;
}

/* -> GG_OK if both signs occur */
static gg_status check_signs(const gg_design *d, const gg_data *table, size_t target)
{
    size_t above = 0;
    size_t below = 0;
    for (size_t i = 0; i < table->rows; i++) {
        above += d->y[i] > 0;
        below += d->y[i] < 0;
    }
    if (above == 0) return no_row(table, target, d->positive);
    if (below == 0) return no_row(table, target, d->against);
    return GG_OK;
}

static gg_status take_classes(gg_design *d, const gg_data *table, size_t target)
{
    classes seen;
    GG_TRY(list_classes(table, target, &seen));
    if (seen.count < 2) return one_class(table, target);
    d->classes = seen.count;
    for (size_t i = 0; i < table->rows; i++)
        d->y[i] = class_of(&seen, table, i * table->columns + target, table->text[target]);
    return GG_OK;
}

/* Rows of two classes, +1 and -1, or, if the wish is for classes, 1 and 0. */
static gg_status split(gg_design *d, const gg_data *table, size_t target, gg_answers answers)
{
    for (size_t i = 0; i < table->rows; i++)
        d->y[i] = side(d, table, i * table->columns + target, table->text[target]);
    GG_TRY(check_signs(d, table, target));
    if (answers != GG_CLASSES) return GG_OK;
    d->classes = 2;
    for (size_t i = 0; i < table->rows; i++) d->y[i] = (d->y[i] + 1) / 2;
    return GG_OK;
}

gg_status gg_answers_read(gg_design *d, const gg_data *table, const gg_design_wish *wish)
{
    const size_t target = gg_answers_target(table, wish);
    d->positive = *wish->positive ? wish->positive : NULL;
    d->against = *wish->against ? wish->against : NULL;
    GG_TRY(check_names(d, table, target));
    if (wish->answers == GG_CLASSES && !d->positive && !d->against)
        return take_classes(d, table, target);
    GG_TRY(choose_signs(d, table, target));
    if (d->positive) return split(d, table, target, wish->answers);
    if (wish->answers == GG_SIGNS) {
        GG_TRY(take_signs(d, table, target));
        return check_signs(d, table, target);
    }
    for (size_t i = 0; i < table->rows; i++) d->y[i] = table->cell[i * table->columns + target];
    return GG_OK;
}

gg_status gg_design_classes(const gg_data *table, const gg_design_wish *wish, size_t *out)
{
    classes seen;
    const size_t target = gg_answers_target(table, wish);
    *out = 0;
    if (wish->answers != GG_CLASSES) return GG_OK;
    if (*wish->positive || *wish->against) {
        *out = 2;
        return GG_OK;
    }
    GG_TRY(list_classes(table, target, &seen));
    if (seen.count < 2) return one_class(table, target);
    *out = seen.count;
    return GG_OK;
}
