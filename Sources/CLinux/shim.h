// What Swift cannot call: prctl(2) takes variable arguments, the limits of getrlimit(2) are macros.
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

// No core dumps of this process and no reading of its memory by others of the same user.
static inline int linux_forbid_dumps(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

// No core file, whoever asks for one.
static inline int linux_forbid_core_files(void) {
    struct rlimit none = {0, 0};
    return setrlimit(RLIMIT_CORE, &none);
}

// As much locked memory as this user may have.
static inline int linux_raise_locked_memory(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_MEMLOCK, &limit) != 0) return -1;
    limit.rlim_cur = limit.rlim_max;
    return setrlimit(RLIMIT_MEMLOCK, &limit);
}

// The name in lists of processes, which would be "exe" after linux_execute_again. Before linux_forbid_dumps: after it
// the file is root's.
static inline void linux_name_process(void) {
    int file = open("/proc/self/comm", O_WRONLY | O_CLOEXEC);
    if (file < 0) return;
    ssize_t written = write(file, "sandykd", 7);
    (void)written;
    close(file);
}

// Whether a descriptor is open and would go on to a program that is executed.
static inline int linux_is_inheritable(int file) {
    int flags = fcntl(file, F_GETFD);
    return flags >= 0 && (flags & FD_CLOEXEC) == 0;
}

// Keeps a descriptor from a program that is executed.
static inline void linux_close_on_execution(int file) { fcntl(file, F_SETFD, FD_CLOEXEC); }

// Executes this same program file with `arguments`, with no signal blocked or ignored. Returns only with what went
// wrong.
static inline int linux_execute_again(char **arguments) {
    sigset_t none;
    sigemptyset(&none);
    for (int number = 1; number < 32; number++) signal(number, SIG_DFL);
    sigprocmask(SIG_SETMASK, &none, NULL);
    execv("/proc/self/exe", arguments);
    return errno;
}
