/* losses/shelf.h -- the tables that are open in this process, each of them once. */
#ifndef GG_LOSSES_SHELF_H
#define GG_LOSSES_SHELF_H

#include "losses/data.h"

/* How a table comes about: fills every field of `out` but `name`, which is set. */
typedef gg_status gg_shelf_fill(gg_data *out, const void *wish);

/* The table of that name, counted: the one that is open, else a new one that `fill` makes as
 * `wish` says. gg_data_close gives it back. fails as `fill`; GG_NO_MEMORY */
gg_status gg_shelf_take(const gg_data **out, const char *name, gg_shelf_fill *fill,
                        const void *wish);

#endif
