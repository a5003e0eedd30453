import Testing
import VaultModel

/// If this fails, what is signed to the millisecond does not agree with what is written about it.
@Suite struct TimestampTests {
    @Test func `every millisecond comes back from its text`() {
        for start in [0, 1_000, 1_764_000_000_000, 4_102_444_799_000] as [UInt64] {
            for offset in 0..<1_000 as Range<UInt64> {
                let moment = Timestamp(milliseconds: start + offset)
                #expect(Timestamp(text: moment.description) == moment, "\(moment)")
            }
        }
        #expect(Timestamp(milliseconds: 1_764_000_000_007).description == "2025-11-24T16:00:00.007Z")
    }
}
