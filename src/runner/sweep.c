/* Removes what a program left: processes, files, System V and POSIX shared memory, semaphores and queues. */
#define _GNU_SOURCE
#include "runner.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/msg.h>
#include <sys/prctl.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/*
 * The runner takes the program's user for the few calls that must reach exactly what that user owns. It forks no helper
 * for them: a program that has used up the container's processes must not be able to prevent its own removal. The saved
 * user stays root, so the program can neither trace nor inspect the runner meanwhile, and PID 1 cannot be killed from
 * inside.
 */
void become_program(uid_t uid)
{
    if (setresuid(uid, uid, 0) < 0)
        _exit(71);
}

void become_root(void)
{
    if (setresuid(0, 0, 0) < 0)
        _exit(71);
    prctl(PR_SET_DUMPABLE, 0); /* a change of user may have set it */
}

/* Whether it has ended, all its threads too, and only waits to be waited for. */
static int is_dead(long pid)
{
    char path[64], text[512];
    char state;
    long threads;
    snprintf(path, sizeof path, "/proc/%ld/stat", pid);
    if (slurp(path, text, sizeof text) < 0)
        return 1;
    const char *rest = strrchr(text, ')'); /* the name before it may hold anything */
    return rest && sscanf(rest, ") %c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %ld", &state, &threads) == 2
        && state == 'Z' && threads <= 1;
}

/* Whether any process is there but the runner, the helper and the compile server, dying ones included; or only living ones. */
static int others_are_there(int living)
{
    int found = 0;
    DIR *processes = opendir("/proc");
    if (!processes)
        return 1;
    for (struct dirent *entry; !found && (entry = readdir(processes));) {
        long pid = strtol(entry->d_name, NULL, 10); /* 0 for what is no process */
        found = pid > 1 && pid != helper_process() && pid != server_process() && !(living && is_dead(pid));
    }
    closedir(processes);
    return found;
}

pid_t reap(on_end *ended)
{
    for (;;) {
        struct rusage usage;
        int status;
        pid_t pid = wait4(-1, &status, WNOHANG, &usage);
        if (pid <= 0)
            return pid;
        if (pid == helper_process())
            helper_ended();
        else if (pid == server_process())
            server_ended();
        else
            ended(pid, status, &usage);
    }
}

int kill_processes(uid_t uid, int signals, on_end *ended)
{
    uint64_t deadline = now() + 3 * SECOND, silent_since = 0;
    for (;;) {
        /* One call reaches every process of the user, and none of them can fork while the signal is pending. */
        become_program(uid);
        kill(-1, SIGKILL);
        become_root();
        int children = reap(ended) == 0;
        struct warm_end end;
        while (helper_works() && hear_helper(&end) == WARM_ENDED)
            ended(0, end.status, &end.usage);
        if (helper_process() || server_process() ? !helper_works() && !others_are_there(0) : !children)
            return 0;
        uint64_t time = now();
        if (time > deadline)
            return -1;
        if (!helper_works() || others_are_there(1))
            silent_since = 0;
        else if (!silent_since)
            silent_since = time;
        else if (time - silent_since > SECOND)
            return -2;
        struct pollfd wait[2] = { { signals, POLLIN, 0 }, { helper_works() ? helper_socket() : -1, POLLIN, 0 } };
        struct signalfd_siginfo info;
        if (poll(wait, 2, 20) > 0 && wait[0].revents && read(signals, &info, sizeof info) < 0 && errno != EAGAIN)
            return -1;
    }
}

/* Most programs leave nothing: one call tells, since any third entry would have fitted too. */
static int is_empty(int folder)
{
    static char entries[4096] __attribute__((aligned(8)));
    long length = lseek(folder, 0, SEEK_SET) < 0 ? -1 : syscall(SYS_getdents64, folder, entries, sizeof entries);
    int count = 0;
    for (long at = 0; at < length; at += ((struct dirent64 *)(void *)(entries + at))->d_reclen)
        count++;
    return length > 0 && count == 2; /* the folder itself and its parent */
}

/*
 * Empties a folder without recursion and with two descriptors, however deep the tree is and whatever modes its folders
 * have: what a subfolder holds is moved up first, then the empty subfolder goes.
 */
