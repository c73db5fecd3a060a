/* experiments/card.c -- reads the head of a figure's .gp file. */
#include "experiments/card.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "experiments/share.h"

/* *text = *text + " " + more[length] */
static gg_status extend(char **text, const char *more, size_t length)
{
    const size_t used = *text ? strlen(*text) : 0;
    char *longer = realloc(*text, used + length + 2);
    if (!longer) return gg_fail(GG_NO_MEMORY, "no memory for a figure's card");
    snprintf(longer + used, length + 2, "%s%.*s", used ? " " : "", (int)length, more);
    *text = longer;
    return GG_OK;
}

/* "head", "data NAME", ...: a new query. */
static char **new_query(gg_card *c, const char *word, const char *name)
{
    static const char *const kinds[] = {"head", "data", "split", "grid"};
    for (int k = 0; k < 4; k++)
        if (strcmp(word, kinds[k]) == 0 && c->count < GG_CARD_QUERIES) {
            gg_query *q = &c->queries[c->count++];
            q->kind = (gg_query_kind)k;
            snprintf(q->name, sizeof q->name, "%s", k ? name : "head");
            return &q->sql;
        }
    return NULL;
}

/* What a line adds to; its text begins at *text. NULL: no such word. */
static char **place_of(gg_card *c, const char *line, const char **text)
{
    char word[16] = "";
    char name[32] = "";
    int after_word = 0;
    int after_name = 0;
    sscanf(line, " %15[a-z]%n %31[a-z_]%n", word, &after_word, name, &after_name);
    *text = line + after_word;
    if (strcmp(word, "title") == 0) return &c->title;
    if (strcmp(word, "study") == 0) return &c->study;
    if (strcmp(word, "each") == 0) return &c->each;
    if (strcmp(word, "how") == 0) return &c->how;
    if (strcmp(word, "head") != 0) *text = line + after_name;
    return new_query(c, word, name);
}

static gg_status read_line(gg_card *c, const char *line, size_t length, size_t number,
                           char ***place)
{
    if (length < 2 || strncmp(line, "#:", 2) != 0) return GG_OK;
    char copy[2048];
    if (length >= sizeof copy)
        return gg_fail(GG_BAD_INPUT, "plots/%s.gp:%zu: a line longer than %zu", c->name, number,
                       sizeof copy - 1);
    snprintf(copy, sizeof copy, "%.*s", (int)(length - 2), line + 2);
    const char *text = copy;
    if (strncmp(copy, "   ", 3) != 0) *place = place_of(c, copy, &text);
    if (!*place)
        return gg_fail(GG_BAD_INPUT,
                       "plots/%s.gp:%zu: expected title, study, each, head, data NAME, split "
                       "NAME, grid NAME or how (at most %d queries)",
                       c->name, number, GG_CARD_QUERIES);
    text += strspn(text, " ");
    return extend(*place, text, strlen(text));
}

gg_status gg_card_read(gg_card *out, const char *name)
{
    gg_card c = {0};
    snprintf(c.name, sizeof c.name, "%s", name);
    char file[128];
    char path[4096];
    char *text;
    snprintf(file, sizeof file, "plots/%s.gp", name);
    GG_TRY(gg_share_path(file, path, sizeof path));
    GG_TRY(gg_share_read(path, &text));
    gg_status status = GG_OK;
    char **place = NULL;
    size_t number = 1;
    for (const char *at = text; *at == '#' && status == GG_OK; number++) {
        const size_t length = strcspn(at, "\n");
        status = read_line(&c, at, length, number, &place);
        at += length + (at[length] == '\n');
    }
    free(text);
    if (status == GG_OK)
        *out = c;
    else
        gg_card_close(&c);
    return status;
}

void gg_card_close(gg_card *c)
{
    if (!c) return;
    free(c->title);
    free(c->study);
    free(c->each);
    free(c->how);
    for (size_t i = 0; i < c->count; i++) free(c->queries[i].sql);
    *c = (gg_card){0};
}

static int by_name(const void *a, const void *b)
{
    return strcmp(a, b);
}

/* Is plots/<name>.gp a figure? One that only others load has no title. */
static gg_status has_title(const char *name, bool *out)
{
    gg_card c;
    GG_TRY(gg_card_read(&c, name));
    *out = c.title;
    gg_card_close(&c);
    return GG_OK;
}

gg_status gg_card_list(char names[][64], size_t room, size_t *count)
{
    char path[4096];
    GG_TRY(gg_share_path("plots", path, sizeof path));
    DIR *folder = opendir(path);
    if (!folder) return gg_fail(GG_NOT_FOUND, "cannot list '%s'", path);
    gg_status status = GG_OK;
    size_t found = 0;
    for (struct dirent *d; status == GG_OK && found < room && (d = readdir(folder));) {
        const size_t length = strlen(d->d_name);
        if (length < 4 || length > 60 || strcmp(d->d_name + length - 3, ".gp") != 0) continue;
        bool figure = false;
        snprintf(names[found], 64, "%.*s", (int)(length - 3), d->d_name);
        status = has_title(names[found], &figure);
        found += figure;
    }
    closedir(folder);
    qsort(names, found, sizeof names[0], by_name);
    *count = found;
    return status;
}

bool gg_card_is_for(const gg_card *c, const char *study)
{
    if (!c->study) return true;
    const size_t length = strlen(study);
    for (const char *at = c->study; *at; at += strcspn(at, ", ")) {
        at += strspn(at, ", ");
        if (strncmp(at, study, length) == 0 && strchr(", ", at[length])) return true;
    }
    return false;
}
