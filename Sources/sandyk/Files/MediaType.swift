/// What a file is: by its ending, and by its first bytes where these tell.
struct MediaType: Equatable {
    /// E.g. `application/pdf`.
    let text: String
    /// Whether the first bytes are not what the ending promises.
    let contradictsEnding: Bool

    /// - Parameter start: The first bytes, 512 are enough.
    init(name: String, start: [UInt8]) {
        let ending = FileName.ending(of: name)
        let promised = Self.endings[ending]
        let found = Self.found(in: start)
        switch (promised, found) {
        case (let promised?, let found?) where Self.container(of: promised) == found:
            (text, contradictsEnding) = (promised, false)
        case (_, let found?):
            (text, contradictsEnding) = (found, promised != nil)
        case (let promised?, nil) where Self.needsMagic(promised) && !start.isEmpty:
            (text, contradictsEnding) = ("application/octet-stream", true)
        case (let promised?, nil):
            (text, contradictsEnding) = (promised, false)
        case (nil, nil):
            (text, contradictsEnding) = ("application/octet-stream", false)
        }
    }

    private static let endings = [
        "pdf": "application/pdf", "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif",
        "tif": "image/tiff", "tiff": "image/tiff", "webp": "image/webp", "heic": "image/heic",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "odt": "application/vnd.oasis.opendocument.text", "ods": "application/vnd.oasis.opendocument.spreadsheet",
        "doc": "application/msword", "rtf": "application/rtf", "zip": "application/zip",
        "txt": "text/plain", "md": "text/markdown", "csv": "text/csv", "html": "text/html",
        "mp4": "video/mp4", "mov": "video/quicktime", "mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg",
        "wav": "audio/wav", "eml": "message/rfc822",
    ]

    private static let magic: [(at: Int, bytes: [UInt8], type: String)] = [
        (0, Array("%PDF-".utf8), "application/pdf"), (0, [0xFF, 0xD8, 0xFF], "image/jpeg"),
        (0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"), (0, Array("GIF8".utf8), "image/gif"),
        (0, [0x49, 0x49, 0x2A, 0x00], "image/tiff"), (0, [0x4D, 0x4D, 0x00, 0x2A], "image/tiff"),
        (8, Array("WEBP".utf8), "image/webp"), (8, Array("WAVE".utf8), "audio/wav"),
        (0, [0x50, 0x4B, 0x03, 0x04], "application/zip"), (0, [0x50, 0x4B, 0x05, 0x06], "application/zip"),
        (0, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "application/msword"),
        (0, Array("{\\rtf".utf8), "application/rtf"), (4, Array("ftyp".utf8), "video/mp4"),
        (0, Array("ID3".utf8), "audio/mpeg"), (0, [0xFF, 0xFB], "audio/mpeg"), (0, [0xFF, 0xF3], "audio/mpeg"),
        (0, Array("OggS".utf8), "audio/ogg"),
    ]

    private static func found(in start: [UInt8]) -> String? {
        magic.first { start.dropFirst($0.at).starts(with: $0.bytes) }?.type
    }

    /// What the first bytes of this type look like: an office document is a ZIP, a film's sound is an MP4.
    private static func container(of type: String) -> String {
        if type.hasPrefix("application/vnd.o") { return "application/zip" }
        return ["video/quicktime", "audio/mp4", "image/heic"].contains(type) ? "video/mp4" : type
    }

    private static func needsMagic(_ type: String) -> Bool {
        !type.hasPrefix("text/") && type != "message/rfc822" && type != "video/quicktime"
    }
}
