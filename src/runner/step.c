/* Starts one command as the program's user and watches it until it has ended or reached a limit. */
#define _GNU_SOURCE
#include "runner.h"
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define LOOK (SECOND / 10)    /* the longest time between two looks at the control group */
#define SHORT_LOOKS 3         /* so many looks in a row at full memory count as out of memory */

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
static struct {
    pid_t main;                        /* 0 where the helper has started it */
    int ended, status, reason, lost;   /* reason: why it could not be started; lost: by a fault of the helper */
    uint64_t end, cpu, peak;
} seen;

static void reaped(pid_t pid, int status, const struct rusage *usage)
{
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

struct birth { const struct step *step; uid_t uid; int out, err, failure; };

/* In the child: gives up every right, then becomes the command. Tells the parent where that fails. */
static int become_step(void *argument)
{
    const struct birth *birth = argument;
    const struct step *step = birth->step;
    uid_t uid = birth->uid;
    int failure = birth->failure;
    if (detach(birth->out, birth->err, failure) < 0 || fcntl(EXTRA_FD, F_SETFD, FD_CLOEXEC) < 0)
        goto failed;
    failure = EXTRA_FD;
    limit(RLIMIT_FSIZE, step->file_size);
    limit(RLIMIT_CPU, step->cpu / SECOND + 2); /* a second net, for one process */

    /* When memory runs out the kernel takes the program and never the runner. */
    int score = open("/proc/self/oom_score_adj", O_WRONLY);
    if (score < 0 || write(score, "1000", 4) != 4)
        goto failed;
    close(score);

    if (chdir(WORK_FOLDER) < 0 || setgroups(0, NULL) < 0 || setresgid(uid, uid, uid) < 0 || setresuid(uid, uid, uid) < 0
        || confine() < 0)
        goto failed;
    environ = step->environment;
    execvp(step->argv[0], step->argv);
failed:;
    int reason = errno;
    if (write(failure, &reason, sizeof reason) < 0)
        _exit(126);
    _exit(127);
}

/*
 * The child borrows the runner's memory until it has become the command (vfork, with a stack of its own): copying the
 * memory map would cost more than all else that the runner does. No process of the program's user is there at that time.
 */
static pid_t start_fresh(struct birth birth)
{
    static char stack[64 << 10] __attribute__((aligned(16)));
    char **own = environ;
    pid_t child = clone(become_step, stack + sizeof stack, CLONE_VM | CLONE_VFORK | SIGCHLD, &birth);
    environ = own;
    return child;
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

static void hear(void)
{
    struct warm_end end = { 0 };
    switch (hear_helper(&end)) {
    case WARM_ENDED:
        reaped(0, end.status, &end.usage);
        break;
    case WARM_NOT_STARTED:
        seen.reason = end.reason;
        break;
    case WARM_FAULT:
        seen.lost = 1;
        break;
    case WARM_NOTHING:
    case WARM_GONE: /* it has ended: it will be waited for, which tells why */
        break;
    }
}

/* Watches the step until its main process has ended or a limit is reached; tells which (END_EXITED: no limit). */
static enum step_end watch(const struct step *step, int signals, int out, int err, uint64_t start, uint64_t cpu_before,
    struct report *report, struct stillness *still)
{
    struct pollfd fds[5] = { { out, POLLIN, 0 }, { err, POLLIN, 0 }, { signals, POLLIN, 0 }, { STDIN_FILENO, 0, 0 },
        { step->helper ? helper_socket() : -1, POLLIN, 0 } };
    static uint64_t processors;
    if (!processors)
        processors = (uint64_t)sysconf(_SC_NPROCESSORS_ONLN);
    uint64_t next_look = start + look_after(step->cpu / processors);
    int short_looks = 0;
    for (;;) {
        uint64_t time = now();
        if (time - start >= step->wall)
            return END_WALL;
        if (time >= next_look) {
            uint64_t used = cpu_of_container() - cpu_before;
            if (used > step->cpu)
                return END_CPU;
            short_looks = memory_is_short(&still->refusals) ? short_looks + 1 : 0;
            if (short_looks >= SHORT_LOOKS)
                return END_MEMORY;
            next_look = time + look_after((step->cpu - used) / processors);
        }
        uint64_t until = start + step->wall < next_look ? start + step->wall : next_look;
        struct timespec wait = { (time_t)((until - time) / SECOND), (long)((until - time) % SECOND) };
        if (ppoll(fds, 5, &wait, NULL) < 0 && errno != EINTR)
            return END_WALL;
        after_wait(still, until);
        if (fds[3].revents & (POLLHUP | POLLERR))
            _exit(0); /* the host is gone; with PID 1 everything in the container ends */
        if (fds[0].revents && !drain(out, &report->out, step->output))
            fds[0].fd = -1;
        if (fds[1].revents && !drain(err, &report->err, step->output))
            fds[1].fd = -1;
        if (report->out.total > step->output || report->err.total > step->output)
            return END_OUTPUT;
        if (fds[4].revents)
            hear();
        if (fds[2].revents) {
            struct signalfd_siginfo info;
            while (read(signals, &info, sizeof info) > 0)
                ;
            reap(reaped);
            if (step->helper && !helper_process())
                seen.lost = 1;
        }
        if (seen.ended || seen.lost)
            return END_EXITED;
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
    int out[2], err[2], failure[2];
    memset(&seen, 0, sizeof seen);
    memset(report, 0, offsetof(struct report, out));
    report->out.total = report->err.total = 0;
    if (step->helper && prepare_helper(step->helper, step->environment) < 0)
        return -1;
    if (pipe2(out, O_CLOEXEC) < 0 || pipe2(err, O_CLOEXEC) < 0 || pipe2(failure, O_CLOEXEC | O_NONBLOCK) < 0)
        return fail("no pipe: %s", strerror(errno)), -1;

    struct stillness still;
    begin_stillness(&still);
    uint64_t oom_before = oom_kills(), refused_before = still.refusals, cpu_before = cpu_of_container(), start = now();
    if (step->helper) {
        seen.lost = start_warm(step, uid, out[1], err[1]) < 0;
    } else {
        seen.main = start_fresh((struct birth){ step, uid, out[1], err[1], failure[1] });
        if (seen.main < 0)
            return fail("no process: %s", strerror(errno)), -1;
        start = now(); /* it has become the command: however long that took, it was not the program's time */
    }
    close(out[1]);
    close(err[1]);
    close(failure[1]);
    /* Only our ends are without waiting: the flag belongs to the end, and the program's must block as usual. */
    fcntl(out[0], F_SETFL, O_NONBLOCK);
    fcntl(err[0], F_SETFL, O_NONBLOCK);

    enum step_end end = watch(step, signals, out[0], err[0], start, cpu_before, report, &still);
    uint64_t stopped = now();
    int left = kill_processes(uid, signals, reaped);
    report->stuck = left < 0;
    if (end != END_OUTPUT) {
        drain(out[0], &report->out, step->output);
        drain(err[0], &report->err, step->output);
    }
    if (read(failure[0], &seen.reason, sizeof seen.reason) < 0 && errno != EAGAIN)
        seen.lost = 1;
    close(out[0]);
    close(err[0]);
    close(failure[0]);
    if (left == -2)
        return fail("the warm helper does not say that its program has ended"), -1;
    /*
     * Where memory has run out, the kernel may end the helper too: what the program holds in files without a name is given back
     * only when its last process is gone, and until then whoever asks for a page is the next. That was the program's doing.
     */
    int killed = oom_kills() > oom_before, refused = killed && memory_was_refused(refused_before);
    int starved = step->helper && !helper_process() && !seen.ended && refused;
    if (starved)
        end = END_MEMORY;
    else if (seen.lost || (step->helper && !helper_process()))
        return -1;
    if (still.time > 0)
        return fail("the container stood still for %.1f s", (double)still.time / SECOND), -1;

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
    if (seen.reason) {
        explain_not_started(step, seen.reason, &report->err);
        report->exit_code = -1;
        end = END_NOT_STARTED;
    } else if (killed && !(end == END_EXITED && report->exit_code == 0)) {
        /* The kernel kills in here for others' sake too, where the machine has no memory left: that is not the program's doing. */
        if (!refused)
            return fail("a process was killed because the machine has no memory left"), -1;
        end = END_MEMORY; /* also where the program then ran into another limit: memory was the first */
    } else if (end == END_EXITED && report->signal != 0) {
        end = END_SIGNALLED;
    }
    report->end = end;
    return 0;
}
