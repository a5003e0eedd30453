import VaultModel

extension Vault {
    /// After so long without a rehearsal `doctor` asks for one.
    private static let rehearsalSeconds: UInt64 = 180 * 86_400

    /// What everybody should know, as stable codes.
    func custodianWarnings(_ session: Session, _ authority: Authority) -> [String] {
        guard authority.custodianKeyID != nil else { return ["no-custodians"] }
        return session.role.worksOnCases && !authority.givesToCustodians(session.keyID)
            ? ["custodians-unconfirmed"] : []
    }

    /// How far the grants are, for all cases or for those that somebody is on; `nil` while no key is set.
    func custodianProgress(_ authority: Authority, of session: Session? = nil) -> CustodianProgress? {
        guard authority.custodianKeyID != nil else { return nil }
        let gaps = authority.custodianGaps().filter { gap in
            guard let session, session.role.worksOnCases else { return true }
            return authority.cases[gap.caseID]?.members[session.keyID]?.compartments.contains(gap.compartment) == true
        }
        let holders = gaps.reduce(into: Set<KeyID>()) { holders, gap in
            let version = authority.cases[gap.caseID]?.compartments[gap.compartment]?.versions[gap.version]
            holders.formUnion((version?.grants ?? [:]).keys)
        }
        let active = holders.compactMap { authority.accounts[$0] }.filter { $0.status == .active }
        let (waitsFor, unconfirmed) = (
            active.filter { authority.givesToCustodians($0.keyID) },
            active.filter { !authority.givesToCustodians($0.keyID) }
        )
        return CustodianProgress(
            missing: Set(gaps.map { Place($0.caseID, $0.compartment) }).count,
            waitsFor: waitsFor.map(\.name.text).sorted(), unconfirmed: unconfirmed.map(\.name.text).sorted())
    }

    /// The custodians' lines of `case who`: what their cards could open.
    func custodianItems(_ file: CaseFile, _ session: Session, _ authority: Authority) -> [WhoItem] {
        guard let current = authority.currentCustodians else { return [] }
        return file.compartments.sorted { $0.key < $1.key }.compactMap { compartment, keys in
            let grants = keys.versions.values.compactMap { $0.custodianGrants[current.keyID] }
            guard let first = grants.min(by: { $0.at < $1.at }) else { return nil }
            return WhoItem(
                id: "\(Custodians.name)/\(compartment.name)", name: Custodians.name, role: nil, lead: false,
                compartment: compartment, canOpen: keys.isSealed(to: current.keyID), since: first.at,
                grantedBy: authority.accounts[first.by]?.name.text, lastOpened: nil, status: "active",
                vouched: authority.givesToCustodians(session.keyID))
        }
    }

    /// What `doctor` says about custodians.
    func custodianFindings(_ authority: Authority) -> [Finding] {
        guard let current = authority.currentCustodians, let progress = custodianProgress(authority) else {
            return [
                Finding(
                    id: "no-custodians", severity: .warning,
                    text: "No custodians are set up: a case whose members are all gone cannot be opened again.",
                    advice:
                        "Deal cards (`sandyk custodians deal`) and set the key (`sandyk custodians set`); until then "
                        + "keep at least two people in every compartment that must not be lost.")
            ]
        }
        return [grantFinding(progress), rehearsalFinding(current)]
    }

    private func grantFinding(_ progress: CustodianProgress) -> Finding {
        guard progress.missing > 0 else {
            return Finding(
                id: "custodian-grants", severity: .fine,
                text: "The custodians' cards can open every compartment that somebody holds.")
        }
        var advice: [String] = []
        if !progress.waitsFor.isEmpty {
            advice.append("A login of \(progress.waitsFor.joined(separator: ", ")) adds what they hold.")
        }
        if !progress.unconfirmed.isEmpty {
            advice.append(
                "\(progress.unconfirmed.joined(separator: ", ")): `sandyk custodians confirm`, with the words from a "
                    + "custodian's card.")
        }
        return Finding(
            id: "custodian-grants", severity: .warning,
            text: "The custodians could not open \(progress.missing) compartments yet.",
            advice: advice.isEmpty ? "Their holders are suspended." : advice.joined(separator: " "))
    }

    private func rehearsalFinding(_ current: CustodianFacts) -> Finding {
        let text = current.rehearsedAt.map {
            "The custodians' cards were last rehearsed on \($0.description.prefix(10))."
        }
        if let at = current.rehearsedAt, now <= at.adding(seconds: Self.rehearsalSeconds) {
            return Finding(id: "rehearsal", severity: .fine, text: text ?? "")
        }
        return Finding(
            id: "rehearsal", severity: .warning,
            text: text ?? "It was never proved that the custodians' cards work.",
            advice: "Rehearse it twice a year: `sandyk recover rehearse` opens nothing.")
    }
}
