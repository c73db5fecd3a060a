/* losses/nonsmooth/colville.c -- the numbers of Colville's first problem, for it and its dual. */
#include "losses/nonsmooth/colville.h"

const double gg_colville_a[10][5] = {
    {-16, 2, 0, 1, 0},    {0, -2, 0, 4, 2}, {-3.5, 0, 2, 0, 0},   {0, -2, 0, -4, -1},
    {0, -9, -2, 1, -2.8}, {2, 0, -4, 0, 0}, {-1, -1, -1, -1, -1}, {-1, -2, -3, -2, -1},
    {1, 2, 3, 4, 5},      {1, 1, 1, 1, 1},
};
const double gg_colville_b[10] = {-40, -2, -0.25, -4, -4, -1, -40, -60, 5, 1};
const double gg_colville_c[5][5] = {
    {30, -20, -10, 32, -10}, {-20, 39, -6, -31, 32},  {-10, -6, 10, -6, -10},
    {32, -31, -6, 39, -20},  {-10, 32, -10, -20, 30},
};
const double gg_colville_d[5] = {4, 8, 10, 6, 2};
const double gg_colville_e[5] = {-15, -27, -36, -18, -12};

const double gg_colville_minimiser[5] = {0.3, 0.33346760653460711, 0.4, 0.42831010478169879,
                                         0.22396487356079814};
const double gg_colville_minimum = -32.348678965722706;
