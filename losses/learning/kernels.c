/* losses/learning/kernels.c -- which of the kernels that were compiled this processor can run. */
#include "losses/learning/kernel.h"

enum { MOST = 4 };

#ifdef GG_KERNEL_WIDTHS /* set by the build, on processors whose compiler can be asked */
extern const gg_kernel gg_kernel_avx2;
extern const gg_kernel gg_kernel_avx512;

/* Long rows wait for the memory, and the narrower vectors keep it busier. */
static const gg_kernel *widest(void)
{
    static gg_kernel both;
    both = gg_kernel_avx512;
    both.rows_scores = gg_kernel_avx2.rows_scores;
    both.rows_add = gg_kernel_avx2.rows_add;
    return &both;
}

const gg_kernel *const *gg_kernels(void)
{
    static const gg_kernel *list[MOST];
    size_t count = 0;
    if (list[0]) return list;
    if (__builtin_cpu_supports("avx512f")) list[count++] = widest();
    if (__builtin_cpu_supports("avx2")) list[count++] = &gg_kernel_avx2;
    list[count] = &gg_kernel_plain;
    return list;
}
#else
const gg_kernel *const *gg_kernels(void)
{
    static const gg_kernel *const list[MOST] = {&gg_kernel_plain};
    return list;
}
#endif
