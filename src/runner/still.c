/*
 * Tells when the runner itself stood still: it was stopped, or frozen with its container or with the machine. What a
 * program did meanwhile, or could not do, is not known then, and its time was not its own.
 */
#define _GNU_SOURCE
#include "runner.h"
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#define UNKNOWN UINT64_MAX
#define STILL SECOND /* waits on a machine that is merely busy end later than they should too, but not by so much */

/* Nanoseconds that this process has waited for a processor in its life; UNKNOWN where the kernel does not count them. */
static uint64_t waited_for_processor(void)
{
    static int fd = -1;
    char text[128];
    unsigned long long waited, turns;
    if (fd < 0)
        fd = open("/proc/self/schedstat", O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? -1 : pread(fd, text, sizeof text - 1, 0);
    text[n > 0 ? n : 0] = 0;
    return sscanf(text, "%*u %llu %llu", &waited, &turns) == 2 && turns > 0 ? waited : UNKNOWN;
}

/* How often it had to wait for a page from disk. */
static long page_faults(void)
{
    struct rusage own;
    getrusage(RUSAGE_SELF, &own);
    return own.ru_majflt;
}

void begin_stillness(struct stillness *s)
{
    *s = (struct stillness){ 0 };
    memory_is_short(&s->refusals);
    s->waited = waited_for_processor();
    s->faults = page_faults();
}

void after_wait(struct stillness *s, uint64_t due)
{
    uint64_t time = now();
    if (time < due + STILL)
        return;
    uint64_t waited = waited_for_processor(), late = time - due;
    long faults = page_faults();
    /*
     * A program can keep the runner waiting: for a processor, by many processes, and for memory, by filling the container's. It
     * must gain nothing by that, so where it may have, the runner did not stand still.
     */
    int kept = waited == UNKNOWN || late < waited - s->waited + STILL || faults != s->faults || memory_was_refused(s->refusals);
    if (!kept)
        s->time += late - (waited - s->waited);
    s->waited = waited;
    s->faults = faults;
}
