/// Where the root key comes from.
package enum RootKeySource: Sendable, Equatable {
    /// A file of mode 0400 that holds one `sandyk-root-…` line.
    case file(path: String)
    /// A systemd credential of that name, in `$CREDENTIALS_DIRECTORY`.
    case credential(name: String)
    /// Passphrases of the technician and the director; the daemon starts sealed.
    case passphrase
}

/// What the operator's `Keys` file says.
package struct VaultSettings: Sendable, Equatable {
    /// Holds vault.db, blobs.db, the pin and the lock; mode 0700.
    package var dataFolder: String
    /// Where the root key comes from.
    package var rootKey: RootKeySource
    /// The keystore's path.
    package var keystore: String
    /// The path of its mirror, on another disk.
    package var mirror: String?
    /// Argon2id passes for new passphrases.
    package var passes: UInt32 = 3
    /// Argon2id memory for new passphrases, in KiB.
    package var memoryKiB: UInt32 = 262_144
    /// A session ends after so long without a request.
    package var idleSeconds: UInt64 = 1_800
    /// A session ends after so long in any case.
    package var absoluteSeconds: UInt64 = 36_000
    /// How long an invite code is good.
    package var inviteHours: UInt32 = 72
    /// Keys older than so many days are rotated without anybody's asking; 0 for never.
    package var keyMaxAgeDays: UInt32 = 365
    /// So many times 64 cases of an outer rotation are waited for; the rest goes on in the background. Not in Keys.
    package var outerBatchesAwaited = 4
    /// How many people decide what touches everybody's safety: 1 or 2.
    package var quorum: UInt8 = 1
    /// Days between an agreed disposal and its execution.
    package var disposalWaitDays: UInt32 = 30
    /// What proposed case codes begin with.
    package var casePrefix: String = "KG"

    /// The keystore and its mirror.
    var keystorePaths: [String] { [keystore] + (mirror.map { [$0] } ?? []) }

    /// Settings with the defaults of `Keys.example`.
    package init(dataFolder: String, rootKey: RootKeySource, keystore: String, mirror: String? = nil) {
        self.dataFolder = dataFolder
        self.rootKey = rootKey
        self.keystore = keystore
        self.mirror = mirror
    }
}

/// Why the daemon does not start. Each prints as one line that says what to do.
package enum StartRefusal: Error, Equatable {
    case dataFolderMissing(path: String)
    case dataFolderOpenToOthers(path: String)
    case rootKeyOpenToOthers(path: String)
    case rootKeyMissing(path: String)
    case rootKeyMalformed
    case rootKeyWrong
    case keystoreMissing(path: String)
    case keystoreDamaged(path: String)
    case newerDatabase(found: Int, supported: Int)
    case notAVault(path: String)
    case secondDaemon(path: String)
    case ledgerDamaged(sequence: UInt64)
    case tablesDiffer(table: String)
    case storage(reason: String)
}
