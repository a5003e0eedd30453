import Logging
import Synchronization
import VaultCrypto
import VaultModel
import VaultStore

/// What the vault remembers outside its database: how long the ledger was, its root, and the keystore's
/// generation. A database behind its pin was restored, or lost acknowledged writes.
struct Pin: Sendable, Equatable {
    static let fileName = "pin"

    var size: UInt64
    var root: [UInt8]
    var generation: UInt64

    func sealed(_ keys: VaultKeys) throws(CryptoError) -> [UInt8] {
        try keys.meta.newest.key.seal(
            size.bigEndianBytes + root + generation.bigEndianBytes, context: .pin(vault: keys.vaultID))
    }

    init(size: UInt64, root: [UInt8], generation: UInt64) {
        self.size = size
        self.root = root
        self.generation = generation
    }

    /// - Throws: ``CryptoError``, ``MalformedEncoding``.
    init(opening sealed: [UInt8], _ keys: VaultKeys) throws {
        let bytes = try keys.meta.open(sealed, context: .pin(vault: keys.vaultID))
        guard bytes.count == 48 else { throw MalformedEncoding() }
        size = bytes[0..<8].reduce(0) { $0 << 8 | UInt64($1) }
        root = Array(bytes[8..<40])
        generation = bytes[40..<48].reduce(0) { $0 << 8 | UInt64($1) }
    }
}

/// Writes the pin: after commits of authority and each minute, one at a time, never back to less. Blocks;
/// runs where blocking is allowed.
final class PinWriter: Sendable {
    private struct Inner {
        var keys: VaultKeys?
        var writtenSize: UInt64 = 0
    }

    private let folder: DataFolder
    private let logger: Logger
    private let inner = Mutex(Inner())

    init(folder: DataFolder, logger: Logger) {
        self.folder = folder
        self.logger = logger
    }

    /// From now on the pin is sealed with these keys.
    func use(_ keys: VaultKeys) { inner.withLock { $0.keys = keys } }

    /// - Parameter state: what is durable; never a state inside a commit.
    func write(_ state: VaultState) {
        inner.withLock { inner in
            guard let keys = inner.keys, state.tree.size >= inner.writtenSize else { return }
            do {
                let pin = Pin(
                    size: state.tree.size, root: state.tree.root, generation: keys.keystore.snapshot.generation)
                try folder.writeAtomically(try pin.sealed(keys), to: Pin.fileName)
                inner.writtenSize = state.tree.size
            } catch {
                // The database is ahead of its pin then, which is lawful; the next write tries again.
                logger.error("the pin could not be written", metadata: ["type": "\(type(of: error))"])
            }
        }
    }
}
