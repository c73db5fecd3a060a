/* experiments/report_figures.c -- the figures of a folder, each with its words and its numbers. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "experiments/card.h"
#include "experiments/html.h"
#include "experiments/report_chapter.h"
#include "experiments/share.h"
#include "experiments/svg_page.h"

/* The head of every figure ends above it: plots/open.gp. */
enum { HEAD = 62 };

/* Numbers up to here travel within the page. The rest would make it too long to be sent. */
static const long most_bytes = 20000;

/* "convergence_calls_n10" -> "n = 10", "twins_shifted_sphere" -> "shifted sphere" */
static void name_variant(const gg_picture *p, char out[], size_t room)
{
    const char *suffix = p->name + strlen(p->figure);
    suffix += *suffix == '_';
    const size_t digits = *suffix == 'n' ? strspn(suffix + 1, "0123456789") : 0;
    if (digits && !suffix[1 + digits])
        snprintf(out, room, "n\u00a0=\u00a0%s", suffix + 1);
    else if (strcmp(suffix, "own") == 0)
        snprintf(out, room, "n\u00a0of\u00a0the\u00a0loss");
    else
        snprintf(out, room, "%s", suffix);
    for (char *c = out; *c; c++)
        if (*c == '_') *c = ' ';
}

/* "Targets reached", or the file's name. */
static gg_status find_title(const gg_picture *p, char out[], size_t room)
{
    gg_card card;
    GG_TRY(gg_card_read(&card, p->figure));
    snprintf(out, room, "%s", card.title ? card.title : p->figure);
    gg_card_close(&card);
    return GG_OK;
}

gg_status gg_report_entry(const gg_picture *p, const char *id, FILE *to)
{
    char title[160];
    char variant[160];
    GG_TRY(find_title(p, title, sizeof title));
    name_variant(p, variant, sizeof variant);
    gg_html(to, "<li><a href=\"#%s-%s\" data-figure>%s%s%s</a></li>\n", id, p->name, title,
            *variant ? ", " : "", variant);
    return GG_OK;
}

static gg_status write_svg(const gg_picture *p, const char *path, size_t number, FILE *to)
{
    char id[32];
    char *svg;
    GG_TRY(gg_share_read(path, &svg));
    snprintf(id, sizeof id, "f%zu", number);
    fputs("<div class=\"plot\" tabindex=\"0\">", to);
    const gg_status status = gg_svg_page(svg, p->name, id, HEAD, to);
    fputs("</div>\n", to);
    free(svg);
    return status;
}

static gg_status write_numbers(const char *folder, const gg_picture *p, FILE *to)
{
    char path[4400];
    struct stat about;
    snprintf(path, sizeof path, "%s/figures/%s.csv", folder, p->name);
    if (stat(path, &about)) return gg_fail(GG_IO, "the figure's numbers, %s, are gone", path);
    if (about.st_size > most_bytes) {
        gg_html(to, "<span>Numbers: <code>figures/%s.csv</code></span>", p->name);
        return GG_OK;
    }
    gg_html(to, "<a download=\"%s.csv\" href=\"data:text/csv;base64,", p->name);
    GG_TRY(gg_html_base64(path, to));
    fputs("\">Numbers (CSV)</a>", to);
    return GG_OK;
}

/* A film is too long to travel within the page. */
static void write_film(const char *folder, const gg_picture *p, FILE *to)
{
    char path[4400];
    struct stat about;
    snprintf(path, sizeof path, "%s/figures/%s.gif", folder, p->name);
    if (stat(path, &about) == 0)
        gg_html(to, " <span>Film: <code>figures/%s.gif</code></span>", p->name);
}

/* No line ends between a number and its percent sign, or within CMA-ES. */
static void write_headline(const char *text, FILE *to)
{
    for (const char *at = text; *at; at++) {
        const char letter[2] = {*at, 0};
        if (strncmp(at, " %", 2) == 0)
            gg_html(to, "%s", "\u00a0");
        else
            gg_html(to, "%s", strncmp(at, "-ES", 3) == 0 ? "\u2011" : letter);
    }
}

gg_status gg_report_figure(const gg_picture *p, const char *folder, const char *id,
                           size_t number, FILE *to)
{
    char path[4400];
    char title[160];
    GG_TRY(find_title(p, title, sizeof title));
    snprintf(path, sizeof path, "%s/figures/%s.svg", folder, p->name);
    gg_html(to, "<figure id=\"%s-%s\">\n<h4>", id, p->name);
    write_headline(*p->headline ? p->headline : title, to);
    gg_html(to, "</h4>\n<p class=\"subline\">%s</p>\n", p->subline);
    GG_TRY(write_svg(p, path, number, to));
    fputs("<figcaption>", to);
    if (*p->how) gg_html(to, "<p><strong>How to read this.</strong> %s</p>", p->how);
    fputs("<p class=\"links\">", to);
    GG_TRY(write_numbers(folder, p, to));
    write_film(folder, p, to);
    gg_html(to,
            " <button type=\"button\" data-save=\"f%zu\" data-name=\"%s\" hidden>Picture "
            "(SVG)</button></p></figcaption>\n</figure>\n",
            number, p->name);
    return GG_OK;
}

gg_status gg_report_figures(gg_chapter *c, size_t *drawn, FILE *contents, FILE *to)
{
    gg_html(contents, "<li><a href=\"#%s-figures\">%s</a><ol>\n", c->id, c->title);
    gg_html(to, "<section id=\"%s-figures\">\n<p class=\"kicker\">%s</p>\n<h3>%s</h3>\n", c->id,
            c->study, c->title);
    if (c->pictures.count == 0) fputs("<p>These results have no figures.</p>\n", to);
    for (size_t i = 0; i < c->pictures.count; i++) {
        const gg_picture *p = &c->pictures.list[i];
        GG_TRY(gg_report_entry(p, c->id, contents));
        GG_TRY(gg_report_figure(p, c->folder, c->id, ++*drawn, to));
    }
    fputs("</ol></li>\n", contents);
    fputs("</section>\n", to);
    return GG_OK;
}
