import FoundationEssentials
import VaultCrypto
import VaultModel

/// What handing `from`'s cases over to `to` does in one person's session.
struct HandoverPlan: Sendable {
    /// One case.
    struct Step: Sendable {
        let file: CaseFile
        /// Where `to` is to be, as far as the role admits.
        let wanted: Set<Compartment>
        /// Where `to` is not yet.
        let lacking: Set<Compartment>
        /// Whether `to` is made a lead, since `from` is one.
        let makesLead: Bool
        /// Whether somebody else has to let `to` in.
        let asks: Bool
        let item: HandoverItem
    }

    let from: Account
    let to: Account
    let steps: [Step]

    /// - Throws: ``PolicyDenial/oneself`` for somebody who would let themselves in, ``PolicyDenial/notActive``,
    ///   ``PolicyDenial/compartmentNotForRole`` where `to` works on no cases.
    init(from: Account, to: Account, by session: Session, _ authority: Authority) throws(PolicyDenial) {
        guard to.keyID != session.keyID, to.keyID != from.keyID else { throw .oneself }
        guard to.status == .active else { throw .notActive }
        guard to.role.worksOnCases else { throw .compartmentNotForRole }
        self.from = from
        self.to = to
        let files = authority.cases.values.filter { $0.disposed == nil && $0.members[from.keyID] != nil }
            .sorted { $0.code < $1.code }
        steps = files.compactMap { Self.step($0, from, to, session, authority) }
    }

    /// `nil` where the person in this session has nothing to do on the case.
    private static func step(
        _ file: CaseFile, _ from: Account, _ to: Account, _ session: Session, _ authority: Authority
    ) -> Step? {
        let leads = file.leads.contains(session.keyID)
        guard leads || session.keyID == from.keyID || session.role == .admin else { return nil }
        let places = file.members[from.keyID]?.compartments ?? []
        let makesLead = leads && file.leads.contains(from.keyID) && !file.leads.contains(to.keyID)
        let admitted = AccessTable.compartments(role: to.role, isLead: makesLead || file.leads.contains(to.keyID))
        let wanted = places.intersection(admitted)
        let lacking = wanted.subtracting(file.members[to.keyID]?.compartments ?? [])
        // Only a lead lets somebody into a compartment; its key can be given where they are let in.
        let reached = leads ? wanted : wanted.subtracting(lacking)
        let keyless = reached.filter { compartment in
            let holders = file.compartments[compartment]?.holders ?? [:]
            return !holders.isEmpty && holders[to.keyID] == nil
        }
        let grants = session.role == .admin ? [] : keyless.filter { file.holds(session.keyID, $0) }
        let asks =
            !leads && !lacking.isEmpty
            && (authority.hasActiveLead(file) || !authority.electors(of: file, for: to.keyID).isEmpty)
        guard asks || !grants.isEmpty || leads && (makesLead || !lacking.isEmpty || !keyless.isEmpty) else {
            return nil
        }
        let waits = session.role == .admin ? [] : keyless.subtracting(grants)
        return Step(
            file: file, wanted: reached, lacking: lacking, makesLead: makesLead, asks: asks,
            item: HandoverItem(
                id: file.code.text, asks: asks, lead: makesLead, compartments: lacking.sorted(),
                grants: grants.sorted(), waits: waits.sorted(), left: places.subtracting(admitted).sorted()))
    }

    /// Whether anything in it needs that the person in this session trusts the key that takes over.
    var letsIn: Bool { steps.contains { !$0.item.grants.isEmpty || $0.makesLead || !$0.asks } }

    /// The list as it is shown; its digest names the keys too, so that a new key of the same name is another list.
    func list(for session: Session) throws -> Handover {
        var list = Handover(from: from.name.text, to: to.name.text, items: steps.map(\.item), digest: "")
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let bytes = Array(try encoder.encode(list)) + from.keyID.bytes + to.keyID.bytes + session.keyID.bytes
        list.digest = Hex.encode(ContentHash.blake2b256(bytes))
        return list
    }
}
