import CLinux
import Glibc
import VaultEngine

/// The daemon's own program, begun again under the same process id: so no key that was ever in its memory is there
/// when the vault is sealed, and whoever supervises it sees one process.
struct SameProgram {
    private static let mostFiles: Int32 = 65_536
    /// Descriptors that whoever started the daemon gave it, beside the three standard streams. A supervisor may
    /// tell by one of them whether the daemon lives, so they have to go on to the program that follows.
    private let given: Set<Int32>

    /// Looks at what is open; to be made before anything else is opened.
    init() { given = Set((3..<Self.mostFiles).filter { linux_is_inheritable($0) != 0 }) }

    /// Does not return. Nothing that the daemon opened is carried over.
    ///
    /// - Throws: ``StartRefusal/storage(reason:)`` where the system refuses.
    func executeAgain() throws -> Never {
        for file in 3..<Self.mostFiles where !given.contains(file) && linux_is_inheritable(file) != 0 {
            linux_close_on_execution(file)
        }
        var arguments: [UnsafeMutablePointer<CChar>?] = CommandLine.arguments.map { strdup($0) }
        arguments.append(nil)
        let number = linux_execute_again(&arguments)
        throw StartRefusal.storage(reason: "the program cannot be begun again: \(String(cString: strerror(number)))")
    }
}
