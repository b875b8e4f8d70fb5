/* Readings of the container's control group, version 1 and 2. */
#include "runner.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static char cpu_file[512], memory_file[512]; /* the second counts the processes killed for memory */
static int version = -1;

int slurp(const char *path, char *buffer, size_t size)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    ssize_t n = read(fd, buffer, size - 1);
    close(fd);
    if (n < 0)
        return -1;
    buffer[n] = 0;
    return 0;
}

/* The number behind a key at the start of a line: "oom_kill 3". */
static uint64_t number_of(const char *text, const char *key)
{
    size_t length = strlen(key);
    for (const char *line = text; line && *line; line = strchr(line, '\n'), line = line ? line + 1 : NULL)
        if (!strncmp(line, key, length) && line[length] == ' ')
            return strtoull(line + length + 1, NULL, 10);
    return 0;
}

int cgroup_version(void)
{
    static const char *const cpu1[] = { "/sys/fs/cgroup/cpuacct/cpuacct.usage", "/sys/fs/cgroup/cpu,cpuacct/cpuacct.usage" };
    if (version >= 0)
        return version;
    version = 0;
    for (size_t i = 0; i < 2 && !version; i++)
        if (!access(cpu1[i], R_OK) && !access("/sys/fs/cgroup/memory/memory.oom_control", R_OK)) {
            strcpy(cpu_file, cpu1[i]);
            strcpy(memory_file, "/sys/fs/cgroup/memory/memory.oom_control");
            version = 1;
        }
    if (version)
        return version;
    /* Version 2: the container's own group is the root of what it sees, or, without a cgroup namespace, stands below it. */
    char own[256] = "", groups[2048];
    if (!slurp("/proc/self/cgroup", groups, sizeof groups)) {
        char *line = strstr(groups, "0::/");
        if (line && sscanf(line, "0::%255[^\n]", own) != 1)
            own[0] = 0;
    }
    for (int whole = 0; whole < 2 && !version; whole++) {
        snprintf(cpu_file, sizeof cpu_file, "/sys/fs/cgroup%s/cpu.stat", whole ? "" : own);
        snprintf(memory_file, sizeof memory_file, "/sys/fs/cgroup%s/memory.events", whole ? "" : own);
        if (!access(cpu_file, R_OK) && !access(memory_file, R_OK))
            version = 2;
    }
    return version;
}

/* "5" sets the highest use of memory back to the present one (proc(5), clear_refs). Where that is refused the reports say too much, and no verdict hangs on them. */
void forget_peak(void)
{
    int fd = open("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return;
    ssize_t written = write(fd, "5", 1);
    (void)written;
    close(fd);
}

uint64_t oom_kills(void)
{
    char text[1024];
    if (cgroup_version() == 0 || slurp(memory_file, text, sizeof text) < 0)
        return 0;
    return number_of(text, "oom_kill");
}

static uint64_t nanoseconds(struct timeval t) { return (uint64_t)t.tv_sec * SECOND + (uint64_t)t.tv_usec * 1000; }

uint64_t cpu_of_container(void)
{
    char text[2048];
    struct rusage children;
    if (cgroup_version() == 0 || slurp(cpu_file, text, sizeof text) < 0) {
        getrusage(RUSAGE_CHILDREN, &children); /* only what was waited for; RLIMIT_CPU stops the rest */
        return nanoseconds(children.ru_utime) + nanoseconds(children.ru_stime);
    }
    uint64_t all = version == 1 ? strtoull(text, NULL, 10) : number_of(text, "usage_usec") * 1000;
    struct rusage own;
    getrusage(RUSAGE_SELF, &own);
    uint64_t mine = nanoseconds(own.ru_utime) + nanoseconds(own.ru_stime);
    /* The group's account may be older than our own: a difference of two readings must not fall below nothing. */
    static uint64_t last;
    if (all > mine && all - mine > last)
        last = all - mine;
    return last;
}

/* A file of the memory controller, beside the one that counts kills. */
static int slurp_memory(const char *name, char *text, size_t size)
{
    char path[600];
    int folder = (int)(strrchr(memory_file, '/') - memory_file);
    snprintf(path, sizeof path, "%.*s/%s", folder, memory_file, name);
    return slurp(path, text, size);
}

/* A file of it that is a number; -1 where it cannot be read. "max" in version 2 gives 0. */
static int read_memory_number(const char *name, uint64_t *number)
{
    char text[64];
    if (slurp_memory(name, text, sizeof text) < 0)
        return -1;
    *number = strtoull(text, NULL, 10);
    return 0;
}

/*
 * How often the container had no more memory to give; -1 where that cannot be read. In version 1 there are two limits where swap
 * is accounted for, of memory and of memory and swap together. Ours are the same, and the second is asked first.
 */
static int read_refusals(uint64_t *count)
{
    char text[8192];
    uint64_t with_swap;
    if (cgroup_version() == 1) {
        if (read_memory_number("memory.failcnt", count) < 0)
            return -1;
        if (read_memory_number("memory.memsw.failcnt", &with_swap) == 0)
            *count += with_swap;
        return 0;
    }
    if (version == 0 || slurp_memory("memory.events", text, sizeof text) < 0)
        return -1;
    *count = number_of(text, "max");
    return 0;
}

/*
 * Whether the container has ever used all of its memory, in version 1. There are kernels that have stopped to count refusals there
 * (6.18 says 0 for ever), and then this is all that can be told.
 */
static int memory_was_full(void)
{
    uint64_t limit, most;
    if (read_memory_number("memory.limit_in_bytes", &limit) < 0 || read_memory_number("memory.max_usage_in_bytes", &most) < 0)
        return 1;
    return most + (1 << 20) > limit;
}

int memory_was_refused(uint64_t refusals)
{
    uint64_t count;
    if (read_refusals(&count) < 0 || count != refusals)
        return 1;
    return cgroup_version() == 1 && count == 0 && memory_was_full();
}

int memory_is_short(uint64_t *refusals)
{
    char text[8192];
    int v1 = cgroup_version() == 1;
    uint64_t before = *refusals;
    if (read_refusals(refusals) < 0)
        return 0;
    uint64_t most; /* 0: no limit, never short */
    if (*refusals == before || read_memory_number(v1 ? "memory.limit_in_bytes" : "memory.max", &most) < 0)
        return 0;
    if (most == 0 || slurp_memory("memory.stat", text, sizeof text) < 0)
        return 0;
    uint64_t used = number_of(text, v1 ? "rss" : "anon") + number_of(text, "shmem");
    return used + most / 32 > most;
}
