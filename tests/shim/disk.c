/* A disk that fails, for one process: loaded before the C library, it answers the nth call of one kind with an error, and
 * from there on if it is told to. Linux only.
 *
 *   DISK_CALL   pread, pwrite, fsync (and fdatasync) or ftruncate (and fallocate)
 *   DISK_AT     the call that fails, from 1
 *   DISK_HOW    EIO, ENOSPC, or SHORT: half of what was asked is written
 *   DISK_STAYS  set: every later call of the kind fails too
 *   DISK_TOLD   a file that is made when a call fails
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum answer { THROUGH, FAILS, SHORT };

/* Which of the answers this call gets; `errno` is set where it fails. */
static enum answer meets(const char *kind) {
    static long calls;
    const char *call = getenv("DISK_CALL"), *at = getenv("DISK_AT"), *how = getenv("DISK_HOW"), *told = getenv("DISK_TOLD");
    if (!call || !at || !how || !told || strcmp(call, kind))
        return THROUGH;
    long mine = __atomic_add_fetch(&calls, 1, __ATOMIC_SEQ_CST), first = atol(at);
    if (mine < first || (mine > first && !getenv("DISK_STAYS")))
        return THROUGH;
    int file = open(told, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0)
        abort();
    close(file);
    if (!strcmp(how, "SHORT"))
        return SHORT;
    errno = strcmp(how, "ENOSPC") ? EIO : ENOSPC;
    return FAILS;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define READS(name, offset) \
    ssize_t name(int file, void *into, size_t count, offset from) { \
        return meets("pread") ? -1 : REAL(name)(file, into, count, from); \
    }
#define WRITES(name, offset) \
    ssize_t name(int file, const void *bytes, size_t count, offset from) { \
        enum answer answer = meets("pwrite"); \
        if (answer == FAILS) \
            return -1; \
        return REAL(name)(file, bytes, answer == SHORT ? (count + 1) / 2 : count, from); \
    }
#define FLUSHES(name) \
    int name(int file) { return meets("fsync") ? -1 : REAL(name)(file); }
#define CUTS(name, offset) \
    int name(int file, offset size) { return meets("ftruncate") ? -1 : REAL(name)(file, size); }
#define GROWS(name, offset) \
    int name(int file, int mode, offset from, offset count) { \
        return meets("ftruncate") ? -1 : REAL(name)(file, mode, from, count); \
    }

READS(pread, off_t)
READS(pread64, off64_t)
WRITES(pwrite, off_t)
WRITES(pwrite64, off64_t)
FLUSHES(fsync)
FLUSHES(fdatasync)
CUTS(ftruncate, off_t)
CUTS(ftruncate64, off64_t)
GROWS(fallocate, off_t)
GROWS(fallocate64, off64_t)
