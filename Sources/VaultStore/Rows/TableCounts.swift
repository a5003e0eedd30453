/// How many rows each table of `vault.db` has, for `doctor`.
package struct TableCounts: Sendable, Equatable {
    /// Ledger entries.
    package let ledger: Int
    /// Accounts, disabled ones included.
    package let accounts: Int
    /// Grants of every compartment, key version and holder.
    package let grants: Int
    /// Records of every case.
    package let records: Int
    /// Versions of every record.
    package let versions: Int
    /// Rotations that are under way.
    package let rotations: Int
    /// Remembered answers to requests.
    package let idempotency: Int
    /// Accounts with failed logins.
    package let loginDelays: Int
}
