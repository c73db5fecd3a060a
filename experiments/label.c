/* experiments/label.c -- specifications and numbers as a reader wants to see them. */
#include "experiments/label.h"

#include <ctype.h>
#include <math.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where the name ends: at its first option or wrapper. */
static size_t name_length(const char *spec)
{
    return strcspn(spec, ":+");
}

/* Where the wrapper at or after `from` begins: a '+' followed by a letter; the end if none. */
static size_t next_wrapper(const char *spec, size_t from)
{
    size_t i = from;
    while (spec[i] && !(spec[i] == '+' && isalpha((unsigned char)spec[i + 1]))) i++;
    return i;
}

static void append(char out[], size_t room, const char *text, size_t length)
{
    const size_t used = strlen(out);
    if (used + 1 < room) snprintf(out + used, room - used, "%.*s", (int)length, text);
}

static void append_words(char out[], size_t room, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '_' || text[i] == '=')
            append(out, room, " ", 1);
        else if (text[i] == ':')
            append(out, room, ", ", 2);
        else
            append(out, room, text + i, 1);
    }
}

void gg_label_name(const char *spec, char out[], size_t room)
{
    out[0] = 0;
    append_words(out, room, spec, name_length(spec));
    out[0] = (char)toupper((unsigned char)out[0]);
}

void gg_label_rest(const char *spec, char out[], size_t room)
{
    out[0] = 0;
    size_t i = name_length(spec);
    if (spec[i] == ':') {
        const size_t end = next_wrapper(spec, i);
        append_words(out, room, spec + i + 1, end - i - 1);
        i = end;
    }
    while (spec[i]) {
        const size_t end = next_wrapper(spec, i + 1);
        append(out, room, out[0] ? " + " : "+ ", 3);
        append_words(out, room, spec + i + 1, end - i - 1);
        i = end;
    }
}

/* Is text[length] one of what changes smoothness alone? */
static bool is_dropped(const char *text, size_t length)
{
    static const char *const drop[] = {"+smooth", "+stairs", ":pointwise"};
    const size_t name = 1 + strcspn(text + 1, "=:+");
    for (size_t k = 0; k < sizeof drop / sizeof *drop; k++)
        if (name <= length && strlen(drop[k]) == name && strncmp(text, drop[k], name) == 0)
            return true;
    return false;
}

void gg_label_landscape(const char *spec, char out[], size_t room)
{
    out[0] = 0;
    size_t i = 0;
    bool wrapper_dropped = false;
    while (spec[i]) {
        size_t end = next_wrapper(spec, i + 1);
        const char *colon = strchr(spec + i + 1, ':');
        if (colon && (size_t)(colon - spec) < end) end = (size_t)(colon - spec);
        const bool option = spec[i] == ':';
        const bool dropped = is_dropped(spec + i, end - i) || (option && wrapper_dropped);
        if (!option) wrapper_dropped = dropped;
        if (!dropped) append(out, room, spec + i, end - i);
        i = end;
    }
}

static void append_superscript(char out[], size_t room, int k)
{
    static const char *const digit[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    char plain[16];
    snprintf(plain, sizeof plain, "%d", k);
    for (const char *c = plain; *c; c++) {
        const char *raised = *c == '-' ? "⁻" : digit[*c - '0'];
        append(out, room, raised, strlen(raised));
    }
}

void gg_label_power(int k, char out[], size_t room)
{
    snprintf(out, room, k == 0 ? "1" : "10");
    if (k != 0) append_superscript(out, room, k);
}

/* 12300 -> "12,300" */
static void thousands(double x, char out[], size_t room)
{
    char plain[32];
    snprintf(plain, sizeof plain, "%.0f", x);
    const size_t length = strlen(plain);
    out[0] = 0;
    for (size_t i = 0; i < length; i++) {
        if (i && (length - i) % 3 == 0 && plain[i - 1] != '-') append(out, room, ",", 1);
        append(out, room, plain + i, 1);
    }
}

void gg_label_number(double x, char out[], size_t room)
{
    const double size = fabs(x);
    if (isnan(x)) {
        snprintf(out, room, "–");
    } else if (isinf(x)) {
        snprintf(out, room, x > 0 ? "∞" : "−∞");
    } else if (x == 0) {
        snprintf(out, room, "0");
    } else if (size >= 1e7 || size < 1e-3) {
        char plain[32]; /* "3.2e-07" */
        snprintf(plain, sizeof plain, "%.1e", x);
        const int k = atoi(strchr(plain, 'e') + 1);
        snprintf(out, room, "%.2g×10", strtod(plain, NULL) / pow(10, k));
        append_superscript(out, room, k);
    } else if (size >= 1000) {
        const double unit = pow(10, floor(log10(size)) - 2);
        thousands(round(x / unit) * unit, out, room);
    } else {
        snprintf(out, room, "%.3g", x);
    }
}

typedef void text_function(const char *spec, char out[], size_t room);

static text_function *const text_functions[] = {gg_label_name, gg_label_rest,
                                                gg_label_landscape};

static void on_text(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    text_function *const *call = sqlite3_user_data(context);
    const char *spec = (const char *)sqlite3_value_text(values[0]);
    if (!spec) return;
    char out[1024];
    (*call)(spec, out, sizeof out);
    sqlite3_result_text(context, out, -1, SQLITE_TRANSIENT);
}

static void on_spelled(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    char out[64];
    const int type = sqlite3_value_type(values[0]);
    gg_label_number(type == SQLITE_NULL ? NAN : sqlite3_value_double(values[0]), out,
                    sizeof out);
    sqlite3_result_text(context, out, -1, SQLITE_TRANSIENT);
}

static void on_power(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    char out[64];
    gg_label_power(sqlite3_value_int(values[0]), out, sizeof out);
    sqlite3_result_text(context, out, -1, SQLITE_TRANSIENT);
}

int gg_label_register(sqlite3 *db)
{
    static const char *const names[] = {"loss_name", "loss_rest", "landscape"};
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC;
    int status = SQLITE_OK;
    for (size_t i = 0; i < 3 && status == SQLITE_OK; i++) {
        union {
            text_function *const *table;
            void *bare;
        } at = {.table = &text_functions[i]};
        status = sqlite3_create_function(db, names[i], 1, flags, at.bare, on_text, NULL, NULL);
    }
    if (status == SQLITE_OK)
        status = sqlite3_create_function(db, "spelled", 1, flags, NULL, on_spelled, NULL, NULL);
    if (status == SQLITE_OK)
        status = sqlite3_create_function(db, "power", 1, flags, NULL, on_power, NULL, NULL);
    return status;
}
