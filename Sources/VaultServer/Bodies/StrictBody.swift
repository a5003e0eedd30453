import FoundationEssentials
import VaultEngine
package import VaultModel

/// Decodes a JSON body and nothing else: no unknown field, no `null`, no wrong type.
struct StrictBody<Body: RequestBody>: Decodable {
    /// What was sent.
    let body: Body

    private struct FieldName: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// Refuses what ``RequestBody/fields`` does not name.
    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: FieldName.self)
        for name in fields.allKeys.sorted(by: { $0.stringValue < $1.stringValue }) {
            guard Body.fields.contains(name.stringValue) else {
                throw VaultError(.unknownField, field: FieldEcho.of(name.stringValue))
            }
            guard try !fields.decodeNil(forKey: name) else {
                throw VaultError(
                    .invalidValue, "A field is null. Leave it out instead.", field: FieldEcho.of(name.stringValue))
            }
        }
        body = try Body(from: decoder)
    }
}

extension RequestBody {
    /// - Throws: ``VaultError`` with `malformed-json`, `unknown-field` or `invalid-value`; none says what was sent.
    package static func strict(from bytes: [UInt8]) throws -> Self {
        try JSONScan.check(bytes)
        do {
            return try JSONDecoder().decode(StrictBody<Self>.self, from: Data(bytes)).body
        } catch DecodingError.keyNotFound(let key, _) {
            throw VaultError(.invalidValue, "A field is missing.", field: key.stringValue)
        } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context) {
            throw wrongValue(context)
        } catch DecodingError.dataCorrupted(let context) {
            // Without a path it is the text that is broken, not a value in it.
            throw context.codingPath.isEmpty ? VaultError(.malformedJSON) : wrongValue(context)
        }
    }

    private static func wrongValue(_ context: DecodingError.Context) -> VaultError {
        VaultError(.invalidValue, field: context.codingPath.first.flatMap { FieldEcho.of($0.stringValue) })
    }
}
