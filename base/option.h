/* base/option.h -- typed, ranged, documented settings.
 *
 * A setting is declared once, as a row of a table. Reading, help, the stored specification and
 * the error message all come from that row. Values live in two parallel arrays, one entry a
 * row: `number` for all types but GG_TEXT, `text` for GG_TEXT (NULL elsewhere). */
#ifndef GG_BASE_OPTION_H
#define GG_BASE_OPTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/status.h"

typedef enum gg_option_type { GG_REAL, GG_WHOLE, GG_CHOICE, GG_TEXT } gg_option_type;

typedef struct gg_option {
    const char *name; /* NULL ends the table */
    gg_option_type type;
    double initial, least, most; /* default and closed range; of a choice, its index    */
    const char *help;            /* one line; with the unit, unless it is a pure number */
    const char *choices;         /* of a GG_CHOICE: "armijo|wolfe"; of a GG_TEXT: default */
} gg_option;

/* Values of the rows of one or two tables that are read as one: a loss's own rows first, then
 * those of the part that it names (a pointwise loss, say). */
typedef struct gg_settings {
    const gg_option *tables[2]; /* the second may be NULL */
    size_t count;               /* rows of both */
    double *number;             /* [count] */
    char **text;                /* [count] owned; NULL unless GG_TEXT */
    bool *given;                /* [count] named in the text that was read */
} gg_settings;

size_t gg_options_count(const gg_option table[]); /* NULL has no rows */

/* Settings with every default. fails GG_NO_MEMORY */
gg_status gg_settings_open(gg_settings *out, const gg_option first[], const gg_option second[]);
void gg_settings_close(gg_settings *s);
const gg_option *gg_settings_row(const gg_settings *s, size_t i);

/* Overwrite from "key=value:key=value"; `owner` is named in messages.
 * fails GG_NOT_FOUND no such key (the nearest is offered);
 *       GG_BAD_INPUT not a number, not a choice, out of range, named twice */
gg_status gg_settings_read(gg_settings *s, const char *owner, const char *text);

/* Value of one key in "key=value:key=value", copied to out[room]; false if it is not there. */
bool gg_option_find(const char *text, const char *key, char out[], size_t room);

/* ":key=value..." for the rows that differ from their default, in the tables' order; and for
 * every text that is not empty, because a name says what a thing is, default or not. */
void gg_settings_write(const gg_settings *s, FILE *to);

/* One line a row: name, type, default, range, help. */
void gg_options_help(const gg_option table[], FILE *to);

/* The shortest decimal that reads back as the same double; "nan", "inf", "-inf". */
enum { GG_NUMBER_ROOM = 48 };
const char *gg_number_write(double x, char out[GG_NUMBER_ROOM]);

/* All of `text` as one double. fails GG_BAD_INPUT (no message kept) */
gg_status gg_number_read(const char *text, double *out);

/* The name nearest to `wanted` by edit distance, or NULL if none is near.
 * name_at returns the i-th candidate, NULL after the last. */
const char *gg_nearest(const char *wanted, const char *(*name_at)(const void *list, size_t i),
                       const void *list);

#endif
