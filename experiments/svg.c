/* experiments/svg.c -- gnuplot's SVG, made fit for pages: light and dark, unique ids, a title. */
#include "experiments/svg.h"

#include <stdbool.h>
#include <string.h>

/* gnuplot writes fill="rgb(31,35,40)" for text and stroke="rgb( 31,  35,  40)" for lines, so
 * each ink of style.gp can be addressed. */
typedef struct ink {
    int light[3];
    const char *dark;
    bool ground; /* fills areas, too */
} ink;

static const ink inks[] = {
    {{31, 35, 40}, "#E6E8EB"},          {{91, 100, 112}, "#9BA3AF"},
    {{228, 231, 235}, "#2B3038", true}, {{201, 206, 214}, "#3A414B", true},
    {{0, 97, 154}, "#56B4E9"},          {{0, 122, 88}, "#2CC79B"},
    {{26, 115, 168}, "#8CCBF0"},        {{178, 78, 0}, "#FF8A3D"},
    {{143, 98, 0}, "#F2B632"},          {{162, 68, 122}, "#E3A3C6"},
    {{255, 255, 255}, "#14171C"},       {{146, 197, 227}, "#2B5678"},
    {{111, 176, 216}, "#356E99"},       {{31, 116, 173}, "#6FB0D8"},
    {{18, 80, 127}, "#92C5E3"},         {{11, 47, 79}, "#CBE5F5"},
};

/* Does the picture draw or write with it? */
static bool is_used(const int c[3], const char *svg)
{
    char text[32];
    char line[32];
    snprintf(text, sizeof text, "rgb(%d,%d,%d)", c[0], c[1], c[2]);
    snprintf(line, sizeof line, "rgb(%3d, %3d, %3d)", c[0], c[1], c[2]);
    return strstr(svg, text) || strstr(svg, line);
}

static void write_style(const char *svg, const char *id, FILE *to)
{
    fprintf(to,
            "<style>\n#%s text,#%s tspan{font-family:Lato,\"Open Sans\",\"Segoe UI\","
            "\"Helvetica Neue\",Arial,\"DejaVu Sans\",sans-serif}\n"
            "@media (prefers-color-scheme:dark){\n",
            id, id);
    for (size_t i = 0; i < sizeof inks / sizeof inks[0]; i++) {
        const int *c = inks[i].light;
        const char *dark = inks[i].dark;
        if (!is_used(c, svg)) continue;
        fprintf(to,
                "#%s [fill=\"rgb(%d,%d,%d)\"]{fill:%s}#%s [stroke=\"rgb(%3d, %3d, %3d)\"]"
                "{stroke:%s}#%s [color=\"rgb(%3d, %3d, %3d)\"]{color:%s}\n",
                id, c[0], c[1], c[2], dark, id, c[0], c[1], c[2], dark, id, c[0], c[1], c[2],
                dark);
    }
    for (size_t i = 0; i < sizeof inks / sizeof inks[0]; i++) {
        const int *c = inks[i].light;
        if (!inks[i].ground) continue; /* as gnuplot writes it, and as svg_page.c does */
        fprintf(to, "#%s [fill=\"rgb(%d, %d, %d)\"],#%s [fill=\"#%02x%02x%02x\"]{fill:%s}\n",
                id, c[0], c[1], c[2], id, (unsigned)c[0], (unsigned)c[1], (unsigned)c[2],
                inks[i].dark);
    }
    fprintf(to,
            "#%s [color=\"#FFFFFF\"]{color:#14171C}#%s feFlood[flood-color=\"#FFFFFF\"]"
            "{flood-color:#14171C}\n}\n</style>\n",
            id, id);
}

void gg_svg_text(const char *text, FILE *to)
{
    for (const char *c = text; *c; c++) {
        switch (*c) {
        case '&': fputs("&amp;", to); break;
        case '<': fputs("&lt;", to); break;
        case '>': fputs("&gt;", to); break;
        case '"': fputs("&quot;", to); break;
        case '\'': fputs("&#39;", to); break;
        default: fputc((unsigned char)*c < ' ' ? ' ' : *c, to);
        }
    }
}

