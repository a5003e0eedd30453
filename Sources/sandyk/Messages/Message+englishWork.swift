import VaultModel

extension Message {
    /// What came of a command about a case or a record.
    var workAnswer: String {
        switch self {
        case .caseOpened(let item):
            (["\(item.id) is open; you lead it."] + (item.warnings ?? []).map { Message.warning($0).english })
                .joined(separator: "\n")
        case .labelled(let code): "\(code) has a new label"
        case .caseHead(let item): Self.english(head: item)
        case .caseClosed(let code, let done): done.request == nil ? "\(code) is closed" : Self.asked(done)
        case .caseReopened(let code, let done): done.request == nil ? "\(code) is open again" : Self.asked(done)
        case .assigned(let code, let assigned): Self.english(assigned, on: code.text)
        case .leadMade(let code, let assigned) where assigned.requests.contains { $0.kind == "lead" }:
            "asked for: \(assigned.name) leads \(code) when one of these says yes: "
                + assigned.requests.flatMap(\.waitsFor).joined(separator: ", ")
        case .leadMade(let code, let assigned):
            "\(assigned.name) leads \(code) too\n" + Self.english(assigned, on: code.text)
        case .approved(let assigned): Self.english(assigned, on: "")
        case .unassigned(let code, let name, let done):
            done.request == nil ? "\(name) is off \(code)" + Self.rotated(done) : Self.asked(done)
        case .noteHead(let record):
            "\(record.case)  \(record.kind.rawValue)  \(record.author)  \(LocalTime.text(record.writtenAt))  "
                + "version \(record.version)"
                + (record.title.isEmpty ? "" : "\n" + Table.visible(record.title))
        case .noteStored(let record):
            "\(ShortID.of(record.id.hex))  \(record.kind.rawValue), version \(record.version), stored in \(record.case)"
        case .authorOnly(let author):
            "\(author) wrote this, and only its author amends a record; write one of your own beside it"
        case .followsNewer(let record):
            "\(record.author) stored version \(record.version) at \(LocalTime.text(record.writtenAt)), after you began. "
                + "Your text would go on top of it and leave out what it says (`sandyk note read "
                + "\(ShortID.of(record.id.hex))`)."
        case .askFollow(let version): "Store yours as version \(version + 1)? Type yes or no: "
        case .notFollowed(let version):
            "nothing was stored, your text is still kept; `--version \(version)` stores it after that version"
        case .addendumHead(let when, let name): "— Addendum, \(when), \(name):"
        case .unchanged: "nothing was changed, so nothing was stored"
        case .unvouchedHolders(let names, let compartment):
            "Note: \(names.joined(separator: ", ")) can open \(compartment.name) here, and neither you nor anybody you "
                + "trust has checked their key (`sandyk case who`)."
        case .documentStored(let record):
            "\(ShortID.of(record.id.hex))  \(Table.visible(record.document?.name ?? record.title)), "
                + "version \(record.version), \(ByteCount.text(record.document?.length ?? 0))"
        case .documentFetched(let document):
            "\(ShortID.of(document.id))  \(Table.visible(document.path)), version \(document.version), "
                + ByteCount.text(document.length)
        case .sums(let deed, let count, let total): "\(count) of \(total) \(deed == .stored ? "stored" : "fetched")"
        default: custodianText
        }
    }

    private static func asked(_ done: Done) -> String {
        "asked for; a lead has to say yes" + (done.request.map { " (\(ShortID.of($0.hex)))" } ?? "")
    }

    private static func english(head item: CaseItem) -> String {
        var lines = ["\(item.id)  \(item.status)  opened \(LocalTime.text(item.openedAt))"]
        if let label = item.label { lines.append(Table.visible(label)) }
        if let hold = item.hold { lines.append("legal hold: \(hold)") }
        if let due = item.disposalDueAt { lines.append("is disposed of: \(LocalTime.text(due))") }
        lines.append("leads: " + (item.leads.isEmpty ? "nobody" : item.leads.joined(separator: ", ")))
        return lines.joined(separator: "\n")
    }

    private static func english(_ assigned: Assigned, on code: String) -> String {
        func list(_ compartments: [Compartment]) -> String { compartments.map(\.name).joined(separator: ", ") }
        let place = code.isEmpty ? "" : " on \(code)"
        var lines: [String] = []
        if assigned.vouched { lines.append("You vouched for \(assigned.name)'s key.") }
        if !assigned.granted.isEmpty { lines.append("\(assigned.name) can open \(list(assigned.granted))\(place).") }
        if !assigned.unborn.isEmpty {
            lines.append("\(assigned.name) makes the key of \(list(assigned.unborn)) with the first record there.")
        }
        for request in assigned.requests {
            lines.append(
                "\(list(request.compartments)): waits for \(request.waitsFor.joined(separator: " or ")) "
                    + "(`sandyk case approve \(ShortID.of(request.id.hex))`).")
        }
        return lines.isEmpty ? "done" : lines.joined(separator: "\n")
    }
}
