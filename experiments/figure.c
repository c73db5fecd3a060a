/* experiments/figure.c -- from a folder of results to pictures. */
#include "experiments/figure.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/option.h"
#include "experiments/card.h"
#include "experiments/figure_data.h"
#include "experiments/share.h"
#include "experiments/svg.h"

enum { AT_ONCE = 2, MOST_FIGURES = 64 };

typedef struct desk { /* drawings in the making */
    gg_results *results;
    const gg_figure_request *request;
    gg_pictures done;
    pid_t process[AT_ONCE]; /* 0: free */
    gg_drawing drawing[AT_ONCE];
    gg_picture picture[AT_ONCE];
} desk;

static void picture_close(gg_picture *p)
{
    free(p->headline);
    free(p->subline);
    free(p->how);
    *p = (gg_picture){0};
}

void gg_pictures_close(gg_pictures *p)
{
    for (size_t i = 0; p && i < p->count; i++) picture_close(&p->list[i]);
    if (p) free(p->list);
    if (p) *p = (gg_pictures){0};
}

static gg_status make_folder(const char *path)
{
    char part[4300];
    snprintf(part, sizeof part, "%s", path);
    for (char *c = part + 1;; c++) {
        const char kept = *c;
        if (kept && kept != '/') continue;
        *c = 0;
        if (mkdir(part, 0777) && errno != EEXIST)
            return gg_fail(GG_IO, "cannot make the folder '%s': %s", part, strerror(errno));
        *c = kept;
        if (!kept) return GG_OK;
    }
}

static gg_status rename_file(const char *from, const char *to)
{
    if (rename(from, to)) return gg_fail(GG_IO, "cannot write '%s': %s", to, strerror(errno));
    return GG_OK;
}

static gg_status publish_svg(const gg_picture *p, const char *from, const char *to)
{
    char *svg;
    char part[4400];
    GG_TRY(gg_share_read(from, &svg));
    snprintf(part, sizeof part, "%s.part", from);
    FILE *out = fopen(part, "w");
    gg_status status = out ? gg_svg_write(svg, p->name, p->headline, out) : GG_OK;
    free(svg);
    if (status == GG_OK && (!out || ferror(out)))
        status = gg_fail(GG_IO, "cannot write '%s': %s", part, strerror(errno));
    if (out && fclose(out) && status == GG_OK)
        status = gg_fail(GG_IO, "cannot write '%s': %s", part, strerror(errno));
    if (status) return status;
    remove(from);
    return rename_file(part, to);
}

/* A figure may leave a film beside its picture. */
static gg_status publish_film(const desk *d, size_t i)
{
    char from[4300];
    char to[4300];
    snprintf(from, sizeof from, "%s/film.gif", d->drawing[i].folder);
    snprintf(to, sizeof to, "%s/%s.gif", d->request->folder, d->picture[i].name);
    return access(from, F_OK) == 0 ? rename_file(from, to) : GG_OK;
}

static gg_status publish(desk *d, size_t i)
{
    const gg_picture *p = &d->picture[i];
    for (size_t k = 0; k < GG_FORMATS; k++) {
        char from[4300];
        char to[4300];
        if (!d->request->format[k]) continue;
        snprintf(from, sizeof from, "%s/picture.%s", d->drawing[i].folder, gg_formats[k]);
        snprintf(to, sizeof to, "%s/%s.%s", d->request->folder, p->name, gg_formats[k]);
        if (k == 0 && !d->request->dark)
            GG_TRY(publish_svg(p, from, to));
        else
            GG_TRY(rename_file(from, to));
    }
    GG_TRY(publish_film(d, i));
    if (d->request->progress) d->request->progress(p->name);
    return GG_OK;
}

/* Waits for one drawing and shelves it: in the order in which they were begun. */
static gg_status finish_one(desk *d)
{
    size_t i = AT_ONCE;
    gg_status status = gg_gnuplot_wait(d->process, d->drawing, AT_ONCE, &i);
    if (i < AT_ONCE) d->process[i] = 0;
    if (status == GG_OK) status = publish(d, i);
    return status;
}

