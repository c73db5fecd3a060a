/* losses/part.c -- from the words of a part to a loss of the catalogue and its options. */
#include "losses/part.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_ROOM = 64 };

static const char *name_at(const void *list, size_t i)
{
    (void)list;
    return gg_losses[i] ? gg_losses[i]->name : NULL;
}

gg_status gg_loss_find(const char *name, const gg_loss **out)
{
    const gg_pointwise *part = NULL;
    for (size_t i = 0; gg_losses[i]; i++)
        if (strcmp(gg_losses[i]->name, name) == 0) {
            *out = gg_losses[i];
            return GG_OK;
        }
    if (gg_pointwise_find(name, &part) == GG_OK)
        return gg_fail(GG_NOT_FOUND,
                       "'%s' is a loss of one number: write pointwise:name=%s, or "
                       "linear:pointwise=%s",
                       name, name, name);
    const char *near = gg_nearest(name, name_at, NULL);
    if (near) return gg_fail(GG_NOT_FOUND, "no loss '%s' (did you mean '%s'?)", name, near);
    return gg_fail(GG_NOT_FOUND, "no loss '%s' (gradgap list losses shows all)", name);
}

/* The loss that answers to a catalogue id; or NULL. */
static const gg_loss *find_known(const char *id, const gg_known **known)
{
    for (size_t i = 0; gg_losses[i]; i++)
        for (const gg_known *k = gg_losses[i]->known; k && k->id; k++)
            if (strcmp(k->id, id) == 0) {
                *known = k;
                return gg_losses[i];
            }
    return NULL;
}

/* Take "key=value" out of options in which it is. */
static void remove_pair(char options[], const char *key)
{
    const size_t size = strlen(key);
    char *at = options;
    while (strncmp(at, key, size) != 0 || at[size] != '=') at += strcspn(at, ":") + 1;
    const size_t length = strcspn(at, ":");
    const char *rest = at + length + (at[length] == ':');
    memmove(at, rest, strlen(rest) + 1);
    const size_t left = strlen(options);
    if (left && options[left - 1] == ':') options[left - 1] = '\0';
}

/* "instance=3:function=15": name becomes BBOB15, `options` the rest. */
static gg_status name_bbob(char name[NAME_ROOM], char options[])
{
    char number[32];
    double k = 0;
    if (!gg_option_find(options, "function", number, sizeof number))
        return gg_fail(GG_BAD_INPUT, "bbob: which? write bbob:function=K, K in [1, 24]");
    if (gg_number_read(number, &k) != GG_OK || !(k >= 1 && k <= 24) || k != (int)k)
        return gg_fail(GG_BAD_INPUT, "bbob: function=%s is not a whole number in [1, 24]",
                       number);
    snprintf(name, NAME_ROOM, "BBOB%02d", (int)k);
    remove_pair(options, "function");
    return GG_OK;
}

/* "gradient=forward:gradient_step=1e-3" leaves the options and becomes a part of its own. */
static gg_status split_gradient(gg_part *part)
{
    char by[NAME_ROOM];
    char step[NAME_ROOM];
    char text[2 * NAME_ROOM + 32];
    const bool has_step = gg_option_find(part->options, "gradient_step", step, sizeof step);
    if (!gg_option_find(part->options, "gradient", by, sizeof by)) {
        if (!has_step) return GG_OK;
        return gg_fail(GG_BAD_INPUT, "gradient_step needs gradient=forward|central|spsa");
    }
    remove_pair(part->options, "gradient");
    if (has_step) remove_pair(part->options, "gradient_step");
    if (gg_option_find(part->options, "gradient", text, sizeof text))
        return gg_fail(GG_BAD_INPUT, "%s: gradient is given twice", part->loss->name);
    if (strcmp(by, "exact") == 0) return GG_OK;
    snprintf(text, sizeof text, "gradient:by=%s%s%s", by, has_step ? ":step=" : "",
             has_step ? step : "");
    part->around = strdup(text);
    return part->around ? GG_OK : gg_fail(GG_NO_MEMORY, "no memory for a specification");
}

/* Is it gradient:by=exact? */
static bool is_nothing(const gg_part *part)
{
    char by[NAME_ROOM];
    return strcmp(part->loss->name, "gradient") == 0 &&
           gg_option_find(part->options, "by", by, sizeof by) && strcmp(by, "exact") == 0;
}

/* Both lists of options, with a ':' between them where both say something. */
static char *join(const char *first, const char *second)
{
    const size_t room = strlen(first) + strlen(second) + 2;
    char *both = malloc(room);
    if (both) snprintf(both, room, "%s%s%s", first, *first && *second ? ":" : "", second);
    return both;
}

static gg_status resolve(gg_part *part, char name[NAME_ROOM])
{
    const gg_known *known = NULL;
    if (strcmp(name, "bbob") == 0) GG_TRY(name_bbob(name, part->options));
    part->loss = find_known(name, &known);
    if (!part->loss) return gg_loss_find(name, &part->loss);
    char *both = join(known->options, part->options);
    if (!both) return gg_fail(GG_NO_MEMORY, "no memory for a specification");
    free(part->options);
    part->options = both;
    part->n = known->n;
    return GG_OK;
}

gg_status gg_part_open(gg_part *out, const char *text)
{
    char name[NAME_ROOM];
    const size_t length = strcspn(text, ":");
    gg_part part = {.options = strdup(text + length + (text[length] == ':'))};
    if (!part.options) return gg_fail(GG_NO_MEMORY, "no memory for a specification");
    snprintf(name, sizeof name, "%.*s", (int)length, text);
    gg_status status = resolve(&part, name);
    if (status == GG_OK) status = split_gradient(&part);
    if (status == GG_OK) part.nothing = is_nothing(&part);
    if (status == GG_OK)
        *out = part;
    else
        gg_part_close(&part);
    return status;
}

void gg_part_close(gg_part *part)
{
    free(part->options);
    free(part->around);
    part->options = part->around = NULL;
}

size_t gg_part_length(const char *spec)
{
    size_t i = 0;
    while (spec[i] && !(spec[i] == '+' && isalpha((unsigned char)spec[i + 1]))) i++;
    return i;
}
