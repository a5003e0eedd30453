import FoundationEssentials
import Glibc

/// Standard output and standard error.
enum Output {
    /// Whether standard output is a terminal.
    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Columns of the terminal on standard output; `nil` where it is none.
    static var columns: Int? { isTerminal ? Self.columns(of: STDOUT_FILENO) : nil }

    /// Columns of the terminal behind a descriptor.
    static func columns(of descriptor: Int32) -> Int? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Writes a line to standard output.
    static func line(_ text: String = "") { write(Array((text + "\n").utf8), to: STDOUT_FILENO) }

    /// Writes bytes to standard output as they are.
    static func bytes(_ bytes: [UInt8]) { write(bytes, to: STDOUT_FILENO) }

    /// Writes a table to standard output.
    static func table(_ table: Table) { table.lines(width: columns).forEach { line($0) } }

    /// Tells something to the person on standard error.
    static func note(_ message: Message) { write(Array((message.text + "\n").utf8), to: STDERR_FILENO) }

    /// Writes a value as JSON, its fields in alphabetical order.
    static func json(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        line(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// Writes all of it. Where nobody reads any more, the process ends as SIGPIPE would end it.
    static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno == EPIPE {
                Interrupts.undoAll()
                signal(SIGPIPE, SIG_DFL)
                kill(getpid(), SIGPIPE)
            } else if errno != EINTR {
                return
            }
        }
    }
}
