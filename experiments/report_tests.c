/* experiments/report_tests.c -- p values gathered while a page grows, adjusted when it is done. */
#include "experiments/report_tests.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "experiments/rank_test.h"

gg_status gg_report_tests_add(gg_report_tests *t, double p, FILE *part)
{
    const long at = ftell(part);
    if (at < 0) return gg_fail(GG_IO, "cannot keep parts of the report: %s", strerror(errno));
    if (t->count == t->room) {
        const size_t room = t->room ? 2 * t->room : 64;
        gg_report_test *larger = realloc(t->list, room * sizeof *larger);
        if (!larger) return gg_fail(GG_NO_MEMORY, "no memory for %zu tests", room);
        t->list = larger;
        t->room = room;
    }
    t->list[t->count++] = (gg_report_test){p, at};
    return GG_OK;
}

static void write_cell(double p, FILE *to)
{
    if (!(p >= 0))
        fputs("<td class=\"none\">-</td>", to);
    else if (p < 1e-4)
        fputs("<td><b>&lt; 0.0001</b></td>", to);
    else
        fprintf(to, p <= 0.05 ? "<td><b>%.*f</b></td>" : "<td class=\"none\">%.*f</td>",
                p < 0.01 ? 4 : 2, p);
}

/* What stands in the part up to the place `end`, or, if that is negative, up to its end. */
static gg_status copy(FILE *part, long *at, long end, FILE *to)
{
    char bytes[1 << 14];
    size_t count = 1;
    while (count > 0 && (end < 0 || *at < end)) {
        const size_t left = end < 0 ? sizeof bytes : (size_t)(end - *at);
        count = fread(bytes, 1, left < sizeof bytes ? left : sizeof bytes, part);
        fwrite(bytes, 1, count, to);
        *at += (long)count;
    }
    if (ferror(part))
        return gg_fail(GG_IO, "cannot read parts of the report: %s", strerror(errno));
    return GG_OK;
}

static gg_status copy_all(const gg_report_tests *t, const double p[], FILE *part, FILE *to)
{
    long at = 0;
    if (fflush(part) || ferror(part) || fseek(part, 0, SEEK_SET))
        return gg_fail(GG_IO, "cannot keep parts of the report: %s", strerror(errno));
    for (size_t i = 0; i < t->count; i++) {
        GG_TRY(copy(part, &at, t->list[i].at, to));
        write_cell(p[i], to);
    }
    return copy(part, &at, -1, to);
}

gg_status gg_report_tests_copy(const gg_report_tests *t, FILE *part, FILE *to)
{
    double *p = malloc((t->count + 1) * sizeof *p);
    for (size_t i = 0; p && i < t->count; i++) p[i] = t->list[i].p;
    const gg_status status = p && gg_holm(p, t->count, p)
                                 ? copy_all(t, p, part, to)
                                 : gg_fail(GG_NO_MEMORY, "no memory for %zu tests", t->count);
    free(p);
    return status;
}

void gg_report_tests_close(gg_report_tests *t)
{
    free(t->list);
    *t = (gg_report_tests){0};
}
