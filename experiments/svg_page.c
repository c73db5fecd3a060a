/* experiments/svg_page.c -- a figure's SVG as a part of a page, at half the size. */
#include "experiments/svg_page.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "experiments/svg_line.h"

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

/* A name that nothing refers to, and that a picture of several panels gives twice. -> its end */
static const char *after_plot_name(const char *at)
{
    static const char group[] = "<g id=\"";
    if (!begins(at, group)) return NULL;
    const char *end = strchr(at + strlen(group), '"');
    const char *plot = strstr(at, "gnuplot_plot_");
    return end && plot && plot < end ? end + 1 : NULL;
}

/* The file's name for itself, as the beginning of an id or of a reference. */
static bool is_name(const copy *c, const char *from, const char *at)
{
    if (at == from || strncmp(at, c->name, c->name_length) != 0) return false;
    return strchr("\"'#", at[-1]) != NULL;
}

/* What SVG takes for granted or the root says for all, and the font, which the figure's own style
 * names. -> its end */
static const char *after_default(const char *at)
{
    static const char *const said[] = {" stroke-linecap=\"butt\"", " stroke-linejoin=\"miter\"",
                                       " class=\"gridline\"",
                                       " fill=\"none\" color=\"black\" stroke=\"currentColor\"",
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

/* "175, 205, 229)'", the colour of an area, in few letters. -> its end, or NULL */
static const char *write_fill(const char *at, FILE *to)
{
    unsigned red;
    unsigned green;
    unsigned blue;
    int length = 0;
    if (sscanf(at, "%3u, %3u, %3u)'%n", &red, &green, &blue, &length) != 3 || !length)
        return NULL;
    fprintf(to, "fill='#%02x%02x%02x'", red, green, blue);
    return at + length;
}

/* What may be left out or written shorter. -> where to go on, NULL if it is nothing of that */
static const char *shorten(const copy *c, const char *at)
{
    static const char points[] = "points = '";
    static const char fill[] = "fill = 'rgb(";
    const char *after = after_plot_name(at);
    if (after) fputs("<g", c->to);
    if (!after) after = after_empty_group(at);
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
    if (begins(at, fill)) return write_fill(at + strlen(fill), c->to);
    const bool polygon = begins(at, points);
    const size_t skip = polygon ? strlen(points) : begins(at, " d='") ? 4 : 0;
    if (!skip || !gg_svg_is_line(at + skip)) return NULL;
    fputs(polygon ? "d='" : " d='", c->to);
    return gg_svg_line(at + skip, polygon, c->to);
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
            "fill=\"none\" color=\"black\" stroke=\"currentColor\" "
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
