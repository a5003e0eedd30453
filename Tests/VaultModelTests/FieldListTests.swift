import Testing
import VaultModel

/// One list has one encoding, so that it can be hashed and signed.
struct FieldListTests {
    @Test func `a list is encoded by rising tags, an empty value apart from an absent one`() {
        var list = FieldList()
        list[9] = [0xAB, 0xCD]
        list[2] = []
        list[200] = [1]
        list[200] = nil
        #expect(list.encoded() == [2, 0, 0, 0, 0, 9, 0, 0, 0, 2, 0xAB, 0xCD])
        #expect(list.tags == [2, 9])
    }

    @Test func `what was encoded decodes to the same`() throws {
        var list = FieldList()
        list.set(1, UInt64.max)
        list.set(7, UInt16(0x0102))
        list[255] = Array(repeating: 7, count: 300)
        let decoded = try FieldList(decoding: list.encoded())
        #expect(decoded == list)
        #expect(decoded.integer(1, as: UInt64.self) == .max)
        #expect(decoded.integer(7, as: UInt16.self) == 0x0102)
    }

    @Test func `an integer of another width is not read as one`() {
        var list = FieldList()
        list.set(1, UInt32(7))
        #expect(list.integer(1, as: UInt64.self) == nil)
        #expect(list.integer(1, as: UInt16.self) == nil)
    }

    @Test(arguments: [
        [1], [1, 0, 0, 0], [1, 0, 0, 0, 1], [1, 0xFF, 0xFF, 0xFF, 0xFF, 0], [2, 0, 0, 0, 0, 1, 0, 0, 0, 0],
        [1, 0, 0, 0, 0, 1, 0, 0, 0, 0], [1, 0, 0, 0, 0, 9],
    ])
    func `cut off, falling, repeated and overlong fields are refused`(bytes: [UInt8]) {
        #expect(throws: MalformedEncoding.self) { try FieldList(decoding: bytes) }
    }
}
