/* Starts one command as the program's user and watches it until it has ended or reached a limit. */
#define _GNU_SOURCE
#include "runner.h"
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define OPEN_FILES 1024
#define LOOK (SECOND / 10)    /* the longest time between two looks at the control group */
#define SHORT_LOOKS 3         /* so many looks in a row at full memory count as out of memory */
#define LAST_DESCRIPTOR 65536 /* for kernels without close_range */

uint64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * SECOND + (uint64_t)t.tv_nsec;
}

void add_output(struct capture *c, const unsigned char *data, size_t length)
{
    if (c->total < CAPTURE_HEAD) {
        size_t part = CAPTURE_HEAD - (size_t)c->total;
        if (part > length)
            part = length;
        memcpy(c->head + c->total, data, part);
        c->total += part;
        data += part;
        length -= part;
    }
    if (length > CAPTURE_TAIL) { /* only the last bytes can stay */
        c->total += length - CAPTURE_TAIL;
        data += length - CAPTURE_TAIL;
        length = CAPTURE_TAIL;
    }
    while (length > 0) {
        size_t at = (size_t)((c->total - CAPTURE_HEAD) % CAPTURE_TAIL);
        size_t part = CAPTURE_TAIL - at < length ? CAPTURE_TAIL - at : length;
        memcpy(c->tail + at, data, part);
        c->total += part;
        data += part;
        length -= part;
    }
}

/* What the step's processes did, as they are waited for. */
static struct { pid_t main; int ended, status; uint64_t end, cpu, peak; } seen;

static void reaped(pid_t pid, int status, void *rusage)
{
    const struct rusage *usage = rusage;
    seen.cpu += ((uint64_t)usage->ru_utime.tv_sec + (uint64_t)usage->ru_stime.tv_sec) * SECOND
        + ((uint64_t)usage->ru_utime.tv_usec + (uint64_t)usage->ru_stime.tv_usec) * 1000;
    if ((uint64_t)usage->ru_maxrss * 1024 > seen.peak)
        seen.peak = (uint64_t)usage->ru_maxrss * 1024;
    if (pid == seen.main) {
        seen.ended = 1;
        seen.status = status;
        seen.end = now();
    }
}

static void limit(int resource, rlim_t value)
{
    struct rlimit l;
    if (getrlimit(resource, &l) == 0 && l.rlim_max < value)
        value = l.rlim_max; /* an engine may allow less than we ask */
    l.rlim_cur = l.rlim_max = value;
    setrlimit(resource, &l);
}

/*
 * Sockets to the hypervisor belong to no network name space, so having no network does not keep a program from them. A
 * program of another architecture would number its calls otherwise: there is none in our images.
 */
static int forbid_calls(void)
{
#if defined(__x86_64__)
    const uint32_t own = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
    const uint32_t own = AUDIT_ARCH_AARCH64;
#else
#error "the number of this architecture is missing"
#endif
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, own, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 425, 5, 0), /* io_uring_setup: its queue opens sockets past this filter */
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 0, 3),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[0])), /* its low half: both are little-endian */
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_VSOCK, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EAFNOSUPPORT),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
    };
    struct sock_fprog program = { sizeof code / sizeof *code, code };
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

/* In the child: gives up every right, then becomes the command. Tells the parent where that fails. */
static void become_step(const struct step *step, uid_t uid, int out, int err, int failure)
{
    setsid();
    int null = open("/dev/null", O_RDONLY);
    if (null < 0 || dup2(null, 0) < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0 || dup3(failure, 3, O_CLOEXEC) < 0)
        goto failed;
    failure = 3;
    if (syscall(SYS_close_range, 4u, ~0u, 0u) < 0)
        for (int fd = 4; fd < LAST_DESCRIPTOR; fd++)
            close(fd);

    sigset_t none;
    sigemptyset(&none);
    signal(SIGPIPE, SIG_DFL);
    sigprocmask(SIG_SETMASK, &none, NULL);
    umask(022);

    limit(RLIMIT_NOFILE, OPEN_FILES);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, step->file_size);
    limit(RLIMIT_CPU, step->cpu / SECOND + 2); /* a second net, for one process */

    /* When memory runs out the kernel takes the program and never the runner. */
    int score = open("/proc/self/oom_score_adj", O_WRONLY);
    if (score < 0 || write(score, "1000", 4) != 4)
        goto failed;
    close(score);

    if (chdir(WORK_FOLDER) < 0 || setgroups(0, NULL) < 0 || setresgid(uid, uid, uid) < 0 || setresuid(uid, uid, uid) < 0
        || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 || forbid_calls() < 0)
        goto failed;
    environ = step->environment;
    execvp(step->argv[0], step->argv);
failed:;
    int reason = errno;
    if (write(failure, &reason, sizeof reason) < 0)
        _exit(126);
    _exit(127);
}

/* Takes what a pipe holds, without waiting. Returns 0 once nobody can write to it any more. */
static int drain(int fd, struct capture *capture, uint64_t most)
{
    static unsigned char buffer[64 << 10];
    for (;;) {
        ssize_t n = read(fd, buffer, sizeof buffer);
        if (n == 0)
            return 0;
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return errno == EAGAIN;
        add_output(capture, buffer, (size_t)n);
        if (capture->total > most)
            return 1; /* enough is known: a flood must not keep the runner here */
    }
}

/* Processor time cannot grow faster than all processors together, so looks are rare; memory asks for some. */
static uint64_t look_after(uint64_t until_cpu_limit)
{
    uint64_t wait = until_cpu_limit + SECOND / 500;
    return wait < LOOK ? wait : LOOK;
}

