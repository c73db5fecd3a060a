/* experiments/board.h -- the claim board: every verdict in one picture. */
#ifndef GG_EXPERIMENTS_BOARD_H
#define GG_EXPERIMENTS_BOARD_H

#include "experiments/figure.h"
#include "experiments/judge.h"

/* Draws plots/claim_board.gp from verdicts; its queries see the TEMP tables
 *   verdict(place, number, claim, study, sentence, verdict, why, rows, missing)
 *   finding(place, claim, turn, decisive, what, at, verdict, value, low, high, from_, to_, words,
 *           x, x_low, x_high)     x: see gg_board_place
 * `store` is any folder with a results.db. fails what gg_figures_draw fails with */
gg_status gg_board_draw(gg_pictures *out, const gg_judged_list *judged, const char *store,
                        const gg_figure_request *request);

/* Where a value lies against its band: -1 and 1 are the band's ends, outside is beyond them. A
 * band with one end has it at -1 (from) or 1 (to), and 0 as far inside as that end is from zero;
 * a band of one number has it at 0, and a hundredth more at 1. Far outside is drawn nearer:
 * 1 + log10 of the distance, 4 at most. NaN has no place: NaN. */
double gg_board_place(double x, const gg_band *band);

#endif
