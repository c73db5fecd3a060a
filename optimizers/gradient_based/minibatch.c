/* optimizers/gradient_based/minibatch.c -- gradients of a few rows at a time. */
#include "optimizers/gradient_based/minibatch.h"

/* Steele, Lea & Flood 2014, Fast splittable pseudorandom number generators: their mixer. */
static uint64_t mix(uint64_t u)
{
    u += 0x9e3779b97f4a7c15U;
    u = (u ^ (u >> 30)) * 0xbf58476d1ce4e5b9U;
    u = (u ^ (u >> 27)) * 0x94d049bb133111ebU;
    return u ^ (u >> 31);
}

size_t gg_shuffled(size_t i, size_t count, uint64_t key)
{
    unsigned half = 1; /* of the bits that hold every row */
    while (half < 32 && ((uint64_t)1 << (2 * half)) < count) half++;
    const uint64_t mask = ((uint64_t)1 << half) - 1;
    uint64_t at = i;
    do {
        uint64_t left = at >> half;
        uint64_t right = at & mask;
        for (uint64_t round = 0; round < 6; round++) {
            const uint64_t next = left ^ (mix(key ^ mix(right * 8 + round)) & mask);
            left = right;
            right = next;
        }
        at = left << half | right;
    } while (at >= count);
    return at;
}

void gg_minibatch_open(gg_minibatch *b, const gg_oracle *o, double batch, gg_row_order order)
{
    const bool offered = !o->difference && (gg_problem_offers(o->problem) & GG_SAMPLE);
    const size_t samples = offered ? o->problem->samples : 0;
    const bool parts = batch > 0 && batch < (double)samples;
    *b = (gg_minibatch){
        .samples = parts ? samples : 0, .count = parts ? (size_t)batch : 0, .order = order};
}

static uint64_t draw_key(gsl_rng *rng)
{
    const uint64_t high = gsl_rng_get(rng);
    return high << 32 ^ gsl_rng_get(rng);
}

double gg_minibatch_ask(gg_minibatch *b, gg_oracle *o, size_t rows[], const double x[],
                        double g[])
{
    b->full = true;
    if (b->samples == 0) return gg_gradient(o, x, g);
    if (b->at == 0 && b->order == GG_ROWS_SHUFFLED) b->key = draw_key(o->rng);
    const size_t left = b->samples - b->at;
    const size_t count = b->count < left ? b->count : left;
    for (size_t k = 0; k < count; k++) {
        if (b->order == GG_ROWS_SHUFFLED)
            rows[k] = gg_shuffled(b->at + k, b->samples, b->key);
        else if (b->order == GG_ROWS_DRAWN)
            rows[k] = (size_t)(gsl_rng_uniform(o->rng) * (double)b->samples);
        else
            rows[k] = b->at + k;
    }
    b->at = (b->at + count) % b->samples;
    b->full = b->at == 0;
    return gg_sample(o, rows, count, x, g);
}

double gg_minibatch_steps(const gg_minibatch *b)
{
    return b->samples ? ceil((double)b->samples / (double)b->count) : 1;
}
