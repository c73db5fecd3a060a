/* losses/shelf.c -- a list of open tables and of how many use each. */
#include "losses/shelf.h"

#include <stdlib.h>
#include <string.h>

typedef struct shelf {
    gg_data table; /* first, so that a table's address is its shelf's */
    size_t users;
    struct shelf *next;
    char name[]; /* table.name points here */
} shelf;

static shelf *shelves; /* of this process: runs are processes, so there is no lock */

gg_status gg_shelf_take(const gg_data **out, const char *name, gg_shelf_fill *fill,
                        const void *wish)
{
    for (shelf *s = shelves; s; s = s->next)
        if (strcmp(s->name, name) == 0) {
            s->users++;
            *out = &s->table;
            return GG_OK;
        }
    const size_t size = strlen(name) + 1;
    shelf *s = calloc(1, sizeof *s + size);
    if (!s) return gg_fail(GG_NO_MEMORY, "no memory for the table %s", name);
    memcpy(s->name, name, size);
    s->table.name = s->name;
    const gg_status status = fill(&s->table, wish);
    if (status != GG_OK) {
        free(s);
        return status;
    }
    s->users = 1;
    s->next = shelves;
    shelves = s;
    *out = &s->table;
    return GG_OK;
}

void gg_data_close(const gg_data *d)
{
    for (shelf **link = &shelves; d && *link; link = &(*link)->next) {
        shelf *s = *link;
        if (&s->table != d) continue;
        if (--s->users > 0) return;
        *link = s->next;
        gg_data_clear(&s->table);
        free(s);
        return;
    }
}