/* Watches the step until its main process has ended or a limit is reached; tells which (END_EXITED: no limit). */
static enum step_end watch(const struct step *step, int signals, int out, int err, uint64_t start, uint64_t cpu_before,
    struct report *report)
{
    struct pollfd fds[4] = { { out, POLLIN, 0 }, { err, POLLIN, 0 }, { signals, POLLIN, 0 }, { STDIN_FILENO, 0, 0 } };
    uint64_t processors = (uint64_t)sysconf(_SC_NPROCESSORS_ONLN);
    uint64_t next_look = start + look_after(step->cpu / processors), refusals = 0;
    int short_looks = 0;
    memory_is_short(&refusals);
    for (;;) {
        uint64_t time = now();
        if (time - start >= step->wall)
            return END_WALL;
        if (time >= next_look) {
            uint64_t used = cpu_of_container() - cpu_before;
            if (used > step->cpu)
                return END_CPU;
            short_looks = memory_is_short(&refusals) ? short_looks + 1 : 0;
            if (short_looks >= SHORT_LOOKS)
                return END_MEMORY;
            next_look = time + look_after((step->cpu - used) / processors);
        }
        uint64_t until = start + step->wall < next_look ? start + step->wall : next_look;
        struct timespec wait = { (time_t)((until - time) / SECOND), (long)((until - time) % SECOND) };
        if (ppoll(fds, 4, &wait, NULL) < 0 && errno != EINTR)
            return END_WALL;
        if (fds[3].revents & (POLLHUP | POLLERR))
            _exit(0); /* the host is gone; with PID 1 everything in the container ends */
        if (fds[0].revents && !drain(out, &report->out, step->output))
            fds[0].fd = -1;
        if (fds[1].revents && !drain(err, &report->err, step->output))
            fds[1].fd = -1;
        if (report->out.total > step->output || report->err.total > step->output)
            return END_OUTPUT;
        if (fds[2].revents) {
            struct signalfd_siginfo info;
            struct rusage usage;
            int status;
            while (read(signals, &info, sizeof info) > 0)
                ;
            for (pid_t pid; (pid = wait4(-1, &status, WNOHANG, &usage)) > 0;)
                reaped(pid, status, &usage);
            if (seen.ended)
                return END_EXITED;
        }
    }
}

static void explain_not_started(const struct step *step, int reason, struct capture *err)
{
    char text[512];
    int length = snprintf(text, sizeof text, "cannot start %s: %s\n", step->argv[0], strerror(reason));
    add_output(err, (unsigned char *)text, length < (int)sizeof text ? (size_t)length : sizeof text - 1);
}

int run_step(const struct step *step, uid_t uid, int signals, struct report *report)
{
    int out[2], err[2], failure[2], reason = 0;
    memset(&seen, 0, sizeof seen);
    memset(report, 0, offsetof(struct report, out));
    report->out.total = report->err.total = 0;
    if (pipe2(out, O_CLOEXEC) < 0 || pipe2(err, O_CLOEXEC) < 0 || pipe2(failure, O_CLOEXEC | O_NONBLOCK) < 0)
        return -1;

    uint64_t oom_before = oom_kills(), cpu_before = cpu_of_container(), start = now();
    seen.main = fork();
    if (seen.main < 0)
        return -1;
    if (seen.main == 0)
        become_step(step, uid, out[1], err[1], failure[1]);
    close(out[1]);
    close(err[1]);
    close(failure[1]);
    /* Only our ends are without waiting: the flag belongs to the end, and the program's must block as usual. */
    fcntl(out[0], F_SETFL, O_NONBLOCK);
    fcntl(err[0], F_SETFL, O_NONBLOCK);

    enum step_end end = watch(step, signals, out[0], err[0], start, cpu_before, report);
    uint64_t stopped = now();
    report->stuck = kill_processes(uid, signals, reaped) < 0;
    if (end != END_OUTPUT) {
        drain(out[0], &report->out, step->output);
        drain(err[0], &report->err, step->output);
    }
    int unstarted = read(failure[0], &reason, sizeof reason) == sizeof reason;
    close(out[0]);
    close(err[0]);
    close(failure[0]);

    report->wall = (seen.ended && end == END_EXITED ? seen.end : stopped) - start;
    uint64_t cpu = cpu_of_container() - cpu_before;
    report->cpu = cpu > seen.cpu ? cpu : seen.cpu;
    report->peak = seen.peak;
    report->exit_code = seen.ended && WIFEXITED(seen.status) ? WEXITSTATUS(seen.status) : -1;
    report->signal = seen.ended && WIFSIGNALED(seen.status) ? WTERMSIG(seen.status) : end == END_EXITED ? 0 : SIGKILL;

    /* Limits are looked at once more: what slipped past its limit in the last moment has not kept it. */
    if (end == END_EXITED && (report->out.total > step->output || report->err.total > step->output))
        end = END_OUTPUT;
    else if (end == END_EXITED && report->wall > step->wall)
        end = END_WALL;
    else if (end == END_EXITED && report->cpu > step->cpu)
        end = END_CPU;
    if (unstarted) {
        explain_not_started(step, reason, &report->err);
        report->exit_code = -1;
        end = END_NOT_STARTED;
    } else if (oom_kills() > oom_before && !(end == END_EXITED && report->exit_code == 0)) {
        end = END_MEMORY; /* also where the program then ran into another limit: memory was the first */
    } else if (end == END_EXITED && report->signal != 0) {
        end = END_SIGNALLED;
    }
    report->end = end;
    return 0;
}
