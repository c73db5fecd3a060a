/* experiments/studies/probe.c -- the instrument that looks for kinks. */
#include "experiments/study.h"

const gg_study gg_study_probe = {
    .name = "probe",
    .title = "The probe",
    .question = "Can values alone tell whether a loss is differentiable, and where not?",
};