static int empty_folder(int top)
{
    static uint64_t moved;
    for (int rounds = 0; rounds < 1 << 20; rounds++) {
        if (is_empty(top))
            return 0;
        int copy = openat(top, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        DIR *folder = copy < 0 ? NULL : fdopendir(copy);
        int gone = 0;
        if (!folder)
            return -1;
        for (struct dirent *entry; (entry = readdir(folder));) {
            const char *name = entry->d_name;
            if (!strcmp(name, ".") || !strcmp(name, ".."))
                continue;
            if (!unlinkat(top, name, 0) || !unlinkat(top, name, AT_REMOVEDIR)) {
                gone++;
                continue;
            }
            int inner = openat(top, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
            DIR *below = inner < 0 ? NULL : fdopendir(inner);
            if (!below)
                continue;
            for (struct dirent *child; (child = readdir(below));) {
                char free_name[40];
                if (!strcmp(child->d_name, ".") || !strcmp(child->d_name, ".."))
                    continue;
                if (!unlinkat(dirfd(below), child->d_name, 0) || !unlinkat(dirfd(below), child->d_name, AT_REMOVEDIR)) {
                    gone++;
                    continue;
                }
                do /* a program may have taken the name: then the next one */
                    snprintf(free_name, sizeof free_name, ".swept-%llx", (unsigned long long)++moved);
                while (faccessat(top, free_name, F_OK, AT_SYMLINK_NOFOLLOW) == 0);
                if (!renameat(dirfd(below), child->d_name, top, free_name))
                    gone++;
            }
            closedir(below);
            if (!unlinkat(top, name, AT_REMOVEDIR))
                gone++;
        }
        closedir(folder);
        if (!gone)
            return -1;
    }
    return -1;
}

int remove_name(int folder, const char *name)
{
    if (!unlinkat(folder, name, 0) || !unlinkat(folder, name, AT_REMOVEDIR) || errno == ENOENT)
        return 0;
    int inner = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    int result = inner < 0 ? -1 : empty_folder(inner);
    if (inner >= 0)
        close(inner);
    return result < 0 ? -1 : unlinkat(folder, name, AT_REMOVEDIR);
}

static int empty_path(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT ? 0 : -1;
    int result = empty_folder(fd);
    close(fd);
    return result;
}

/* Ids stand in the second column of the tables below /proc/sysvipc, unreadable segments included. */
static int remove_ipc(const char *list, uid_t uid, int (*removal)(int id))
{
    int stayed = 0;
    char line[512];
    FILE *table = fopen(list, "re");
    if (!table)
        return -1;
    while (fgets(line, sizeof line, table)) {
        int id;
        if (sscanf(line, "%*d %d", &id) != 1)
            continue; /* the heading */
        become_program(uid);
        if (removal(id) < 0 && errno != EINVAL && errno != EIDRM)
            stayed = -1;
        become_root();
    }
    fclose(table);
    return stayed;
}

static int remove_shm(int id) { return shmctl(id, IPC_RMID, NULL); }
static int remove_sem(int id) { return semctl(id, 0, IPC_RMID); }
static int remove_msg(int id) { return msgctl(id, IPC_RMID, NULL); }

struct sockets { int used, tcp, waiting; };

static struct sockets own;
static int of_server;

/* Those of the container's name space; nothing where the kernel does not tell. */
static struct sockets count_sockets(void)
{
    char text[1024];
    struct sockets count = { 0 };
    int orphans; /* counted for the whole machine */
    if (slurp("/proc/self/net/sockstat", text, sizeof text) < 0)
        return count;
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
        if (sscanf(line, "TCP: inuse %d orphan %d tw %d", &count.tcp, &orphans, &count.waiting) != 3)
            sscanf(line, "sockets: used %d", &count.used);
    return count;
}

void know_own_sockets(void)
{
    own = count_sockets();
}

/* The two ends of the runner's talk with helper and server. */
static int talk_sockets(void) { return (helper_process() ? 2 : 0) + (server_process() ? 2 : 0); }

/* What is there beside those while no program is, the compile server has opened for itself: Java's runtime does, and keeps them. */
void know_server_sockets(void)
{
    int more = count_sockets().used - own.used - talk_sockets();
    of_server = more > 0 ? more : 0;
}

/*
 * Connections that wait for their last packets outlive their processes, and keep their ports from the next program. So do
 * sockets on their way through each other, and the memory of files that are with them: the kernel is in no hurry there.
 */
static int sockets_left(void)
{
    struct sockets count = count_sockets();
    int known = own.used + talk_sockets() + (server_process() ? of_server : 0);
    return count.tcp > 0 || count.waiting > 0 || count.used > known ? -1 : 0;
}

int remove_leftovers(uid_t uid)
{
    int stayed = sockets_left();
    struct shm_info shm = { 0 };
    struct seminfo sem = { 0 };
    struct msginfo msg = { 0 };
    stayed |= empty_path(WORK_FOLDER);
    stayed |= empty_path(TEMPORARY_FOLDER);
    stayed |= empty_path(SHARED_FOLDER);
    stayed |= empty_path("/dev/mqueue");
    /* The kernel counts what exists; the tables are read only where there is something. */
    if (shmctl(0, SHM_INFO, (struct shmid_ds *)(void *)&shm) >= 0 && shm.used_ids > 0)
        stayed |= remove_ipc("/proc/sysvipc/shm", uid, remove_shm);
    if (semctl(0, 0, SEM_INFO, &sem) >= 0 && sem.semusz > 0)
        stayed |= remove_ipc("/proc/sysvipc/sem", uid, remove_sem);
    if (msgctl(0, MSG_INFO, (struct msqid_ds *)(void *)&msg) >= 0 && msg.msgpool > 0)
        stayed |= remove_ipc("/proc/sysvipc/msg", uid, remove_msg);
    return stayed;
}
