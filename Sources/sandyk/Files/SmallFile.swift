import Glibc

/// Files that fit into memory: notes, tokens, passphrases.
enum SmallFile {
    /// Everything from where `descriptor` stands.
    ///
    /// - Throws: ``SystemError``; ``Failure`` beyond `limit` bytes.
    static func read(_ descriptor: Int32, path: String, limit: Int = 8 << 20) throws -> [UInt8] {
        var all: [UInt8] = []
        while true {
            var count = 0
            let piece = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, initialized in
                count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                initialized = max(0, count)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw SystemError(path: path, number: errno) }
            if count == 0 { return all }
            all += piece
            guard all.count <= limit else { throw Failure(.data, .tooLongHere(path)) }
        }
    }

    /// Everything in the file at `path`.
    static func read(path: String) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemError(path: path, number: errno) }
        defer { close(descriptor) }
        return try read(descriptor, path: path)
    }

    /// One line, byte by byte, so that what follows stays for whoever reads next; without its end.
    static func readLine(_ descriptor: Int32, path: String) throws -> [UInt8] {
        var line: [UInt8] = []
        while true {
            var byte: UInt8 = 0
            let count = Glibc.read(descriptor, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw SystemError(path: path, number: errno) }
            if count == 0 || byte == UInt8(ascii: "\n") { break }
            line.append(byte)
        }
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        return line
    }
}
