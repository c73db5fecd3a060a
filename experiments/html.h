/* experiments/html.h -- text on a page: what comes from outside never becomes markup. */
#ifndef GG_EXPERIMENTS_HTML_H
#define GG_EXPERIMENTS_HTML_H

#include <stdio.h>

#include "base/status.h"

/* printf for pages. %s is a text, for which &<>"' become entities and control characters
 * blanks; %zu is a count; %% is a sign. The format alone may hold markup, and nothing else of
 * printf's is known. */
void gg_html(FILE *to, const char *format, ...) GG_PRINTF(2, 3);

/* A file's bytes in base64, for a data: address. fails GG_NOT_FOUND, GG_IO */
gg_status gg_html_base64(const char *path, FILE *to);

#endif
