public import ArgumentParser
public import VaultModel

extension RecordKind: ExpressibleByArgument {}

extension Role: ExpressibleByArgument {
    /// The role's word.
    public init?(argument: String) { self.init(name: argument) }
    /// Every role's word.
    public static var allValueStrings: [String] { allCases.map(\.name) }
}

extension Compartment: ExpressibleByArgument {
    /// The compartment's word.
    public init?(argument: String) { self.init(name: argument) }
    /// Every compartment's word.
    public static var allValueStrings: [String] { allCases.map(\.name) }
}

extension EventKind: ExpressibleByArgument {
    /// The kind's word.
    public init?(argument: String) { self.init(name: argument) }
    /// Every kind's word.
    public static var allValueStrings: [String] { allCases.map(\.name) }
}
