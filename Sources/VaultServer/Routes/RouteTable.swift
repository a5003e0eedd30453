package import VaultModel

/// Finds the operation for a method and a path among ``Route/all``.
package struct RouteTable: Sendable {
    /// What was found.
    package enum Match {
        case operation(Operation, parameters: [String: String])
        /// The path exists, for these methods only.
        case otherMethods([String])
        case nothing
    }

    private enum Segment {
        case literal(String)
        case parameter(String)
    }

    private struct Entry {
        let segments: [Segment]
        let literals: Int
        var operations: [String: Operation]
    }

    private let entries: [Entry]

    /// A table of `routes`.
    package init(_ routes: [Route] = Route.all) {
        var byPath: [String: Entry] = [:]
        for route in routes {
            let segments = route.path.split(separator: "/").map { part in
                part.hasPrefix("{") ? Segment.parameter(String(part.dropFirst().dropLast())) : .literal(String(part))
            }
            let literals = segments.count { if case .literal = $0 { true } else { false } }
            byPath[route.path, default: Entry(segments: segments, literals: literals, operations: [:])]
                .operations[route.method] = route.operation
        }
        // The more is literal, the earlier: `/v1/cases/next-code` is no case.
        entries = byPath.values.sorted { $0.literals > $1.literals }
    }

    /// Looks up a path that ``RequestTarget`` split and decoded.
    package func match(method: String, segments: [String]) -> Match {
        for entry in entries {
            guard let parameters = Self.parameters(of: entry.segments, in: segments) else { continue }
            if let operation = entry.operations[method] { return .operation(operation, parameters: parameters) }
            return .otherMethods(entry.operations.keys.sorted())
        }
        return .nothing
    }

    private static func parameters(of template: [Segment], in segments: [String]) -> [String: String]? {
        guard template.count == segments.count else { return nil }
        var parameters: [String: String] = [:]
        for (part, segment) in zip(template, segments) {
            switch part {
            case .literal(let text): guard text == segment else { return nil }
            case .parameter(let name):
                guard !segment.isEmpty else { return nil }
                parameters[name] = segment
            }
        }
        return parameters
    }
}
