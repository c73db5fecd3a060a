/* experiments/svg_page.c -- a figure's SVG as a part of a page, at half the size. */
#include "experiments/svg_page.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

typedef struct copy {
    const char *name, *id;
    size_t name_length;
    FILE *to;
} copy;

static bool begins(const char *at, const char *word)
{
    return strncmp(at, word, strlen(word)) == 0;
}

static const char *skip_blanks(const char *at)
{
    return at + strspn(at, " \t\n");
}

/* --- lines ------------------------------------------------------------------------------------ */

typedef struct pen { /* in tenths of a pixel */
    long x, y;
    long start_x, start_y; /* of the part that z would close */
    char last;             /* command, 0 before the first */
    bool point;            /* the number before had a decimal point */
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

static void write_move(pen *p, char command, double x, double y)
{
    const long to_x = lround(10 * x);
    const long to_y = lround(10 * y);
    const bool stays = to_x == p->x && to_y == p->y;
    if (command == 'L' && stays && p->last == 'l') return;
    const char shown = command == 'L' ? 'l' : p->last ? 'm' : 'M';
    if (shown != p->last) fputc(shown, p->to);
    write_tenths(p, to_x - p->x, shown != p->last);
    write_tenths(p, to_y - p->y, false);
    p->last = shown == 'm' ? ' ' : shown; /* a second pair after m would be a line */
    p->x = to_x;
    p->y = to_y;
    if (shown == 'l') return;
    p->start_x = to_x;
    p->start_y = to_y;
}

static void close_part(pen *p)
{
    fputc('z', p->to);
    p->x = p->start_x;
    p->y = p->start_y;
    p->last = 'z';
}

/* "M1.00,2.00 L3.00,4.00 Z" or the corners of a polygon, up to the quote. -> the quote */
static const char *write_line(const char *at, bool polygon, FILE *to)
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
        write_move(&p, command, x, y);
        at = end;
        if (command == 'M') command = 'L';
    }
    if (polygon) fputc('z', to);
    return at;
}

static bool is_line(const char *at)
{
    const char *end = at + strspn(at, "MLZz-.,0123456789 \t\n");
    return *end == '\'' || *end == '"';
}

/* --- markup ----------------------------------------------------------------------------------- */

/* -> after the group, if `at` is the beginning of one that shows nothing; NULL if not */
static const char *after_empty_group(const char *at)
{
    if (!begins(at, "<g ")) return NULL;
    const char *end = strchr(at, '>');
    if (!end) return NULL;
    end = skip_blanks(end + 1);
    if (begins(end, "<text></text>")) end = skip_blanks(end + strlen("<text></text>"));
    return begins(end, "</g>") ? skip_blanks(end + strlen("</g>")) : NULL;
}

/* The file's name for itself, as the beginning of an id or of a reference. */
static bool is_name(const copy *c, const char *from, const char *at)
{
    if (at == from || strncmp(at, c->name, c->name_length) != 0) return false;
    return strchr("\"'#", at[-1]) != NULL;
}

/* What SVG takes for granted, and the font, which the figure's own style names. -> its end */
static const char *after_default(const char *at)
{
    static const char *const said[] = {" stroke-linecap=\"butt\"", " stroke-linejoin=\"miter\"",
                                       " class=\"gridline\"",
                                       "<tspan font-size=\"14.0\" dy=\"0.00\"></tspan>"};
    for (size_t i = 0; i < sizeof said / sizeof said[0]; i++)
        if (begins(at, said[i])) return at + strlen(said[i]);
    if (!begins(at, " font-family=\"")) return NULL;
    const char *end = strchr(at + strlen(" font-family=\""), '"');
    return end ? end + 1 : NULL;
}

static const char *copy_one(const copy *c, const char *from, const char *at)
{
    if (is_name(c, from, at)) {
        fputs(c->id, c->to);
        return at + c->name_length;
    }
    if (at > from && *at == '\t') return at + 1;
    if (at > from && at[-1] == '\n' && *at == '\n') return at + 1;
    fputc(*at, c->to);
    return at + 1;
}

/* What may be left out or written shorter. -> where to go on, NULL if it is nothing of that */
static const char *shorten(const copy *c, const char *at)
{
    static const char points[] = "points = '";
    const char *after = after_empty_group(at);
    if (!after) after = after_default(at);
    if (after) return after;
    if (begins(at, "<title>")) {
        const char *end = strstr(at, "</title>");
        return end ? end + strlen("</title>") : NULL;
    }
    if (begins(at, "<polygon ")) {
        fputs("<path ", c->to);
        return at + strlen("<polygon ");
    }
    const bool polygon = begins(at, points);
    const size_t skip = polygon ? strlen(points) : begins(at, " d='") ? 4 : 0;
    if (!skip || !is_line(at + skip)) return NULL;
    fputs(polygon ? "d='" : " d='", c->to);
    return write_line(at + skip, polygon, c->to);
}

gg_status gg_svg_page(const char *svg, const char *name, const char *id, int head, FILE *to)
{
    const copy c = {.name = name, .id = id, .name_length = strlen(name), .to = to};
    const char *box = strstr(svg, "viewBox=\"0 0 ");
    const char *at = strchr(svg, '>');
    const char *drawn = strstr(svg, "</defs>");
    int width = 0;
    int height = 0;
    if (!at || !box || box > at || !drawn || !strstr(drawn, "</svg>") ||
        sscanf(box, "viewBox=\"0 0 %d %d", &width, &height) != 2 || height <= head)
        return gg_fail(GG_BAD_INPUT, "%s.svg is not a figure of ours", name);
    fprintf(to,
            "<svg id=\"%s\" role=\"img\" aria-labelledby=\"%s-title\" style=\"--w:%d\" "
            "viewBox=\"0 %d %d %d\" data-whole=\"0 0 %d %d\" "
            "xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"",
            id, id, width, head, width, height - head, width, height);
    while (at < drawn) at = copy_one(&c, svg, at);
    while (*at) {
        const char *after = shorten(&c, at);
        at = after ? after : copy_one(&c, svg, at);
    }
    return GG_OK;
}
