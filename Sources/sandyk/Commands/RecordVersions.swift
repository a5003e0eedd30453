import VaultClient
import VaultModel

/// Finds a document's version in its history.
enum RecordVersions {
    /// The newest version, or the one asked for.
    ///
    /// - Throws: ``Failure`` if there is no such version, or the record is a note.
    static func find(_ id: String, version: UInt64?, _ client: VaultClient) async throws -> VersionItem {
        let versions = try await client.history(of: id).items
        let wanted = version.map { number in versions.filter { $0.version == number } } ?? versions
        guard let best = wanted.max(by: { $0.version < $1.version }) else {
            throw Failure(.notFound, .noSuchVersion(id))
        }
        if let reason = versions.compactMap(\.withdrawn).last { throw Failure(.notFound, .recordWithdrawn(reason)) }
        guard best.document != nil else { throw Failure(.usage, .isANote(id)) }
        return best
    }
}
