/* What every process that the runner starts is given, and what is taken from it. */
#define _GNU_SOURCE
#include "runner.h"
#include <fcntl.h>
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define OPEN_FILES 1024
#define LAST_DESCRIPTOR 65536 /* for kernels without close_range */

void limit(int resource, uint64_t value)
{
    struct rlimit l;
    if (getrlimit(resource, &l) == 0 && (uint64_t)l.rlim_max < value)
        value = l.rlim_max; /* an engine may allow less than we ask */
    l.rlim_cur = l.rlim_max = (rlim_t)value;
    setrlimit(resource, &l);
}

int detach(int out, int err, int extra)
{
    setsid();
    int null = open("/dev/null", O_RDONLY);
    if (null < 0 || dup2(null, 0) < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0 || dup2(extra, EXTRA_FD) < 0)
        return -1;
    if (syscall(SYS_close_range, EXTRA_FD + 1u, ~0u, 0u) < 0)
        for (int fd = EXTRA_FD + 1; fd < LAST_DESCRIPTOR; fd++)
            close(fd);

    sigset_t none;
    sigemptyset(&none);
    signal(SIGPIPE, SIG_DFL);
    sigprocmask(SIG_SETMASK, &none, NULL);
    umask(022);
    limit(RLIMIT_NOFILE, OPEN_FILES);
    limit(RLIMIT_CORE, 0);
    return 0;
}

/*
 * Sockets to the hypervisor belong to no network name space, so having no network does not keep a program from them. A
 * program of another architecture would number its calls otherwise: there is none in our images.
 * splice and sendfile into a pipe take its lock and then wait for what they read from, for ever where nothing comes: whoever
 * reads the pipe, and that is the runner, would wait for the lock where no limit and no signal reaches it. To who asks for
 * them it looks as if these files could not do it, and then the bytes are copied: Python's shutil, Go, Rust, Java, Node, Ruby.
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
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 8, 0), /* x32: the same calls by other numbers */
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 425, 7, 0), /* io_uring_setup: its queue opens sockets past this filter */
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_splice, 7, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_sendfile, 6, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 0, 3),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[0])), /* its low half: both are little-endian */
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_VSOCK, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EAFNOSUPPORT),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EINVAL),
    };
    struct sock_fprog program = { sizeof code / sizeof *code, code };
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

int confine(void)
{
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 ? -1 : forbid_calls();
}

void last_words(int err, char *text, size_t room)
{
    static unsigned char buffer[64 << 10]; /* as much as a pipe holds */
    size_t length = 0;
    for (ssize_t n; (n = read(err, buffer, sizeof buffer)) > 0;) {
        length = n < (ssize_t)room ? (size_t)n : room - 1;
        memcpy(text, buffer + n - length, length);
    }
    text[length] = 0;
}
