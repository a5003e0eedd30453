import Testing
import VaultModel

@testable import sandyk

@Suite struct LocalTimeTests {
    @Test func `a date means its first moment, or its last`() throws {
        let start = try #require(LocalTime.parse("2026-03-01"))
        let end = try #require(LocalTime.parse("2026-03-01", endOfDay: true))
        #expect(end.milliseconds - start.milliseconds == 86_399_999)
        #expect(LocalTime.parse("2026-03-01T00:00") == start)
    }

    @Test func `moments with a zone are taken as they are`() {
        #expect(LocalTime.parse("2026-03-01T08:00:00Z") == Timestamp(text: "2026-03-01T08:00:00Z"))
    }

    @Test(arguments: ["", "yesterday", "2026-02-31", "2026-13-01", "2026-03-01 25:00", "2026-03", "2026-03-01-02"])
    func `what is no time is refused`(text: String) {
        #expect(LocalTime.parse(text) == nil)
    }
}
