import Glibc

/// Calls to the operating system that fail with the call, the path and `errno`.
enum SystemCall {
    /// Runs `call` again while it is interrupted by a signal.
    ///
    /// - Throws: ``StoreError/system(call:path:code:)`` where it returns a negative number.
    @discardableResult
    static func checked<Value: SignedInteger>(_ name: String, _ path: String, _ call: () -> Value) throws -> Value {
        while true {
            let value = call()
            if value >= 0 { return value }
            let code = errno
            if code != EINTR { throw StoreError.system(call: name, path: path, code: code) }
        }
    }

    /// The operating system's text for an error number.
    static func message(_ code: Int32) -> String {
        guard let text = strerror(code) else { return "error \(code)" }
        return String(cString: text)
    }
}
