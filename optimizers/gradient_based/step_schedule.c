/* optimizers/gradient_based/step_schedule.c -- how steps become shorter as a run goes on. */
#include "optimizers/gradient_based/step_schedule.h"

#define PI 3.14159265358979323846

double gg_step_share(gg_step_schedule schedule, bool exact, double k, double knee,
                     const gg_oracle *o)
{
    const double u = o->limit > 0 ? fmin(1, (double)gg_spent(o) / (double)o->limit) : 1;
    switch (schedule) {
    case GG_STEPS_AUTO: return exact ? 1 : (1 + cos(PI * u)) / 2;
    case GG_STEPS_CONSTANT: return 1;
    case GG_STEPS_INVERSE: return 1 / (1 + k / knee);
    case GG_STEPS_ROOT: return 1 / sqrt(1 + k / knee);
    case GG_STEPS_COSINE: return (1 + cos(PI * u)) / 2;
    case GG_STEPS_STAIRS: return u < 0.5 ? 1 : u < 0.75 ? 0.1 : 0.01;
    }
    return 1;
}
