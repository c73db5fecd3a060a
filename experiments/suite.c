/* experiments/suite.c -- comma-separated lists, with the drawers of losses as suites. */
#include "experiments/suite.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/option.h"
#include "losses/loss.h"

static bool drawer_seen(size_t i)
{
    for (size_t j = 0; j < i; j++)
        if (strcmp(gg_loss_drawers[j], gg_loss_drawers[i]) == 0) return true;
    return false;
}

/* A loss that is nothing without a path is in no suite. */
static bool users_own(size_t i)
{
    return strcmp(gg_loss_drawers[i], "user") == 0;
}

const char *gg_suite_name(unsigned i)
{
    if (i == 0) return "all";
    for (size_t k = 0; gg_losses[k]; k++)
        if (!gg_losses[k]->wraps && !users_own(k) && !drawer_seen(k) && --i == 0)
            return gg_loss_drawers[k];
    return NULL;
}

static const char *name_at(const void *list, size_t i)
{
    (void)list;
    return gg_suite_name((unsigned)i);
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

static gg_status append_suite(words *l, const char *name)
{
    const bool all = strcmp(name, "all") == 0;
    bool found = false;
    for (size_t k = 0; gg_losses[k]; k++) {
        if (gg_losses[k]->wraps || users_own(k)) continue;
        if (!all && strcmp(gg_loss_drawers[k], name) != 0) continue;
        GG_TRY(append(l, gg_losses[k]->name, strlen(gg_losses[k]->name)));
        found = true;
    }
    if (found) return GG_OK;
    const char *near = gg_nearest(name, name_at, NULL);
    if (near) return gg_fail(GG_NOT_FOUND, "no suite '@%s' (did you mean '@%s'?)", name, near);
    return gg_fail(GG_NOT_FOUND, "no suite '@%s' (gradgap list suites shows all)", name);
}

static gg_status append_word(words *l, const char *text, size_t length)
{
    if (length == 0) return gg_fail(GG_BAD_INPUT, "an entry of the list is empty");
    if (*text != '@') return append(l, text, length);
    char name[64];
    snprintf(name, sizeof name, "%.*s", (int)(length - 1), text + 1);
    return append_suite(l, name);
}

gg_status gg_list_read(char ***out, const char *text)
{
    words l = {NULL, 0};
    gg_status status = GG_OK;
    for (bool more = true; status == GG_OK && more;) {
        const size_t length = strcspn(text, ",");
        status = append_word(&l, text, length);
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

void gg_list_close(char **list)
{
    for (size_t i = 0; list && list[i]; i++) free(list[i]);
    free(list);
}
