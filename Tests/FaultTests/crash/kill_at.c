/* Preloaded into sandykd by the crash harness: ends the process at its k-th change of a file.
 *
 * Counted are write, pwrite, writev, pwritev, fsync, fdatasync, ftruncate, rename, link, unlink, mkdir and an open that
 * makes a file or empties one, in all their forms, on regular files that are not standard output or error. The harness
 * and the process share a page, the file that SANDYK_KILL_PAGE names: `left` is k, or 0 for "count only"; `seen` goes
 * on counting, and `kinds` has a letter for each. With `torn`, a write puts half of its bytes down before the end
 * comes.
 *
 * The page outlives an exec of the process, and so does the count: `seal` begins the daemon anew.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { PAGE_SIZE = 4096, MOST_KINDS = PAGE_SIZE - 24 };
enum kind { WRITE = 'w', SYNC = 's', CUT = 't', NAME = 'n' };

struct page {
    atomic_llong left, seen;
    atomic_int torn;
    char reserved[4];
    char kinds[MOST_KINDS];
};

static struct page *page;

__attribute__((constructor)) static void attach(void) {
    const char *path = getenv("SANDYK_KILL_PAGE");
    int file = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
    if (file < 0) return;
    void *address = mmap(NULL, sizeof(struct page), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (address != MAP_FAILED) page = address;
}

/* Whether the end comes at this call. */
static int is_the_one(enum kind kind) {
    if (!page) return 0;
    long long before = atomic_fetch_add(&page->seen, 1);
    if (before < MOST_KINDS) page->kinds[before] = kind;
    return atomic_load(&page->left) > 0 && atomic_fetch_sub(&page->left, 1) == 1;
}

static void end(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

static int is_counted(int file) {
    struct stat status;
    return file > 2 && fstat(file, &status) == 0 && S_ISREG(status.st_mode);
}

#define REAL(name) static __typeof__(name) *real; if (!real) real = dlsym(RTLD_NEXT, #name)

#define FILES(kind, name, type, parameters, arguments, half)                                                         \
    type name parameters {                                                                                           \
        REAL(name);                                                                                                  \
        if (is_counted(file) && is_the_one(kind)) {                                                                  \
            if (atomic_load(&page->torn)) half;                                                                      \
            end();                                                                                                   \
        }                                                                                                            \
        return real arguments;                                                                                       \
    }

FILES(WRITE, write, ssize_t, (int file, const void *bytes, size_t count), (file, bytes, count),
      (void)!real(file, bytes, count / 2))
FILES(WRITE, pwrite, ssize_t, (int file, const void *bytes, size_t count, off_t at), (file, bytes, count, at),
      (void)!real(file, bytes, count / 2, at))
FILES(WRITE, pwrite64, ssize_t, (int file, const void *bytes, size_t count, off64_t at), (file, bytes, count, at),
      (void)!real(file, bytes, count / 2, at))
FILES(WRITE, writev, ssize_t, (int file, const struct iovec *parts, int count), (file, parts, count),
      (void)!real(file, parts, count / 2))
FILES(WRITE, pwritev, ssize_t, (int file, const struct iovec *parts, int count, off_t at), (file, parts, count, at),
      (void)!real(file, parts, count / 2, at))
FILES(SYNC, fsync, int, (int file), (file), (void)0)
FILES(SYNC, fdatasync, int, (int file), (file), (void)0)
FILES(CUT, ftruncate, int, (int file, off_t size), (file, size), (void)0)
FILES(CUT, ftruncate64, int, (int file, off64_t size), (file, size), (void)0)

#define NAMES(name, parameters, arguments)                                                                           \
    int name parameters {                                                                                            \
        REAL(name);                                                                                                  \
        if (is_the_one(NAME)) end();                                                                                 \
        return real arguments;                                                                                       \
    }

NAMES(rename, (const char *from, const char *to), (from, to))
NAMES(renameat, (int f, const char *from, int t, const char *to), (f, from, t, to))
NAMES(renameat2, (int f, const char *from, int t, const char *to, unsigned flags), (f, from, t, to, flags))
NAMES(link, (const char *from, const char *to), (from, to))
NAMES(linkat, (int f, const char *from, int t, const char *to, int flags), (f, from, t, to, flags))
NAMES(unlink, (const char *path), (path))
NAMES(unlinkat, (int folder, const char *path, int flags), (folder, path, flags))
NAMES(mkdir, (const char *path, mode_t mode), (path, mode))

/* An open changes something where it makes the file or empties it. */
static int makes(int folder, const char *path, int flags) {
    if (flags & O_TRUNC) return 1;
    return (flags & O_CREAT) && faccessat(folder, path, F_OK, AT_SYMLINK_NOFOLLOW) != 0;
}

static mode_t mode_of(int flags, va_list rest) {
    return (flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(rest, mode_t) : 0;
}

#define OPENS(name, folder, parameters, arguments)                                                                   \
    int name parameters {                                                                                            \
        REAL(name);                                                                                                  \
        va_list rest;                                                                                                \
        va_start(rest, flags);                                                                                       \
        mode_t mode = mode_of(flags, rest);                                                                          \
        va_end(rest);                                                                                                \
        if (makes(folder, path, flags) && is_the_one(NAME)) end();                                                   \
        return real arguments;                                                                                       \
    }

OPENS(open, AT_FDCWD, (const char *path, int flags, ...), (path, flags, mode))
OPENS(open64, AT_FDCWD, (const char *path, int flags, ...), (path, flags, mode))
OPENS(openat, folder, (int folder, const char *path, int flags, ...), (folder, path, flags, mode))
OPENS(openat64, folder, (int folder, const char *path, int flags, ...), (folder, path, flags, mode))
