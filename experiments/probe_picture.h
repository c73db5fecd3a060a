/* experiments/probe_picture.h -- stores what a probe saw, and draws it. */
#ifndef GG_EXPERIMENTS_PROBE_PICTURE_H
#define GG_EXPERIMENTS_PROBE_PICTURE_H

#include "experiments/probe.h"

/* Ask for more values along the line where the worst was seen, far and near, add them with the
 * verdict to folder/results.db as a measurement of the study "look", and draw plots/probe.gp
 * into folder/figures. What is stored already is not stored again.
 * spec: the loss's. fails as gg_store_open and gg_figures_draw */
gg_status gg_probe_draw(const char *folder, const char *spec, gg_problem *p,
                        const gg_probe *seen, uint64_t seed);

#endif
