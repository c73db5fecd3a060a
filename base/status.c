/* base/status.c -- one message a thread. */
#include "base/status.h"

#include <stdarg.h>
#include <stdio.h>

static _Thread_local char message[1024];

void gg_message_keep(const char *format, ...)
{
    char text[sizeof message]; /* the arguments may point into the last message */
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    snprintf(message, sizeof message, "%s", text);
}

const char *gg_message(void)
{
    return message;
}
