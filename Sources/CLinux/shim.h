// What Swift cannot call: prctl(2) takes variable arguments, the limits of getrlimit(2) are macros.
#include <sys/prctl.h>
#include <sys/resource.h>

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