/* The <svg ...> tag, whose viewBox is "0 0 WIDTH HEIGHT". */
static gg_status write_root(const char *svg, const char *id, FILE *to)
{
    const char *box = strstr(svg, "viewBox=\"0 0 ");
    int width = 0;
    int height = 0;
    if (!box || sscanf(box, "viewBox=\"0 0 %d %d", &width, &height) != 2)
        return gg_fail(GG_BAD_INPUT, "%s: gnuplot's SVG has no viewBox", id);
    fprintf(to,
            "<svg id=\"%s\" role=\"img\" aria-labelledby=\"%s-title\" width=\"%d\" "
            "height=\"%d\" viewBox=\"0 0 %d %d\" xmlns=\"http://www.w3.org/2000/svg\" "
            "xmlns:xlink=\"http://www.w3.org/1999/xlink\">\n",
            id, id, width, height, width, height);
    return GG_OK;
}

static bool begins(const char *at, const char *word)
{
    return strncmp(at, word, strlen(word)) == 0;
}

/* What must not be said twice on one page: where a name begins, the prefix is put. */
static size_t name_after(const char *at)
{
    static const char *const before[] = {"id=\"",   "id='",  "href=\"#",
                                         "href='#", "url(#", "url('#"};
    for (size_t i = 0; i < sizeof before / sizeof before[0]; i++)
        if (begins(at, before[i])) return strlen(before[i]);
    return 0;
}

/* The length of a path's coordinate of two decimals, of which one is enough; else 0. */
static size_t coordinate(const char *at)
{
    const size_t whole = strspn(at, "0123456789");
    if (whole == 0 || at[whole] != '.') return 0;
    const size_t decimals = strspn(at + whole + 1, "0123456789");
    return decimals == 2 ? whole + 3 : 0;
}

/* The length of what says nothing: joins of lines that SVG has anyway, and the command that drew
 * a line, which a browser would show as its name. */
static size_t nothing_at(const char *at)
{
    static const char joins[] = " stroke-linecap=\"butt\" stroke-linejoin=\"miter\"";
    static const char end[] = "</title>";
    if (begins(at, joins)) return sizeof joins - 1;
    const char *after = begins(at, "<title>") ? strstr(at, end) : NULL;
    return after ? (size_t)(after - at) + sizeof end - 1 : 0;
}

/* "<g ...>" and "</g>" on two lines -> the length of both */
static size_t empty_group(const char *at)
{
    if (!begins(at, "<g ")) return 0;
    const size_t first = strcspn(at, "\n");
    return begins(at + first, "\n</g>\n") && at[first - 1] == '>' ? first + 6 : 0;
}

/* The length of what opens a list of coordinates, or 0. */
static size_t list_after(const char *at)
{
    static const char *const before[] = {"d='", "points='", "points = '"};
    for (size_t i = 0; i < sizeof before / sizeof before[0]; i++)
        if (begins(at, before[i])) return strlen(before[i]);
    return 0;
}

/* *list: within a list of coordinates, which may go on for several lines. */
static void write_line(const char *line, size_t length, const char *id, bool *list, FILE *to)
{
    for (size_t i = 0; i < length;) {
        i += nothing_at(line + i);
        if (i >= length) break;
        const size_t name = *list ? 0 : name_after(line + i);
        const size_t opened = *list || name ? 0 : list_after(line + i);
        const size_t number = *list ? coordinate(line + i) : 0;
        const size_t step = name + opened + number ? name + opened + number : 1;
        if (opened)
            *list = true;
        else if (line[i] == '\'')
            *list = false;
        fwrite(line + i, 1, number ? number - 1 : step, to);
        if (name) fprintf(to, "%s-", id);
        i += step;
    }
    fputc('\n', to);
}

gg_status gg_svg_write(const char *svg, const char *id, const char *title, FILE *to)
{
    const char *root = strstr(svg, "<svg");
    if (!root || !strstr(svg, "</svg>"))
        return gg_fail(GG_BAD_INPUT, "%s: gnuplot's SVG is not whole", id);
    GG_TRY(write_root(root, id, to));
    fprintf(to, "<title id=\"%s-title\">", id);
    gg_svg_text(title, to);
    fputs("</title>\n", to);
    write_style(svg, id, to);
    const char *at = strchr(root, '>') + 1;
    bool list = false;
    while (*at) {
        const size_t empty = empty_group(at);
        if (empty) {
            at += empty;
            continue;
        }
        const size_t length = strcspn(at, "\n");
        const bool dropped = begins(at, "<title>Gnuplot") || begins(at, "<desc>") ||
                             begins(at, "<rect x=\"0\" y=\"0\"") || length == 0;
        if (!dropped) write_line(at, length, id, &list, to);
        at += length + (at[length] == '\n');
    }
    return GG_OK;
}
