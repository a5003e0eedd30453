/// The limits of the protocol. Beyond each there is a clear answer.
public enum Limits {
    /// A JSON body, in bytes: a note of 1 MiB, escaped, and its title.
    public static let jsonBytes = 4 * 1_048_576
    /// A note's text, in bytes of UTF-8.
    public static let noteBytes = 1_048_576
    /// A title, in bytes of UTF-8.
    public static let titleBytes = 512
    /// A document's file name, in bytes of UTF-8.
    public static let fileNameBytes = 255
    /// A media type, in bytes.
    public static let mediaTypeBytes = 127
    /// A document's content, in bytes: 8 GiB.
    public static let documentBytes: UInt64 = 8 << 30
    /// Items in one page.
    public static let pageItems = 200
    /// Items in a page that does not say.
    public static let usualPageItems = 50
    /// An idempotency key, in bytes of ASCII.
    public static let idempotencyKeyBytes = 64
    /// A search text, in bytes of UTF-8.
    public static let searchBytes = 256
    /// How long an idempotency key is remembered, in days.
    public static let idempotencyDays: UInt32 = 2
}
