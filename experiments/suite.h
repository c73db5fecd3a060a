/* experiments/suite.h -- lists that users write, and the suites' names in them. */
#ifndef GG_EXPERIMENTS_SUITE_H
#define GG_EXPERIMENTS_SUITE_H

#include "base/status.h"

/* A suite is a drawer of the catalogue of losses, "@smooth", or "@all". The i-th suite's name
 * without the '@'; NULL after the last. */
const char *gg_suite_name(unsigned i);

/* "a,b:k=1,@smooth" -> a NULL-terminated list, suites replaced by their losses; caller closes.
 * fails GG_NOT_FOUND no such suite; GG_BAD_INPUT an empty entry; GG_NO_MEMORY */
gg_status gg_list_read(char ***out, const char *text);
/* The same of optimizers: "@gradient_free" is a drawer, "@all" all but the peers. */
gg_status gg_optimizers_read(char ***out, const char *text);
void gg_list_close(char **list);

#endif
