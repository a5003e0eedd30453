internal import Glibc

extension VaultClient {
    /// What `connect` says before anything was sent.
    static let refusals: Set<Int32> = [ENOENT, ECONNREFUSED, EACCES, EPERM, ENOTSOCK, ENOTDIR, ENAMETOOLONG]

    /// What the system calls an `errno`.
    static func systemWords(_ number: Int32) -> String { String(cString: strerror(number)) }
}
