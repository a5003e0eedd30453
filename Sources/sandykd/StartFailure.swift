import VaultEngine
import VaultServer

/// Why the daemon did not start: one line for the operator and an exit code.
///
/// Exit codes (sysexits.h): 78, the operator has to change something (`Keys`, a mode, an owner); 65, data is
/// damaged or not for this version; 69, not now: another daemon runs, or storage fails.
struct StartFailure: Equatable {
    /// One line: what is wrong and what to do.
    let sentence: String
    /// For `exit`.
    let exitCode: Int32

    /// What an error at start means.
    init(_ error: any Error) {
        (sentence, exitCode) =
            switch error {
            case let refusal as KeysRefusal: (refusal.description, 78)
            case let refusal as StartRefusal: Self.describe(refusal)
            case let refusal as SocketRefusal: Self.describe(refusal)
            default: ("stopped by an unexpected error of type \(type(of: error))", 70)
            }
    }

    private static func describe(_ refusal: StartRefusal) -> (String, Int32) {
        switch refusal {
        case .dataFolderMissing(let path):
            ("there is no data folder at \(path): make it (mkdir -m 0700 \(path)) or correct data-folder in Keys", 78)
        case .dataFolderOpenToOthers(let path):
            ("the data folder \(path) is open to others: make it the daemon's own (chmod 0700 \(path))", 78)
        case .rootKeyOpenToOthers(let path):
            ("the root key \(path) is open to others: make it the daemon's own (chmod 0400 \(path))", 78)
        case .rootKeyMissing(let path):
            ("there is no root key at \(path): put it back, or correct root-key in Keys", 78)
        case .rootKeyMalformed:
            ("the root key is not one line that begins with sandyk-root-: put the right file back", 78)
        case .rootKeyWrong:
            ("the root key does not open the keystore: put the right one back, or correct root-key in Keys", 78)
        case .keystoreMissing(let path):
            ("there is no keystore at \(path): put it back from its mirror, or correct keystore in Keys", 78)
        case .keystoreDamaged(let path):
            ("the keystore \(path) is damaged: put it back from its mirror or a backup", 65)
        case .newerDatabase(let found, let supported):
            ("the database has version \(found), this sandykd knows \(supported): install the newer sandykd", 65)
        case .notAVault(let path):
            ("\(path) is no vault of Sandyk: correct data-folder in Keys", 65)
        case .secondDaemon(let path):
            ("another sandykd has \(path) open: stop it first", 69)
        case .ledgerDamaged(let sequence):
            ("the ledger is damaged at event \(sequence): do not go on with this database, restore a backup", 65)
        case .tablesDiffer(let table):
            ("table \(table) differs from the ledger: do not go on with this database, restore a backup", 65)
        case .storage(let reason):
            ("storage fails: \(reason)", 69)
        }
    }

    private static func describe(_ refusal: SocketRefusal) -> (String, Int32) {
        switch refusal {
        case .folderMissing(let path):
            ("there is no folder \(path) for the socket: make it, or correct socket in Keys", 78)
        case .folderOpenToOthers(let path):
            ("others can write to the socket's folder \(path): give it to root or the daemon and chmod 0755", 78)
        case .pathTooLong(let path):
            ("the socket's path \(path) is longer than 107 bytes: choose a shorter one in Keys", 78)
        case .inTheWay(let path):
            ("\(path) exists and is no socket: move it away, or correct socket in Keys", 78)
        case .inUse(let path):
            ("another daemon listens on \(path): stop it first, or correct socket in Keys", 69)
        case .noSuchGroup(let name):
            ("there is no Unix group \(name): make it, or correct socket-group in Keys", 78)
        case .system(let reason):
            ("the socket cannot be made: \(reason)", 69)
        }
    }
}
