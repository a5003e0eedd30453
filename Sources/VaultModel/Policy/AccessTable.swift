/// What somebody may do in a compartment that they have been let into.
public enum Access: Sendable, Hashable, Comparable {
    case none
    case read
    case readWrite
}

/// Who may do what in which compartment: DESIGN's first table, once.
///
/// This is the *role* check, the first of three; being on the case and holding the key come after it.
public enum AccessTable {
    /// What `role` may do in `compartment` on a case that it is let into.
    public static func access(role: Role, isLead: Bool, compartment: Compartment) -> Access {
        if isLead, role.worksOnCases, compartment == .identity || compartment == .casework { return .readWrite }
        return switch (role, compartment) {
        case (.caseworker, .identity), (.caseworker, .casework): .readWrite
        case (.lawyer, .identity), (.psychologist, .identity): .read
        case (.lawyer, .casework), (.lawyer, .legal): .readWrite
        case (.psychologist, .casework), (.psychologist, .psychosocial): .readWrite
        default: .none
        }
    }

    /// The compartments that somebody of `role` can be let into, lead or not.
    public static func compartments(role: Role, isLead: Bool) -> Set<Compartment> {
        Set(Compartment.allCases.filter { access(role: role, isLead: isLead, compartment: $0) > .none })
    }
}
