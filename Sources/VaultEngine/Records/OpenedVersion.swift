import VaultCrypto
import VaultModel
import VaultStore

/// One version of a record with its header opened: what a reader needs to go on.
struct OpenedVersion: Sendable {
    let record: RecordRow
    let version: RecordVersionRow
    let recordFacts: RecordFacts
    let facts: VersionFacts
    let dataKey: HeldKey<DataKeyRole>
    let header: RecordHeader

    /// Opens with a compartment key: data key, then header.
    init(
        record: RecordRow, version: RecordVersionRow, recordFacts: RecordFacts, facts: VersionFacts,
        key: HeldKey<CompartmentKeyRole>, _ keys: VaultKeys
    ) throws {
        self.record = record
        self.version = version
        self.recordFacts = recordFacts
        self.facts = facts
        let place = recordFacts.place
        let opened: DataKey = try key.key.openKey(
            facts.dataKey, context: keys.dataKeyContext(place, record.id, version.version, facts.keyVersion))
        dataKey = HeldKey(opened)
        header = try RecordHeader(
            decoding: try dataKey.key.openPadded(
                version.header,
                context: .header(
                    vault: keys.vaultID, case: place.caseID, compartment: place.compartment, record: record.id,
                    version: version.version)))
    }

    /// A note's text.
    func text(_ keys: VaultKeys) throws -> String {
        let place = recordFacts.place
        guard let body = version.body else { throw VaultError(.integrity) }
        let bytes = try dataKey.key.openPadded(
            body,
            context: .body(
                vault: keys.vaultID, case: place.caseID, compartment: place.compartment, record: record.id,
                version: version.version))
        guard let text = String(validating: bytes, as: UTF8.self) else { throw VaultError(.integrity) }
        return text
    }

    /// What a client is told.
    func item(_ authority: Authority) -> RecordItem {
        RecordItem(
            id: record.id, case: authority.cases[recordFacts.place.caseID]?.code.text ?? "", kind: header.kind,
            compartment: recordFacts.place.compartment, form: recordFacts.form, title: header.title,
            document: header.document, author: authority.accounts[facts.author]?.name.text ?? "",
            createdAt: recordFacts.createdAt, writtenAt: facts.writtenAt, version: version.version)
    }
}
