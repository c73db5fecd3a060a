/* experiments/suite.c -- comma-separated lists, with the drawers of losses as suites. */
#include "experiments/suite.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/option.h"
#include "losses/loss.h"
#include "optimizers/optimizer.h"

/* A catalogue in drawers. What is in no suite: wrappers, a user's own, which is nothing without a
 * path; and, in no "all", other people's methods. */
typedef struct shelf {
    const char *(*name)(size_t i); /* NULL after the last */
    const char *const *drawers;
    bool (*hidden)(size_t i);
    const char *apart; /* a drawer that "all" leaves out; NULL: none */
    const char *what;  /* "losses" */
} shelf;

static const char *loss_at(size_t i)
{
    return gg_losses[i] ? gg_losses[i]->name : NULL;
}

static bool hidden_loss(size_t i)
{
    return gg_losses[i]->wraps || strcmp(gg_loss_drawers[i], "user") == 0;
}

static const char *optimizer_at(size_t i)
{
    return gg_optimizers[i] ? gg_optimizers[i]->name : NULL;
}

static bool never(size_t i)
{
    (void)i;
    return false;
}

static const shelf losses = {loss_at, gg_loss_drawers, hidden_loss, NULL, "losses"};
static const shelf optimizers = {optimizer_at, gg_optimizer_drawers, never, "peers",
                                 "optimizers"};

static bool drawer_seen(const shelf *s, size_t i)
{
    for (size_t j = 0; j < i; j++)
        if (strcmp(s->drawers[j], s->drawers[i]) == 0) return true;
    return false;
}

static const char *suite_name(const shelf *s, size_t i)
{
    if (i == 0) return "all";
    for (size_t k = 0; s->name(k); k++)
        if (!s->hidden(k) && !drawer_seen(s, k) && --i == 0) return s->drawers[k];
    return NULL;
}

const char *gg_suite_name(unsigned i)
{
    return suite_name(&losses, i);
}

static const char *name_at(const void *list, size_t i)
{
    return suite_name(list, i);
}

typedef struct words {
    char **words; /* NULL-terminated */
    size_t count;
} words;

static gg_status append(words *l, const char *word, size_t length)
{
    char **more = realloc(l->words, (l->count + 2) * sizeof *more);
    if (more) {
        l->words = more;
        more[l->count] = NULL;
    }
    char *copy = more ? strndup(word, length) : NULL;
    if (!copy) return gg_fail(GG_NO_MEMORY, "no memory for a list");
    l->words[l->count++] = copy;
    l->words[l->count] = NULL;
    return GG_OK;
}

static gg_status append_suite(words *l, const shelf *s, const char *name)
{
    const bool all = strcmp(name, "all") == 0;
    bool found = false;
    for (size_t k = 0; s->name(k); k++) {
        if (s->hidden(k)) continue;
        if (all && s->apart && strcmp(s->drawers[k], s->apart) == 0) continue;
        if (!all && strcmp(s->drawers[k], name) != 0) continue;
        GG_TRY(append(l, s->name(k), strlen(s->name(k))));
        found = true;
    }
    if (found) return GG_OK;
    const char *near = gg_nearest(name, name_at, s);
    if (near) return gg_fail(GG_NOT_FOUND, "no suite '@%s' (did you mean '@%s'?)", name, near);
    return gg_fail(GG_NOT_FOUND, "no suite '@%s' of %s", name, s->what);
}

static gg_status append_word(words *l, const shelf *s, const char *text, size_t length)
{
    if (length == 0) return gg_fail(GG_BAD_INPUT, "an entry of the list is empty");
    if (*text != '@') return append(l, text, length);
    char name[64];
    snprintf(name, sizeof name, "%.*s", (int)(length - 1), text + 1);
    return append_suite(l, s, name);
}

static gg_status read_list(char ***out, const shelf *s, const char *text)
{
    words l = {NULL, 0};
    gg_status status = GG_OK;
    for (bool more = true; status == GG_OK && more;) {
        const size_t length = strcspn(text, ",");
        status = append_word(&l, s, text, length);
        more = text[length] == ',';
        text += length + more;
    }
    if (status != GG_OK) {
        gg_list_close(l.words);
        return status;
    }
    *out = l.words;
    return GG_OK;
}

gg_status gg_list_read(char ***out, const char *text)
{
    return read_list(out, &losses, text);
}

gg_status gg_optimizers_read(char ***out, const char *text)
{
    return read_list(out, &optimizers, text);
}

void gg_list_close(char **list)
{
    for (size_t i = 0; list && list[i]; i++) free(list[i]);
    free(list);
}
