/* experiments/studies/nonsmooth_floors.c -- what a kink costs, to the digit. */
#include "experiments/study.h"

const gg_study gg_study_nonsmooth_floors = {
    .name = "nonsmooth_floors",
    .title = "Floors of kinked losses",
    .question = "What does a kink take from a method that steps along gradients?",
};
