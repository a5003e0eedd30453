import VaultModel

/// Tables of cases and of what happens on them.
enum CaseTables {
    static func cases(_ items: [CaseItem]) -> Table {
        var table = Table(.code, .status, .openedAt, .leads, .compartments, .label)
        for item in items {
            let parts = item.compartments.filter { $0.state == "granted" }.map { "\($0.name.name) \($0.records)" }
            table.add(
                item.id, item.hold == nil ? item.status : "\(item.status), on hold", LocalTime.short(item.openedAt),
                item.leads.joined(separator: ", "),
                parts.joined(separator: ", "), item.label)
        }
        return table
    }

    static func requests(_ items: [AccessRequest]) -> Table {
        var table = Table(.id, .code, .request, .person, .compartments, .askedBy, .waitsFor)
        for item in items {
            table.add(
                ShortID.of(item.id.hex), item.case, item.kind, item.name,
                item.compartments.map(\.name).joined(separator: ", "), item.askedBy,
                item.waitsFor.joined(separator: ", "))
        }
        return table
    }

    static func who(_ items: [WhoItem]) -> Table {
        var table = Table(.person, .role, .compartment, .canOpen, .since, .grantedBy, .lastOpened, .vouched)
        for item in items {
            table.add(
                item.name + (item.lead ? " *" : "") + (item.status == "active" ? "" : " (\(item.status))"),
                item.role?.name, item.compartment.name, Message.yesNo(item.canOpen).text,
                LocalTime.short(item.since), item.grantedBy, item.lastOpened.map(LocalTime.short),
                Message.yesNo(item.vouched).text)
        }
        return table
    }
}

/// Enough of an id to tell it apart on a page; the commands take any unique prefix.
enum ShortID {
    /// The first 10 of 32 digits.
    static func of(_ hex: String) -> String { String(hex.prefix(10)) }
}