static size_t busy(const desk *d)
{
    size_t count = 0;
    for (size_t i = 0; i < AT_ONCE; i++) count += d->process[i] != 0;
    return count;
}

static char *copy_text(const char *text)
{
    char *copy = malloc(strlen(text) + 1);
    if (copy) strcpy(copy, text);
    return copy;
}

/* Takes the head's texts over. */
static gg_status shelve(desk *d, const gg_picture *name, gg_figure_data *head, const char *how)
{
    gg_pictures *p = &d->done;
    if (p->count == p->room) {
        const size_t room = p->room ? 2 * p->room : 16;
        gg_picture *list = realloc(p->list, room * sizeof *list);
        if (!list) return gg_fail(GG_NO_MEMORY, "no memory for %zu pictures", room);
        p->list = list;
        p->room = room;
    }
    gg_picture *new = &p->list[p->count++];
    *new = *name;
    new->headline = head->headline;
    new->subline = head->subline;
    *head = (gg_figure_data){0};
    new->how = copy_text(how ? how : "");
    return new->how ? GG_OK : gg_fail(GG_NO_MEMORY, "no memory for a picture's text");
}

static gg_status write_data(desk *d, const gg_card *card, sqlite3_stmt *each,
                            const gg_picture *p, const char *folder, gg_figure_data *out)
{
    char part[4300];
    char path[4300];
    GG_TRY(make_folder(folder));
    snprintf(part, sizeof part, "%s/numbers.csv.part", folder);
    snprintf(path, sizeof path, "%s/%s.csv", d->request->folder, p->name);
    FILE *csv = fopen(part, "w");
    if (!csv) return gg_fail(GG_IO, "cannot write '%s': %s", part, strerror(errno));
    const gg_status status = gg_figure_data_write(out, d->results, card, each, folder, csv);
    const bool broken = ferror(csv) != 0;
    if ((fclose(csv) || broken) && status == GG_OK)
        return gg_fail(GG_IO, "cannot write '%s': %s", part, strerror(errno));
    return status ? status : rename_file(part, path);
}

/* The card's name, and of its row the suffix, in letters that any file system takes. */
static void name_picture(gg_picture *p, const gg_card *card, sqlite3_stmt *each)
{
    snprintf(p->figure, sizeof p->figure, "%s", card->name);
    snprintf(p->name, sizeof p->name, "%s", card->name);
    const unsigned char *suffix = each ? sqlite3_column_text(each, 0) : NULL;
    if (!suffix || !*suffix) return;
    const size_t start = strlen(p->name);
    snprintf(p->name + start, sizeof p->name - start, "_%.80s", (const char *)suffix);
    for (char *c = p->name + start; *c; c++)
        if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789_", *c)) *c = '_';
}

static gg_status begin(desk *d, const gg_card *card, sqlite3_stmt *each)
{
    gg_picture p = {0};
    gg_figure_data head = {0};
    gg_drawing drawing = {.dark = d->request->dark};
    char file[128];
    name_picture(&p, card, each);
    snprintf(drawing.folder, sizeof drawing.folder, "%s/data/%s", d->request->folder, p.name);
    memcpy(drawing.format, d->request->format, sizeof drawing.format);
    GG_TRY(write_data(d, card, each, &p, drawing.folder, &head));
    snprintf(file, sizeof file, "plots/%s.gp", head.rows ? card->name : "nothing");
    gg_status status = gg_share_path(file, drawing.script, sizeof drawing.script);
    if (status == GG_OK) status = shelve(d, &p, &head, card->how);
    gg_figure_data_close(&head);
    if (status == GG_OK && busy(d) == AT_ONCE) status = finish_one(d);
    if (status) return status;
    size_t i = 0;
    while (d->process[i]) i++;
    p.headline = d->done.list[d->done.count - 1].headline;
    d->drawing[i] = drawing;
    d->picture[i] = p;
    return gg_gnuplot_start(&d->process[i], &drawing);
}

/* Views are built before the first query runs. */
static gg_status build_views(desk *d, const gg_card *card)
{
    if (card->each) GG_TRY(gg_results_need(d->results, card->each));
    for (size_t i = 0; i < card->count; i++)
        GG_TRY(gg_results_need(d->results, card->queries[i].sql));
    return GG_OK;
}

