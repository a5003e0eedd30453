import Testing
import VaultEngine
import VaultModel
import VaultServer

/// What bad input gets, before the engine sees it.
@Suite struct StrictBodyTests {
    private func refusal<Body: RequestBody>(_ json: String, as type: Body.Type) -> VaultError? {
        #expect(throws: VaultError.self) { try Body.strict(from: Array(json.utf8)) }
    }

    @Test func `a good body is read`() throws {
        let draft = try NoteDraft.strict(from: Array(#"{"kind":"session-note","title":"Ё","text":"a\nb"}"#.utf8))
        #expect(draft == NoteDraft(kind: .sessionNote, title: "Ё", text: "a\nb"))
        #expect(try DisableRequest.strict(from: Array("{}".utf8)) == DisableRequest())
    }

    @Test(arguments: [
        "", "null", "[]", "\"text\"", "{", "{\"name\":\"a\"", "{'name':'a'}", "{\"name\":\"a\",}", "{} {}",
        "{\"name\":\"\u{1}\"}", "{\"name\":\"\\ud800\"}", "nonsense",
        "{\"name\":" + String(repeating: "[", count: 9) + String(repeating: "]", count: 9) + "}",
    ])
    func `text that is not one flat JSON object is malformed`(json: String) {
        #expect(refusal(json, as: InviteRequest.self)?.code == .malformedJSON)
    }

    @Test func `ten thousand brackets do not reach the decoder`() {
        let deep = "{\"name\":" + String(repeating: "[", count: 10_000)
        #expect(refusal(deep, as: InviteRequest.self)?.code == .malformedJSON)
    }

    @Test func `bytes that are not UTF-8 are malformed`() {
        let bytes = Array("{\"text\":\"".utf8) + [0xd0] + Array("\"}".utf8)
        let error = #expect(throws: VaultError.self) { try SearchRequest.strict(from: bytes) }
        #expect(error?.code == .malformedJSON)
        let wide = Array("{\"text\":\"a\"}".utf16).flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
        let other = #expect(throws: VaultError.self) { try SearchRequest.strict(from: wide) }
        #expect(other?.code == .malformedJSON)
    }

    @Test(arguments: [
        (#"{"name":"ainura","role":"lawyer","admin":true}"#, ProblemCode.unknownField, "admin"),
        (#"{"name":"ainura"}"#, .invalidValue, "role"),
        (#"{"name":7,"role":"lawyer"}"#, .invalidValue, "name"),
        (#"{"name":null,"role":"lawyer"}"#, .invalidValue, "name"),
        (#"{"name":"ainura","role":"king"}"#, .invalidValue, "role"),
        (#"{"name":"ainura","role":"lawyer","role":"admin"}"#, .invalidValue, "role"),
        (#"{"name":"ainura","role":"lawyer","r\u006fle":"admin"}"#, .invalidValue, "role"),
    ])
    func `a wrong field is named`(json: String, code: ProblemCode, field: String) {
        let error = refusal(json, as: InviteRequest.self)
        #expect(error?.code == code)
        #expect(error?.field == field)
    }

    @Test func `content that stands where a field's name belongs is not sent back`() {
        let error = refusal(#"{"my secret passphrase is here":1}"#, as: InviteRequest.self)
        #expect(error?.code == .unknownField)
        #expect(error?.field == nil)
    }

    @Test func `a wrong compartment in a list names the list`() {
        let error = refusal(#"{"name":"ainura","compartments":["legal","attic"]}"#, as: AssignRequest.self)
        #expect(error?.field == "compartments")
        #expect(refusal(#"{"name":"a","compartments":[null]}"#, as: AssignRequest.self)?.code == .invalidValue)
    }
}
