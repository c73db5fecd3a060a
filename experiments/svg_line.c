/* experiments/svg_line.c -- gnuplot's lines, written shorter. */
#include "experiments/svg_line.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { HELD = 48 }; /* corners that wait, at most */

static const double tolerance = 1.5; /* tenths of a pixel: nobody sees less */

typedef struct corner { /* in tenths of a pixel */
    long x, y;
} corner;

typedef struct pen {
    corner at, start; /* start of the part that z would close */
    corner held[HELD];
    size_t count; /* held back: the last of them may stand for all */
    char last;    /* command, 0 before the first */
    bool point;   /* the number before had a decimal point */
    FILE *to;
} pen;

/* Without zeros that say nothing, and apart from the number before only where it must be. */
static void write_tenths(pen *p, long tenths, bool first)
{
    const bool point = tenths % 10 != 0;
    const bool bare = point && labs(tenths) < 10; /* ".5" */
    if (!first && tenths >= 0 && !(bare && p->point)) fputc(' ', p->to);
    if (tenths < 0) fputc('-', p->to);
    if (!bare) fprintf(p->to, "%ld", labs(tenths) / 10);
    if (point) fprintf(p->to, ".%ld", labs(tenths) % 10);
    p->point = point;
}

static void write_step(pen *p, char command, corner to)
{
    if (command != p->last) fputc(command, p->to);
    write_tenths(p, to.x - p->at.x, command != p->last);
    write_tenths(p, to.y - p->at.y, false);
    p->last = command == 'm' ? ' ' : command; /* a second pair after m would be a line */
    p->at = to;
}

/* Is the corner near the line from `from` to `to`, and between its ends? */
static bool is_near(corner c, corner from, corner to)
{
    const double dx = (double)(to.x - from.x);
    const double dy = (double)(to.y - from.y);
    const double ux = (double)(c.x - from.x);
    const double uy = (double)(c.y - from.y);
    const double length = hypot(dx, dy);
    if (length == 0) return hypot(ux, uy) <= tolerance;
    const double along = (ux * dx + uy * dy) / length;
    return along >= 0 && along <= length && fabs(ux * dy - uy * dx) <= tolerance * length;
}

static void let_go(pen *p)
{
    if (!p->count) return;
    const corner end = p->held[p->count - 1];
    if (end.x != p->at.x || end.y != p->at.y) write_step(p, 'l', end);
    p->count = 0;
}

static void move(pen *p, corner to)
{
    let_go(p);
    write_step(p, p->last ? 'm' : 'M', to);
    p->start = to;
}

static void line(pen *p, corner to)
{
    bool spare = p->count < HELD;
    for (size_t i = 0; i < p->count && spare; i++) spare = is_near(p->held[i], p->at, to);
    if (!spare) let_go(p);
    p->held[p->count++] = to;
}

static void close_part(pen *p)
{
    let_go(p);
    fputc('z', p->to);
    p->at = p->start;
    p->last = 'z';
}

static const char *skip_blanks(const char *at)
{
    return at + strspn(at, " \t\n");
}

const char *gg_svg_line(const char *at, bool polygon, FILE *to)
{
    pen p = {.to = to};
    char command = 'M';
    for (at = skip_blanks(at); *at && *at != '\'' && *at != '"'; at = skip_blanks(at)) {
        if (strchr("MLZz", *at)) {
            command = *at++;
            if (command == 'Z' || command == 'z') close_part(&p);
            continue;
        }
        char *end;
        const double x = strtod(at, &end);
        if (*end == ',') end++;
        const double y = strtod(end, &end);
        if (end == at) break;
        const corner c = {lround(10 * x), lround(10 * y)};
        if (command == 'M')
            move(&p, c);
        else
            line(&p, c);
        at = end;
        if (command == 'M') command = 'L';
    }
    let_go(&p);
    if (polygon) fputc('z', to);
    return at;
}

bool gg_svg_is_line(const char *at)
{
    const char *end = at + strspn(at, "MLZz-.,0123456789 \t\n");
    return *end == '\'' || *end == '"';
}
