import CLinux
import Glibc

/// What the process does about its own memory and files before it touches a key.
enum Hardening {
    /// Files for the owner only, no core dumps, memory closed to other processes of the same user, and as
    /// much locked memory as the system allows.
    ///
    /// - Returns: What could not be done, one line each.
    static func apply() -> [String] {
        var failures: [String] = []
        umask(0o077)
        linux_name_process()
        if linux_forbid_core_files() != 0 { failures.append("core dumps cannot be switched off") }
        if linux_forbid_dumps() != 0 { failures.append("the process cannot be made undumpable") }
        if linux_raise_locked_memory() != 0 { failures.append("the limit on locked memory cannot be raised") }
        return failures
    }
}
