/* losses/learning/fits.h -- catalogue ids of fits to the data sets that ship, as options of `linear`. */
#ifndef GG_LOSSES_LEARNING_FITS_H
#define GG_LOSSES_LEARNING_FITS_H

#include "losses/loss.h"

extern const gg_known gg_fits[]; /* id NULL ends it */

#endif
