/* experiments/studies/nondifferentiable_model.c -- steps inside the model. */
#include "experiments/study.h"

const gg_study gg_study_nondifferentiable_model = {
    .name = "nondifferentiable_model",
    .title = "A model that is not differentiable",
    .question = "What is left of backpropagation when the model itself has steps?",
};
