/* base/option.c -- reading, writing and explaining settings. */
#include "base/option.h"

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

size_t gg_options_count(const gg_option table[])
{
    size_t count = 0;
    while (table && table[count].name) count++;
    return count;
}

const gg_option *gg_settings_row(const gg_settings *s, size_t i)
{
    const size_t first = gg_options_count(s->tables[0]);
    return i < first ? &s->tables[0][i] : &s->tables[1][i - first];
}

static char *copy_text(const char *text, size_t length)
{
    char *copy = malloc(length + 1);
    if (!copy) return NULL;
    memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

gg_status gg_settings_open(gg_settings *out, const gg_option first[], const gg_option second[])
{
    gg_settings s = {
        {first, second}, gg_options_count(first) + gg_options_count(second), NULL, NULL, NULL};
    const size_t room = s.count + 1; /* malloc(0) may be NULL */
    s.number = calloc(room, sizeof *s.number);
    s.text = calloc(room, sizeof *s.text);
    s.given = calloc(room, sizeof *s.given);
    bool ok = s.number && s.text && s.given;
    for (size_t i = 0; ok && i < s.count; i++) {
        const gg_option *row = gg_settings_row(&s, i);
        s.number[i] = row->initial;
        if (row->type != GG_TEXT) continue;
        const char *initial = row->choices ? row->choices : "";
        s.text[i] = copy_text(initial, strlen(initial));
        ok = s.text[i] != NULL;
    }
    if (!ok) {
        gg_settings_close(&s);
        return gg_fail(GG_NO_MEMORY, "no memory for %zu settings", s.count);
    }
    *out = s;
    return GG_OK;
}

void gg_settings_close(gg_settings *s)
{
    if (!s) return;
    for (size_t i = 0; s->text && i < s->count; i++) free(s->text[i]);
    free(s->number);
    free(s->text);
    free(s->given);
    memset(s, 0, sizeof *s);
}

gg_status gg_number_read(const char *text, double *out)
{
    char *end = NULL;
    const double x = strtod(text, &end);
    if (end == text || *end) return GG_BAD_INPUT;
    *out = x;
    return GG_OK;
}

const char *gg_number_write(double x, char out[GG_NUMBER_ROOM])
{
    if (isnan(x)) return strcpy(out, "nan");
    if (isinf(x)) return strcpy(out, x < 0 ? "-inf" : "inf");
    const int enough = fabs(x) < DBL_MIN ? 1 : 15; /* subnormals have fewer digits */
    for (int digits = enough; digits <= 17; digits++) {
        snprintf(out, GG_NUMBER_ROOM, "%.*g", digits, x);
        if (strtod(out, NULL) == x) break;
    }
    return out;
}

/* Index of `word` (length bytes) in "a|b|c", or -1. */
static int choice_index(const char *choices, const char *word, size_t length)
{
    for (int i = 0; *choices; i++) {
        const size_t size = strcspn(choices, "|");
        if (size == length && strncmp(choices, word, length) == 0) return i;
        choices += size + (choices[size] == '|');
    }
    return -1;
}

static const char *choice_at(const char *choices, size_t index, size_t *length)
{
    for (; index; index--) choices += strcspn(choices, "|") + 1;
    *length = strcspn(choices, "|");
    return choices;
}

static gg_status read_number(const gg_option *row, const char *owner, const char *word,
                             double *out)
{
    double x = 0;
    if (gg_number_read(word, &x) != GG_OK || isnan(x))
        return gg_fail(GG_BAD_INPUT, "%s: %s='%s' is not a number", owner, row->name, word);
    if (row->type == GG_WHOLE && x != floor(x))
        return gg_fail(GG_BAD_INPUT, "%s: %s=%s is not a whole number", owner, row->name, word);
    if (x < row->least || x > row->most)
        return gg_fail(GG_BAD_INPUT, "%s: %s=%s not in [%g, %g]", owner, row->name, word,
                       row->least, row->most);
    *out = x;
    return GG_OK;
}

static gg_status set(gg_settings *s, size_t i, const char *owner, const char *value,
                     size_t length)
{
    const gg_option *row = gg_settings_row(s, i);
    if (s->given[i]) return gg_fail(GG_BAD_INPUT, "%s: %s is given twice", owner, row->name);
    char *word = copy_text(value, length);
    if (!word) return gg_fail(GG_NO_MEMORY, "no memory for a value of %zu bytes", length);
    s->given[i] = true;
    if (row->type == GG_TEXT) {
        free(s->text[i]);
        s->text[i] = word;
        return GG_OK;
    }
    gg_status status = GG_OK;
    if (row->type == GG_CHOICE) {
        const int index = choice_index(row->choices, word, length);
        s->number[i] = index;
        if (index < 0)
            status = gg_fail(GG_BAD_INPUT, "%s: %s='%s' is not one of %s", owner, row->name,
                             word, row->choices);
    } else {
        status = read_number(row, owner, word, &s->number[i]);
    }
    free(word);
    return status;
}

static const char *row_name(const void *settings, size_t i)
{
    const gg_settings *s = settings;
    return i < s->count ? gg_settings_row(s, i)->name : NULL;
}

static gg_status no_such_key(const gg_settings *s, const char *owner, const char *key)
{
    const char *near = gg_nearest(key, row_name, s);
    if (s->count == 0)
        return gg_fail(GG_NOT_FOUND, "%s has no options, but '%s' is given", owner, key);
    if (near)
        return gg_fail(GG_NOT_FOUND, "%s has no option '%s' (did you mean '%s'?)", owner, key,
                       near);
    return gg_fail(GG_NOT_FOUND, "%s has no option '%s'", owner, key);
}

static gg_status read_pair(gg_settings *s, const char *owner, const char *pair, size_t length)
{
    char key[64];
    const size_t name = strcspn(pair, "=");
    if (name == 0 || name >= length)
        return gg_fail(GG_BAD_INPUT, "%s: '%.*s' is not key=value (a value ends at ':')", owner,
                       (int)length, pair);
    snprintf(key, sizeof key, "%.*s", (int)name, pair);
    for (size_t i = 0; i < s->count; i++)
        if (strcmp(gg_settings_row(s, i)->name, key) == 0)
            return set(s, i, owner, pair + name + 1, length - name - 1);
    return no_such_key(s, owner, key);
}

gg_status gg_settings_read(gg_settings *s, const char *owner, const char *text)
{
    while (*text) {
        const size_t length = strcspn(text, ":");
        GG_TRY(read_pair(s, owner, text, length));
        text += length;
        if (*text == ':' && text[1] == '\0')
            return gg_fail(GG_BAD_INPUT, "%s: nothing follows the last ':'", owner);
        text += *text == ':';
    }
    return GG_OK;
}

bool gg_option_find(const char *text, const char *key, char out[], size_t room)
{
    const size_t name = strlen(key);
    while (*text) {
        const size_t length = strcspn(text, ":");
        if (length > name && text[name] == '=' && strncmp(text, key, name) == 0) {
            snprintf(out, room, "%.*s", (int)(length - name - 1), text + name + 1);
            return true;
        }
        text += length + (text[length] == ':');
    }
    return false;
}

void gg_settings_write(const gg_settings *s, FILE *to)
{
    char number[GG_NUMBER_ROOM];
    for (size_t i = 0; i < s->count; i++) {
        const gg_option *row = gg_settings_row(s, i);
        if (row->type == GG_TEXT) {
            if (*s->text[i] || (row->choices && *row->choices))
                fprintf(to, ":%s=%s", row->name, s->text[i]);
        } else if (s->number[i] == row->initial) {
            continue;
        } else if (row->type == GG_CHOICE) {
            size_t length = 0;
            const char *word = choice_at(row->choices, (size_t)s->number[i], &length);
            fprintf(to, ":%s=%.*s", row->name, (int)length, word);
        } else {
            fprintf(to, ":%s=%s", row->name, gg_number_write(s->number[i], number));
        }
    }
}

void gg_options_help(const gg_option table[], FILE *to)
{
    for (const gg_option *row = table; row && row->name; row++) {
        fprintf(to, "  %-18s ", row->name);
        size_t length = 0;
        const char *word = "";
        switch (row->type) {
        case GG_TEXT:
            fprintf(to, "text, default '%s'", row->choices ? row->choices : "");
            break;
        case GG_CHOICE:
            word = choice_at(row->choices, (size_t)row->initial, &length);
            fprintf(to, "%s, default %.*s", row->choices, (int)length, word);
            break;
        case GG_REAL:
        case GG_WHOLE:
            fprintf(to, "%s in [%g, %g], default %g",
                    row->type == GG_REAL ? "number" : "whole number", row->least, row->most,
                    row->initial);
            break;
        }
        fprintf(to, "\n  %-18s %s\n", "", row->help);
    }
}

/* Edits (insert, delete, replace) that turn a into b; both shorter than 64. */
static size_t edit_distance(const char *a, const char *b)
{
    size_t row[64];
    const size_t rows = strlen(a);
    const size_t columns = strlen(b);
    if (rows >= 64 || columns >= 64) return SIZE_MAX;
    for (size_t j = 0; j <= columns; j++) row[j] = j;
    for (size_t i = 1; i <= rows; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= columns; j++) {
            const size_t above = row[j];
            size_t least = diagonal + (a[i - 1] != b[j - 1]);
            if (above + 1 < least) least = above + 1;
            if (row[j - 1] + 1 < least) least = row[j - 1] + 1;
            diagonal = above;
            row[j] = least;
        }
    }
    return row[columns];
}

const char *gg_nearest(const char *wanted, const char *(*name_at)(const void *list, size_t i),
                       const void *list)
{
    const char *nearest = NULL;
    size_t least = 1 + strlen(wanted) / 3; /* farther than that is another word */
    for (size_t i = 0; name_at(list, i); i++) {
        const size_t distance = edit_distance(wanted, name_at(list, i));
        if (distance <= least && (!nearest || distance < least)) {
            least = distance;
            nearest = name_at(list, i);
        }
    }
    return nearest;
}
