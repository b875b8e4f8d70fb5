/* The files of a program: what is put into its folder, for all steps or for one, and what is taken from it. */
#define _GNU_SOURCE
#include "runner.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A fresh folder that only the program's user can enter; its parent is root's, so that it cannot be replaced. */
int make_work_folder(uid_t uid)
{
    rmdir(WORK_FOLDER); /* emptied after the program before */
    return mkdir(WORK_FOLDER, 0700) < 0 || chown(WORK_FOLDER, uid, uid) < 0 ? -1 : 0;
}

static int open_folder(void)
{
    return open(WORK_FOLDER, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

static int is_plain_name(const char *name)
{
    return name[0] && strcmp(name, ".") && strcmp(name, "..") && !strchr(name, '/');
}

static int write_file(int folder, const struct file *file, uid_t uid)
{
    int fd = openat(folder, file->name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
    int result = fd < 0 || fchown(fd, uid, uid) < 0 ? -1 : 0;
    for (uint32_t done = 0; !result && done < file->length;) {
        ssize_t n = write(fd, file->content + done, file->length - done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            result = -1;
        else
            done += (uint32_t)n;
    }
    int reason = errno;
    if (fd >= 0)
        close(fd);
    errno = reason;
    return result;
}

int put_files(const struct file *files, uint32_t count, uint32_t step, uid_t uid)
{
    int folder = -1, result = 0;
    for (uint32_t i = 0; i < count && !result; i++) {
        if (files[i].step != step)
            continue;
        if (folder < 0)
            folder = open_folder();
        /* What an earlier step has put in its place goes: it must be the host's. */
        result = folder < 0 || !is_plain_name(files[i].name) || (step > 0 && remove_name(folder, files[i].name) < 0)
            || write_file(folder, &files[i], uid) < 0 ? -1 : 0;
        if (result < 0)
            fail("file %s could not be written: %s", files[i].name, is_plain_name(files[i].name) ? strerror(errno) : "not a plain name");
    }
    if (folder >= 0)
        close(folder);
    return result;
}

void take_files(const struct file *files, uint32_t count, uint32_t step)
{
    int folder = -1;
    for (uint32_t i = 0; i < count; i++)
        if (files[i].step == step && (folder >= 0 || (folder = open_folder()) >= 0))
            remove_name(folder, files[i].name);
    if (folder >= 0)
        close(folder);
}

int64_t write_result(struct writer *w, const char *name, uint64_t most)
{
    struct stat about;
    int folder = open_folder();
    int fd = folder < 0 || !is_plain_name(name) ? -1 : openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    int64_t length = fd < 0 || fstat(fd, &about) < 0 || !S_ISREG(about.st_mode) || (uint64_t)about.st_size > most ? -1 : about.st_size;
    size_t begin = w->length;
    if (length >= 0) {
        write_text(w, name, strlen(name));
        write_u32(w, (uint32_t)length);
    }
    for (int64_t rest = length; rest > 0;) {
        static unsigned char buffer[64 << 10];
        ssize_t n = read(fd, buffer, rest < (int64_t)sizeof buffer ? (size_t)rest : sizeof buffer);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) { /* cut meanwhile, by a process that could not be killed */
            w->length = begin;
            length = -1;
            break;
        }
        write_bytes(w, buffer, (size_t)n);
        rest -= n;
    }
    if (fd >= 0)
        close(fd);
    if (folder >= 0)
        close(folder);
    return length;
}