static gg_status draw_card(desk *d, const gg_card *card)
{
    GG_TRY(build_views(d, card));
    if (!card->each) return begin(d, card, NULL);
    char what[96];
    sqlite3_stmt *each;
    snprintf(what, sizeof what, "plots/%s.gp: each", card->name);
    GG_TRY(gg_results_ask(d->results, card->each, what, &each));
    gg_status status = GG_OK;
    size_t rows = 0;
    int state;
    for (; status == GG_OK && (state = sqlite3_step(each)) == SQLITE_ROW; rows++)
        status = begin(d, card, each);
    if (status == GG_OK && rows == 0 && d->request->names) status = begin(d, card, NULL);
    if (status == GG_OK && state != SQLITE_DONE)
        status = gg_fail(GG_BAD_INPUT, "%s: %s", what, sqlite3_errmsg(d->results->sql));
    sqlite3_finalize(each);
    return status;
}

static const char *name_at(const void *list, size_t i)
{
    const char *name = (const char *)list + 64 * i;
    return *name ? name : NULL;
}

static bool asked_for(const char *names, const char *name)
{
    const size_t length = strlen(name);
    for (const char *at = names; *at;) {
        if (strncmp(at, name, length) == 0 && strchr(",", at[length])) return true;
        at += strcspn(at, ",");
        at += *at == ',';
    }
    return false;
}

/* Every word of `names` must be the name of a figure. */
static gg_status check_names(const char *names, char known[][64])
{
    for (const char *at = names; *at;) {
        char word[64];
        const size_t length = strcspn(at, ",");
        snprintf(word, sizeof word, "%.*s", (int)(length < 63 ? length : 63), at);
        size_t i = 0;
        while (known[i][0] && strcmp(known[i], word) != 0) i++;
        const char *near = known[i][0] ? NULL : gg_nearest(word, name_at, known);
        if (near)
            return gg_fail(GG_NOT_FOUND, "no figure '%s' (did you mean '%s'?)", word, near);
        if (!known[i][0])
            return gg_fail(GG_NOT_FOUND, "no figure '%s' (plots/*.gp are the figures)", word);
        at += length + (at[length] == ',');
    }
    return GG_OK;
}

/* Does the card belong to a study in the file, or was it asked for by name? */
static gg_status is_wanted(desk *d, const gg_card *card, bool *out)
{
    const char *names = d->request->names;
    *out = names ? asked_for(names, card->name) : !card->study;
    if (names || !card->study) return GG_OK;
    sqlite3_stmt *ask;
    GG_TRY(gg_results_ask(d->results,
                          "SELECT study FROM main.run UNION SELECT study FROM main.trial",
                          "studies", &ask));
    while (sqlite3_step(ask) == SQLITE_ROW)
        *out = *out || gg_card_is_for(card, (const char *)sqlite3_column_text(ask, 0));
    sqlite3_finalize(ask);
    return GG_OK;
}

static gg_status draw_named(desk *d, const char *name)
{
    gg_card card;
    GG_TRY(gg_card_read(&card, name));
    bool wanted = false;
    gg_status status = is_wanted(d, &card, &wanted);
    if (status == GG_OK && wanted) status = draw_card(d, &card);
    gg_card_close(&card);
    return status;
}

gg_status gg_figures_draw(gg_pictures *out, gg_results *r, const gg_figure_request *request)
{
    char names[MOST_FIGURES + 1][64] = {{0}};
    size_t count;
    desk d = {.results = r, .request = request};
    GG_TRY(gg_gnuplot_find());
    GG_TRY(gg_card_list(names, MOST_FIGURES, &count));
    memset(names[count], 0, sizeof names[count]);
    if (request->names) GG_TRY(check_names(request->names, names));
    gg_results_lock(r);
    gg_status status = GG_OK;
    for (size_t i = 0; i < count && status == GG_OK; i++) status = draw_named(&d, names[i]);
    while (busy(&d)) {
        const gg_status last = finish_one(&d);
        if (status == GG_OK) status = last;
    }
    if (status == GG_OK)
        *out = d.done;
    else
        gg_pictures_close(&d.done);
    return status;
}
