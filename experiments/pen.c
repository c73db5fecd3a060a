/* experiments/pen.c -- writes the parameters of a statement in turn, and sums them up. */
#include "experiments/pen.h"

#include <math.h>
#include <string.h>

static uint64_t mix(uint64_t sum, uint64_t word)
{
    sum = (sum ^ word) * 0x9e3779b97f4a7c15U;
    return sum ^ sum >> 32;
}

static uint64_t mix_text(uint64_t sum, const char *text, size_t length)
{
    sum = mix(sum, length);
    for (size_t i = 0; i < length; i += sizeof sum) {
        uint64_t word = 0;
        memcpy(&word, text + i, length - i < sizeof word ? length - i : sizeof word);
        sum = mix(sum, word);
    }
    return sum;
}

static uint64_t mix_real(uint64_t sum, double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return mix(sum, x == 0 ? 0 : bits); /* SQLite does not keep the sign of zero */
}

static const uint64_t NOTHING = 0x6c6c756eU; /* stands for NULL */

void gg_put_text(gg_pen *p, const char *text)
{
    sqlite3_bind_text(p->statement, ++p->at, text, -1, SQLITE_STATIC);
    p->sum = mix_text(p->sum, text, strlen(text));
}

void gg_put_copy(gg_pen *p, const char *text)
{
    sqlite3_bind_text(p->statement, ++p->at, text, -1, SQLITE_TRANSIENT);
    p->sum = mix_text(p->sum, text, strlen(text));
}

void gg_put_whole(gg_pen *p, uint64_t k, bool saturates)
{
    if (saturates && k > INT64_MAX) k = INT64_MAX;
    sqlite3_bind_int64(p->statement, ++p->at, (sqlite3_int64)k);
    p->sum = mix(p->sum, k);
}

void gg_put_real(gg_pen *p, double x)
{
    if (isfinite(x))
        sqlite3_bind_double(p->statement, ++p->at, x);
    else
        sqlite3_bind_null(p->statement, ++p->at);
    p->sum = isfinite(x) ? mix_real(p->sum, x) : mix(p->sum, NOTHING);
}

void gg_put_calls(gg_pen *p, const gg_calls *used)
{
    gg_put_whole(p, used->value, true);
    gg_put_whole(p, used->gradient, true);
    gg_put_whole(p, used->hessian_vector, true);
    gg_put_whole(p, used->prox, true);
    gg_put_whole(p, used->samples, true);
}

uint64_t gg_sum_row(sqlite3_stmt *row, int from, uint64_t sum)
{
    for (int i = from; i < sqlite3_column_count(row); i++)
        switch (sqlite3_column_type(row, i)) {
        case SQLITE_INTEGER: sum = mix(sum, (uint64_t)sqlite3_column_int64(row, i)); break;
        case SQLITE_FLOAT: sum = mix_real(sum, sqlite3_column_double(row, i)); break;
        case SQLITE_NULL: sum = mix(sum, NOTHING); break;
        default: {
            const void *text = sqlite3_column_blob(row, i);
            sum = mix_text(sum, text, (size_t)sqlite3_column_bytes(row, i));
        }
        }
    return sum;
}
