import Testing
import VaultEngine
import VaultModel
import VaultServer

@Suite struct HeaderTests {
    @Test(arguments: [
        ("attachment; filename*=UTF-8''report.pdf", "report.pdf"),
        (
            "attachment; filename*=UTF-8''%D0%97%D0%B0%D1%8F%D0%B2%D0%BB%D0%B5%D0%BD%D0%B8%D0%B5.docx",
            "Заявление.docx"
        ),
        ("attachment; filename=\"fallback.txt\"; filename*=utf-8'ky'%D3%A9%D1%82%D2%AF%D0%BD%D2%AF%D1%87", "өтүнүч"),
        ("Attachment; filename=\"with \\\"quotes\\\".txt\"", "with \"quotes\".txt"),
        ("attachment;filename=plain.txt", "plain.txt"),
    ])
    func `a file's name arrives in every script`(header: String, name: String) throws {
        #expect(try FileNameHeader.name(header) == name)
    }

    @Test(arguments: [
        nil, "", "inline; filename=a.txt", "attachment", "attachment; filename=", "attachment; filename=\"",
        "attachment; filename*=UTF-8''%FF", "attachment; filename*=UTF-8''%D", "attachment; filename*=latin1''a",
        "attachment; filename*=UTF-8''a b", "attachment; filename*=UTF-8''..%2Fetc%2Fpasswd",
        "attachment; filename=..", "attachment; filename*=UTF-8''a%00b", "attachment; filename*=UTF-8''a%0Ab",
        "attachment; filename=a; filename=b", "attachment; filename=\"a\" rest",
        "attachment; filename=" + String(repeating: "x", count: 256),
    ])
    func `a file's name that is a path or no text is refused`(header: String?) {
        #expect(throws: VaultError.self) { try FileNameHeader.name(header) }
    }

    @Test(arguments: ["Заявление (1).docx", "a\"b;c'd%e.txt", "plain.pdf", "😀.png"])
    func `a file's name survives the way down and up again`(name: String) throws {
        #expect(try FileNameHeader.name(FileNameHeader.attachment(name)) == name)
    }

    @Test(
        arguments: [
            (nil, .everything), ("bytes=0-9", .part(0..<10)), ("bytes=90-", .part(90..<100)),
            ("bytes=90-1000", .part(90..<100)), ("bytes=-10", .part(90..<100)), ("bytes=-1000", .part(0..<100)),
            ("bytes=100-", .unsatisfiable), ("bytes=-0", .unsatisfiable), ("bytes=0-0,5-6", .everything),
            ("bytes=5-4", .everything), ("bytes=a-b", .everything), ("items=0-1", .everything), ("bytes=", .everything),
            ("bytes=99999999999999999999-", .unsatisfiable), ("bytes=0-99999999999999999999", .part(0..<100)),
            ("BYTES=1-2", .part(1..<3)), ("bytes=-", .everything),
        ] as [(String?, ByteRange)])
    func `a range is what RFC 9110 says`(header: String?, expected: ByteRange) {
        #expect(ByteRange.parse(header, length: 100) == expected)
    }

    @Test func `nothing of an empty document lies in any range`() {
        #expect(ByteRange.parse("bytes=0-", length: 0) == .unsatisfiable)
        #expect(ByteRange.parse("bytes=-5", length: 0) == .unsatisfiable)
        #expect(ByteRange.parse(nil, length: 0) == .everything)
    }

    @Test func `an amendment has to say exactly which version it follows`() throws {
        #expect(try EntityTag.ifMatch("\"3\"") == 3)
        #expect(throws: VaultError(.preconditionRequired, field: "If-Match")) { try EntityTag.ifMatch(nil) }
        let wrong = [
            "3", "W/\"3\"", "*", "\"0\"", "\"03\"", "\"3\", \"4\"", "\"\"", "\"-1\"", "\"99999999999999999999\"",
        ]
        for header in wrong {
            let error = #expect(throws: VaultError.self) { try EntityTag.ifMatch(header) }
            #expect(error?.code == .invalidValue)
        }
    }

    @Test func `a media type is taken as it is, or refused`() throws {
        #expect(try MediaType.document("text/plain; charset=utf-8") == "text/plain; charset=utf-8")
        for header in [nil, "", "pdf", "application/", "*/*", "a/b/c", "a b/c", "text/plain; charset"] {
            let error = #expect(throws: VaultError.self) { try MediaType.document(header) }
            #expect(error?.code == .mediaTypeNotSupported)
        }
        try MediaType.require("application/json", "Application/JSON; charset=UTF-8")
        for header in [nil, "text/json", "application/json; charset=koi8-r", "application/json, text/html"] {
            #expect(throws: VaultError.self) { try MediaType.require("application/json", header) }
        }
    }
}
