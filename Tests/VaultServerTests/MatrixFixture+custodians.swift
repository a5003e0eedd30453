import VaultModel

/// Cells about custodians. "nobody" is the operator here: the tests run as the daemon's own user.
extension MatrixFixture {
    /// Two keys that were dealt for this file alone, and the words and cards of the second.
    private static let keys = [
        "sandyk-custodians-okbxdbzr4g3kplgy7zdwhrunvi5wlg2hz2y7qurzyryk77kbtikv"
            + "bfmt2nlmk435gq56dixmgllgaljrq3eqtaoosyutxs6da5b554ts7dqjq",
        "sandyk-custodians-thedj4berwobepvfrtdgzt64jjxsbl57crh4zhalvvl2bjdgk4b3"
            + "ktjorkrmjg2xydilkdoy6d6d6ffs2zccpkhqoh3knet2tapd4gkqhzv4u",
    ]
    private static let words = "punctuate overeater labored kung wavy avoid"
    private static let card =
        "arcade fragment academic acid arcade frost capacity detailed verify simple alien prospect "
        + "editor tackle unhappy suitable teammate identify fortune trend staff anatomy gasoline clothes "
        + "course preach exceed hybrid relate radar camera pupal deal"

    /// Custodians that an admin set.
    func setCustodians(_ number: Int = 0, as name: String? = "admin") async throws -> RawAnswer {
        try await post("/v1/custodians", as: name, #"{"publicKeys":"\#(Self.keys[number])","needed":2,"count":3}"#)
    }

    func answerOnCustodians(_ operation: Operation, as person: MatrixPerson) async throws -> RawAnswer {
        let name = person.name
        switch operation {
        case .custodiansSet: return try await setCustodians(1, as: name)
        case .custodiansConfirm:
            return try await post("/v1/custodians/confirm", as: name, #"{"keyWords":"\#(Self.words)"}"#)
        case .recoveryBegin:
            try await cancelCeremony()
            let answer = try await post("/v1/recoveries", as: name, Self.rehearsal)
            if answer.status == 201 { try note(answer) }
            return answer
        case .recoveryShow: return try await send("GET", "/v1/recoveries/\(newCeremony())", as: name)
        case .recoveryCancel: return try await send("DELETE", "/v1/recoveries/\(newCeremony())", as: name)
        case .recoveryWords:
            return try await post("/v1/recoveries/\(newCeremony())/words", as: name, #"{"name":"lawyer-lead"}"#)
        case .recoveryCard:
            return try await send(
                "POST", "/v1/recoveries/\(newCeremony())/cards", as: name,
                headers: ["Content-Type": "application/octet-stream"], body: Self.card)
        default: return try await send("GET", "/v1/custodians", as: name)
        }
    }

    private static let rehearsal = #"{"purpose":"rehearse"}"#

    /// One at a time, so the one before ends.
    private func newCeremony() async throws -> String {
        try await cancelCeremony()
        try note(try await post("/v1/recoveries", as: "auditor", Self.rehearsal))
        return ceremony
    }

    private func cancelCeremony() async throws {
        if !ceremony.isEmpty { _ = try await send("DELETE", "/v1/recoveries/\(ceremony)", as: "auditor") }
    }
}
